using SchemaGuard.Inspection;
using SchemaGuard.MySql.Statements;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.MySql.Inspection;

/// <summary>
/// The references that the body of a trigger certainly needs: the tables that it writes to, and the columns of its own table. An ambiguous name is
/// left out.
/// </summary>
/// <param name="Tables">The tables, with the database where it is named.</param>
/// <param name="Columns">The columns, as they follow NEW and OLD.</param>
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

    private static readonly HashSet<string> Openings = new(StringComparer.OrdinalIgnoreCase)
    {
        ";",
        ":",
        "BEGIN",
        "THEN",
        "ELSE",
        "DO",
        "LOOP",
        "REPEAT",
    };

    /// <summary>
    /// The words of constructs that may create a table that the body then writes to, or that may handle the error where it is missing.
    /// </summary>
    private static readonly HashSet<string> Doubts = new(StringComparer.OrdinalIgnoreCase) { "TEMPORARY", "CALL", "HANDLER", "EXCEPTION" };

    /// <summary>Reads a trigger. The first line of its definition is its head, <c>before update</c>, and not a statement.</summary>
    public static TriggerReferences Of(SchemaObject trigger)
    {
        var (definition, mode) = (trigger[AspectNames.Definition] ?? "", trigger[AspectNames.Settings] ?? "");
        return Read(
            definition[(definition.IndexOf('\n', StringComparison.Ordinal) + 1)..],
            LexicalRules.MySql with
            {
                BackslashEscapes = !mode.Contains("NO_BACKSLASH_ESCAPES", StringComparison.OrdinalIgnoreCase),
                DoubleQuoteIsString = !mode.Contains("ANSI_QUOTES", StringComparison.OrdinalIgnoreCase),
            }
        );
    }

    private static TriggerReferences Read(string body, LexicalRules rules)
    {
        var tokens = SqlScript.ReadTokenRanges(body, rules).Select(range => body.Substring(range.Offset, range.Length)).ToList();
        var (tables, columns) = (new List<(string?, string)>(), new List<string>());
        for (var i = 0; i < tokens.Count; i++)
        {
            if (StartsStatement(tokens, i) && TableAt(tokens, i) is { } table)
            {
                tables.Add(table);
            }
            else if (ColumnAt(tokens, i) is { } column)
            {
                columns.Add(column);
            }
        }

        return new TriggerReferences(tokens.Exists(Doubts.Contains) ? [] : tables, columns);
    }

    /// <summary>
    /// Determines whether a statement begins at a token. MySQL shows strings without their escapes, so that their content may look like one.
    /// </summary>
    private static bool StartsStatement(List<string> tokens, int at) => at == 0 || Openings.Contains(tokens[at - 1]);

    /// <summary>Returns the column that NEW or OLD names at a token, unless they are part of a longer name or of a string.</summary>
    private static string? ColumnAt(List<string> tokens, int row) =>
        (Is(tokens, row, "NEW") || Is(tokens, row, "OLD"))
        && At(tokens, row - 1) is not ([.., '@'] or "." or ['\'' or '"', ..])
        && At(tokens, row + 1) == "."
        && IsName(At(tokens, row + 2))
        && At(tokens, row + 3) != "."
            ? StatementTokens.Unquote(tokens[row + 2])
            : null;

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
