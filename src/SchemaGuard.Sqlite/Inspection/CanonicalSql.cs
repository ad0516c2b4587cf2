using System.Text;
using SchemaGuard.Sqlite.Statements;

namespace SchemaGuard.Sqlite.Inspection;

/// <summary>
/// A writer of SQL tokens in one layout. Names lose quotes that they do not need: <c>ALTER TABLE … RENAME</c> adds quotes where the script had none.
/// </summary>
internal static class CanonicalSql
{
    /// <summary>Words that are followed by an operand or a parenthesis of its own, and those that mean something else in quotes.</summary>
    private static readonly HashSet<string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        "all",
        "and",
        "as",
        "begin",
        "between",
        "by",
        "case",
        "check",
        "collate",
        "current_date",
        "current_time",
        "current_timestamp",
        "default",
        "distinct",
        "else",
        "end",
        "escape",
        "except",
        "exists",
        "false",
        "filter",
        "from",
        "glob",
        "having",
        "in",
        "intersect",
        "is",
        "isnull",
        "join",
        "like",
        "limit",
        "match",
        "materialized",
        "not",
        "notnull",
        "null",
        "offset",
        "on",
        "or",
        "over",
        "regexp",
        "returning",
        "select",
        "set",
        "then",
        "true",
        "union",
        "using",
        "values",
        "when",
        "where",
        "with",
    };

    public static string Write(IEnumerable<string> tokens)
    {
        var text = new StringBuilder();
        var previous = "";
        var isSign = false;
        foreach (var written in tokens)
        {
            var token = IsQuotedName(written) ? Name(DefinitionTokens.Unquote(written)) : written;
            if (text.Length > 0 && !(isSign && !IsOperator(token)) && NeedsBlank(previous, token))
            {
                text.Append(' ');
            }

            text.Append(token);
            isSign = token is "-" or "+" && StartsOperand(previous);
            previous = token;
        }

        return text.ToString();
    }

    /// <summary>Writes a name, in quotes only where it is not a plain one.</summary>
    public static string Name(string name) =>
        name.Length > 0
        && !char.IsAsciiDigit(name[0])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_')
        && !Keywords.Contains(name)
            ? name
            : Identifier.Quote(name);

    private static bool NeedsBlank(string previous, string token) =>
        previous is not ("(" or ".")
        && token is not (")" or "," or "." or ";")
        && (token != "(" || previous is ")" or "," || IsOperator(previous) || Keywords.Contains(previous));

    private static bool StartsOperand(string previous) =>
        previous is "" or "(" or "," || IsOperator(previous) || Keywords.Contains(previous);

    private static bool IsOperator(string token) =>
        token.Length > 0 && !char.IsLetterOrDigit(token[0]) && token[0] is not ('_' or '"' or '\'' or '(' or ')' or ',' or '.' or ';');

    private static bool IsQuotedName(string token) => token.Length > 1 && token[0] is '"' or '`' or '[';
}
