namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>
/// The conditions that exclude what belongs to the server or to an extension. A query reads one catalog, or two where most rows would otherwise be
/// read in vain. For a small database the server would spend more time planning joins than reading, and which schema and table a row belongs to is
/// known here.
/// </summary>
internal static class CatalogScope
{
    /// <summary>The lowest number of an object that did not come with the server (FirstNormalObjectId).</summary>
    public const string FirstNumber = "16384";

    /// <summary>
    /// The query that makes the server's spelling independent of the user and their settings. Names are written as if the search path contained only
    /// the default schema and the schemas that extensions use: what is in one of these is unqualified, everything else has its schema. Which schemas
    /// those are does not depend on the tables in them: otherwise one more table would respell all others. Values are written in one way. Ends with
    /// the transaction that the queries share.
    /// </summary>
    public const string Prepare = """
        SELECT current_schema()::text AS Name, current_schemas(false)::text[] AS Schemas,
               set_config('search_path', concat_ws(', ', coalesce(quote_ident(current_schema()), 'pg_catalog'), (
                 SELECT string_agg(quote_ident(n.nspname), ', ' ORDER BY n.nspname) FROM pg_catalog.pg_namespace n
                 WHERE n.oid IN (SELECT e.extnamespace FROM pg_catalog.pg_extension e) AND n.nspname <> 'pg_catalog'
                     AND n.nspname IS DISTINCT FROM current_schema())), true) AS Path,
               set_config('standard_conforming_strings', 'on', true), set_config('quote_all_identifiers', 'off', true), set_config('TimeZone', 'UTC', true),
               set_config('DateStyle', 'ISO, YMD', true), set_config('IntervalStyle', 'postgres', true),
                   set_config('bytea_output', 'hex', true), set_config('extra_float_digits', '1', true)
        """;

    /// <summary>
    /// Returns the condition that a relation is neither temporary nor of an extension, for queries that ask the server to spell something of it. For
    /// that the server opens the relation, which another session may have locked or dropped in the meantime.
    /// </summary>
    public static string OfSchema(string oid) =>
        $"{oid} <> ALL (ARRAY(SELECT r.oid FROM pg_catalog.pg_class r WHERE r.relpersistence = 't' UNION ALL "
        + "SELECT x.objid FROM pg_catalog.pg_depend x WHERE x.refclassid = 'pg_catalog.pg_extension'::regclass "
        + "AND x.classid = 'pg_catalog.pg_class'::regclass AND x.deptype = 'e'))";

    /// <summary>Returns the condition that no extension created the row of a catalog.</summary>
    public static string NotOfExtension(string catalog, string oid) =>
        $"{oid} NOT IN (SELECT x.objid FROM pg_catalog.pg_depend x WHERE x.refclassid = 'pg_catalog.pg_extension'::regclass "
        + $"AND x.classid = 'pg_catalog.{catalog}'::regclass AND x.deptype = 'e')";
}
