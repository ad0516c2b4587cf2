namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>Holds the conditions by which catalog queries leave out what belongs to the server or to an extension.</summary>
internal static class CatalogScope
{
    /// <summary>The schema <c>n</c> is not one of the server's own.</summary>
    public const string UserSchema = "n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'";

    /// <summary>
    /// Names are written as if only the default schema were searched: what belongs to it is named without it, everything else with its schema, whoever reads and
    /// whatever their search path is. Ends with the transaction that the queries share.
    /// </summary>
    public const string Prepare =
        "SELECT current_schema()::text AS Name, set_config('search_path', coalesce(quote_ident(current_schema()), 'pg_catalog'), true) AS Path";

    /// <summary>Tables and views that no extension has made.</summary>
    public const string Relations = $"""
        pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND {UserSchema}
          AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend x WHERE x.classid = 'pg_catalog.pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'e')
        """;

    /// <summary>Says that no extension has made the row of a catalog.</summary>
    public static string NotOfExtension(string catalog, string oid) =>
        $"NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend x WHERE x.classid = 'pg_catalog.{catalog}'::regclass AND x.objid = {oid} AND x.deptype = 'e')";
}
