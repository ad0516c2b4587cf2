namespace SchemaGuard.Sqlite.Inspection;

/// <summary>Spells types. SQLite keeps the words with which a column was declared, and reads only an affinity out of them.</summary>
internal static class SqliteTypes
{
    /// <summary>
    /// Gives the one spelling of a type: lower case, single blanks, none at parentheses and commas, and <c>integer</c> for <c>int</c>. Other words of one
    /// affinity are kept apart: drivers and mappers read them.
    /// </summary>
    public static string Canonical(string type)
    {
        var spelled = string.Join(' ', type.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
        foreach (var mark in "(),")
        {
            spelled = spelled
                .Replace($" {mark}", $"{mark}", StringComparison.Ordinal)
                .Replace($"{mark} ", mark == ')' ? ") " : $"{mark}", StringComparison.Ordinal);
        }

        return spelled == "int" ? "integer" : spelled;
    }
}
