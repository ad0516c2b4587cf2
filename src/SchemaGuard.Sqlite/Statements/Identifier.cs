namespace SchemaGuard.Sqlite.Statements;

/// <summary>The quoting of identifiers.</summary>
internal static class Identifier
{
    /// <summary>Quotes a name, whatever characters it contains.</summary>
    public static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
