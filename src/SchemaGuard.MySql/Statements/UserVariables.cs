using SchemaGuard.Scripts.Statements;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.MySql.Statements;

/// <summary>The use that a statement makes of its session's variables, which end with the session.</summary>
internal static class UserVariables
{
    /// <summary>The names of facts that only the session knows in which they arose.</summary>
    private static readonly HashSet<string> OfLastStatement = new(StringComparer.OrdinalIgnoreCase)
    {
        "LAST_INSERT_ID",
        "ROW_COUNT",
        "FOUND_ROWS",
        "IDENTITY",
    };

    /// <summary>The words after which a variable may stand without a blank.</summary>
    private static readonly HashSet<string> BeforeVariable = new(
        (
            "SELECT SET INTO AND OR NOT XOR IN BY FROM LIKE REGEXP RLIKE BETWEEN IS WHEN "
            + "THEN ELSE CASE IF WHERE HAVING ON DISTINCT ALL LIMIT OFFSET USING DO RETURN "
            + "VALUES VALUE CALL EXECUTE INTERVAL DIV MOD BINARY AS GLOBAL SESSION LOCAL UNTIL WHILE"
        ).Split(' '),
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Finds the variables that a statement names, with their <c>@</c>, in lower case: their names ignore case.</summary>
    public static IReadOnlySet<string> NamedIn(SqlStatement statement)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var text = statement.Span;
        var tokens = statement.ReadTokenRanges();
        for (var index = 0; index < tokens.Count; index++)
        {
            var token = text.Slice(tokens[index].Offset, tokens[index].Length);
            if (token is "@" && index + 1 < tokens.Count && tokens[index + 1].Offset == tokens[index].Offset + 1)
            {
                token = text.Slice(tokens[index].Offset, 1 + tokens[index + 1].Length);
            }

            if (IsHostOfAccount(text, tokens, index))
            {
                continue;
            }

            if (token.Length > 1 && token[0] == '@' && (char.IsLetterOrDigit(token[1]) || token[1] is '_' or '$' or '`'))
            {
                names.Add(token.ToString().ToLowerInvariant());
            }
        }

        return names;
    }

    /// <summary>
    /// Determines whether an <c>@</c> stands between the name and the host of an account, such as <c>`u`@`127.0.0.1`</c>: it follows a quoted name,
    /// or a word that is not part of the language.
    /// </summary>
    private static bool IsHostOfAccount(ReadOnlySpan<char> text, IReadOnlyList<TextRange> tokens, int index)
    {
        if (index == 0 || text[tokens[index].Offset] != '@')
        {
            return false;
        }

        var before = text.Slice(tokens[index - 1].Offset, tokens[index - 1].Length);
        return before[0] is '`' or '\'' or '"'
            || (
                tokens[index - 1].Offset + tokens[index - 1].Length == tokens[index].Offset
                && (char.IsLetterOrDigit(before[0]) || before[0] is '_' or '$')
                && !BeforeVariable.Contains(before.ToString())
            );
    }

    /// <summary>Determines whether a statement reads what the previous statement has left in the session.</summary>
    public static bool ReadsLastStatement(SqlStatement statement) => statement.ReadTokens().Any(OfLastStatement.Contains);

    /// <summary>
    /// Determines whether a statement reads counts that, because marks are written in between, are not those of the script's last statement.
    /// </summary>
    public static bool ReadsCounts(SqlStatement statement)
    {
        var tokens = statement.ReadTokens();
        return tokens.Any(token => token.ToUpperInvariant() is "ROW_COUNT" or "FOUND_ROWS" or "WARNING_COUNT" or "ERROR_COUNT")
            || (tokens is [var first, var second, ..] && (first + " " + second).ToUpperInvariant() is "SHOW WARNINGS" or "GET DIAGNOSTICS");
    }

    /// <summary>
    /// Determines whether a statement sets a variable to something that a new session can read again: literals, settings, other variables.
    /// </summary>
    public static bool IsRestorable(SqlStatement statement) =>
        statement.Class.Verb == StatementVerb.Set
        && !statement.ReadTokens().Any(token => token is "(" || token.Equals("SELECT", StringComparison.OrdinalIgnoreCase))
        && !ReadsLastStatement(statement);

    /// <summary>Determines whether a statement assigns variables: SET, or a SELECT into them.</summary>
    public static bool Assigns(SqlStatement statement)
    {
        var tokens = statement.ReadTokens();
        return statement.Class.Verb == StatementVerb.Set
            || tokens.Contains(":=", StringComparer.Ordinal)
            || tokens
                .Zip(tokens.Skip(1))
                .Any(pair => pair.First.Equals("INTO", StringComparison.OrdinalIgnoreCase) && pair.Second.StartsWith('@'));
    }
}
