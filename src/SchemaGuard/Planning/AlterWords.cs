using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Planning;

/// <summary>The words of an <c>ALTER TABLE</c> outside parentheses, clause by clause.</summary>
internal sealed class AlterWords
{
    /// <summary>The mark for a list of columns in parentheses directly after <c>ADD</c>, whose content is not examined.</summary>
    public const string List = "(";

    private readonly List<List<string>> _clauses = [];

    public AlterWords(string statement, LexicalRules rules)
    {
        var lexer = new SqlLexer(statement, rules);
        var depth = 0;
        var clause = new List<string>();
        var isHead = true;
        var isFirst = true;
        while (lexer.Next(out var token))
        {
            if (token.Kind == SqlTokenKind.OpenParenthesis && depth == 0 && !isHead && clause.TrueForAll(IsBeforeList))
            {
                clause.Add(List);
            }

            depth += DepthOf(token.Kind);
            if (depth > 0)
            {
                continue;
            }

            if (token.Kind == SqlTokenKind.Comma)
            {
                _clauses.Add(clause);
                clause = [];
            }
            else if (token.Kind == SqlTokenKind.Word)
            {
                // The table's name may be any word, so what precedes the first action is skipped.
                var word = token.In(statement).ToString();
                isHead = isHead && (isFirst || !IsAction(word));
                isFirst = false;
                if (!isHead)
                {
                    clause.Add(word);
                }
            }
        }

        _clauses.Add(clause);
    }

    /// <summary>Gets the clauses, each with its words.</summary>
    public IReadOnlyList<List<string>> Clauses => _clauses;

    private static int DepthOf(SqlTokenKind kind) =>
        kind switch
        {
            SqlTokenKind.OpenParenthesis => 1,
            SqlTokenKind.CloseParenthesis => -1,
            _ => 0,
        };

    private static bool IsBeforeList(string word) => word.ToUpperInvariant() is "ADD" or "COLUMN" or "IF" or "NOT" or "EXISTS";

    private static bool IsAction(string word) =>
        word.ToUpperInvariant()
            is "ADD"
                or "ALTER"
                or "DROP"
                or "RENAME"
                or "MODIFY"
                or "CHANGE"
                or "SET"
                or "ENGINE"
                or "OWNER"
                or "ATTACH"
                or "DETACH"
                or "VALIDATE"
                or "ENABLE"
                or "DISABLE"
                or "CONVERT"
                or "ORDER"
                or "FORCE"
                or "INHERIT";
}
