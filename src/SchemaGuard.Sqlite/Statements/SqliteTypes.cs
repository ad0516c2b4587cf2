using System.Buffers;

namespace SchemaGuard.Sqlite.Statements;

/// <summary>The spelling of types. SQLite keeps the words with which a column was declared, and derives only an affinity from them.</summary>
internal static class SqliteTypes
{
    private static readonly SearchValues<char> WordCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"
    );

    /// <summary>
    /// Returns the canonical spelling of a type: lower case, single blanks, none at parentheses and commas, and <c>integer</c> for <c>int</c>. Other
    /// words of the same affinity stay distinct: drivers and mappers read them.
    /// </summary>
    public static string Canonical(string type)
    {
        var spelled = (IsOneWord(type) ? type : Join(type)).ToLowerInvariant();
        return spelled == "int" ? "integer" : spelled;
    }

    /// <summary>Determines whether a type has nothing to join, as most do.</summary>
    private static bool IsOneWord(string type) => type.AsSpan().IndexOfAnyExcept(WordCharacters) < 0;

    private static string Join(string type)
    {
        var joined = string.Join(' ', type.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (var mark in "(),")
        {
            joined = joined
                .Replace($" {mark}", $"{mark}", StringComparison.Ordinal)
                .Replace($"{mark} ", mark == ')' ? ") " : $"{mark}", StringComparison.Ordinal);
        }

        return joined;
    }
}
