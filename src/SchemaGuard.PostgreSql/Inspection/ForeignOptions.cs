namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>Writes the options of foreign servers and tables. Of those whose name says that they are secret only that they are there.</summary>
internal static class ForeignOptions
{
    /// <summary>Gives the expression for a column that holds options.</summary>
    public static string Of(string column) =>
        $"(SELECT string_agg(o.option_name || CASE WHEN o.option_name ~* 'pass|pwd|secret|key|token|credential|user|sas|conn|dsn|uri|url' THEN '' ELSE ' ' || quote_literal(o.option_value) END, ', ' ORDER BY o.option_name) "
        + $"FROM pg_catalog.pg_options_to_table({column}) o)";
}
