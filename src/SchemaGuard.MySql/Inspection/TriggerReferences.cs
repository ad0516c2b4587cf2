using SchemaGuard.MySql.Settling;
using SchemaGuard.Scripts;

namespace SchemaGuard.MySql.Inspection;

/// <summary>Reads the body of a trigger for what it certainly needs: the tables that it writes to, and the columns of its own table.</summary>
/// <param name="Tables">The tables, with the database where it is named.</param>
/// <param name="Columns">The columns, as NEW and OLD have them.</param>
internal sealed record TriggerReferences(IReadOnlyList<(string? Schema, string Name)> Tables, IReadOnlyList<string> Columns)
{
    private static readonly HashSet<string> Modifiers = new(StringComparer.OrdinalIgnoreCase)
    {
        "LOW_PRIORITY",
        "HIGH_PRIORITY",
        "DELAYED",
        "IGNORE",
        "QUICK",
    };

    /// <summary>Reads a body. A table that the body makes itself is none of the schema's.</summary>
    public static TriggerReferences Read(string body)
    {
        var tokens = SqlScript
            .ReadTokenRanges(body, LexicalRules.MySql with { DoubleQuoteIsString = false })
            .Select(range => body.Substring(range.Offset, range.Length))
            .ToList();
        var (tables, columns) = (new List<(string?, string)>(), new List<string>());
        for (var i = 0; i < tokens.Count; i++)
        {
            if (TableAt(tokens, i) is { } table)
            {
                tables.Add(table);
            }
            else if (Is(tokens, i, "NEW") || Is(tokens, i, "OLD"))
            {
                if (At(tokens, i + 1) == "." && IsName(At(tokens, i + 2)))
                {
                    columns.Add(StatementTokens.Unquote(tokens[i + 2]));
                }
            }
        }

        return tokens.Exists(token => token.Equals("TEMPORARY", StringComparison.OrdinalIgnoreCase))
            ? new TriggerReferences([], columns)
            : new TriggerReferences(tables, columns);
    }

    private static (string? Schema, string Name)? TableAt(List<string> tokens, int verb)
    {
        var next = verb + 1;
        while (Modifiers.Contains(At(tokens, next)))
        {
            next++;
        }

        var isWrite =
            (Is(tokens, verb, "INSERT") || Is(tokens, verb, "REPLACE")) && Is(tokens, next, "INTO")
            || Is(tokens, verb, "DELETE") && Is(tokens, next, "FROM");
        if (isWrite)
        {
            // DELETE FROM t1, t2 USING … names aliases.
            var (name, after) = NameAt(tokens, next + 1);
            return Is(tokens, verb, "DELETE") && (At(tokens, after) is "," or "." || Is(tokens, after, "USING")) ? null : name;
        }

        var (table, end) = Is(tokens, verb, "UPDATE") ? NameAt(tokens, next) : default;
        return Is(tokens, end, "SET") && table is not null ? table : null;
    }

    private static ((string? Schema, string Name)? Table, int End) NameAt(List<string> tokens, int at)
    {
        if (!IsName(At(tokens, at)))
        {
            return default;
        }

        var first = StatementTokens.Unquote(tokens[at]);
        return At(tokens, at + 1) == "." && IsName(At(tokens, at + 2))
            ? ((first, StatementTokens.Unquote(tokens[at + 2])), at + 3)
            : ((null, first), at + 1);
    }

    private static bool IsName(string token) => token.Length > 0 && (token[0] is '`' or '"' or '_' || char.IsLetter(token[0]));

    private static bool Is(List<string> tokens, int at, string word) => At(tokens, at).Equals(word, StringComparison.OrdinalIgnoreCase);

    private static string At(List<string> tokens, int at) => at >= 0 && at < tokens.Count ? tokens[at] : "";
}
