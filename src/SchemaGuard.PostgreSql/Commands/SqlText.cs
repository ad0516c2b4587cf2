using System.Globalization;

namespace SchemaGuard.PostgreSql.Commands;

/// <summary>The names and values of SQL statements as text.</summary>
internal static class SqlText
{
    public static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string Milliseconds(TimeSpan time) =>
        ((long)Math.Clamp(Math.Ceiling(time.TotalMilliseconds), 1, int.MaxValue)).ToString(CultureInfo.InvariantCulture);

    public static string Qualified(string? schema, string table) => schema is null ? Quote(table) : $"{Quote(schema)}.{Quote(table)}";
}
