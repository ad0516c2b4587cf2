namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>The options of foreign servers and tables. Of an option whose name indicates a secret, only its presence is written.</summary>
internal static class ForeignOptions
{
    /// <summary>Returns the expression for a column that contains options.</summary>
    public static string Of(string column) =>
        "(SELECT string_agg(o.option_name || CASE "
        + "WHEN o.option_name ~* 'pass|pwd|secret|key|token|credential|user|sas|conn|dsn|uri|url' "
        + "THEN '' ELSE ' ' || quote_literal(o.option_value) END, ', ' ORDER BY o.option_name) "
        + $"FROM pg_catalog.pg_options_to_table({column}) o)";
}
