namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>
/// Holds the conditions by which catalog queries leave out what belongs to the server or to an extension. A query reads one catalog, or two where most rows would be
/// for nothing: for a small database the server would plan joins longer than it reads, and which schema and table a row belongs to is known here.
/// </summary>
internal static class CatalogScope
{
    /// <summary>The least number of an object that did not come with the server (FirstNormalObjectId).</summary>
    public const string FirstNumber = "16384";

    /// <summary>
    /// Names are written as if only the default schema were searched, and the schemas that extensions use: what is in one of these is named without it, everything
    /// else with its schema. Which schemas those are does not depend on the tables in them: one more would respell all others. Values are written in one way. Both whoever reads and whatever their settings are. Ends with the transaction that the queries share.
    /// </summary>
    public const string Prepare = """
        SELECT current_schema()::text AS Name, current_schemas(false)::text[] AS Schemas,
               set_config('search_path', concat_ws(', ', coalesce(quote_ident(current_schema()), 'pg_catalog'), (
                 SELECT string_agg(quote_ident(n.nspname), ', ' ORDER BY n.nspname) FROM pg_catalog.pg_namespace n
                 WHERE n.oid IN (SELECT e.extnamespace FROM pg_catalog.pg_extension e) AND n.nspname <> 'pg_catalog' AND n.nspname IS DISTINCT FROM current_schema())), true) AS Path,
               set_config('standard_conforming_strings', 'on', true), set_config('quote_all_identifiers', 'off', true), set_config('TimeZone', 'UTC', true),
               set_config('DateStyle', 'ISO, YMD', true), set_config('IntervalStyle', 'postgres', true), set_config('bytea_output', 'hex', true), set_config('extra_float_digits', '1', true)
        """;

    /// <summary>
    /// Says that a relation is neither temporary nor of an extension, where the server is asked to write something about it: for that it opens the relation, which
    /// somebody else may have locked, or have dropped meanwhile.
    /// </summary>
    public static string OfSchema(string oid) =>
        $"{oid} <> ALL (ARRAY(SELECT r.oid FROM pg_catalog.pg_class r WHERE r.relpersistence = 't' UNION ALL "
        + "SELECT x.objid FROM pg_catalog.pg_depend x WHERE x.refclassid = 'pg_catalog.pg_extension'::regclass AND x.classid = 'pg_catalog.pg_class'::regclass AND x.deptype = 'e'))";

    /// <summary>Says that no extension has made the row of a catalog.</summary>
    public static string NotOfExtension(string catalog, string oid) =>
        $"{oid} NOT IN (SELECT x.objid FROM pg_catalog.pg_depend x WHERE x.refclassid = 'pg_catalog.pg_extension'::regclass AND x.classid = 'pg_catalog.{catalog}'::regclass AND x.deptype = 'e')";
}
