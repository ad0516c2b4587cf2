using SchemaGuard.MySql.Statements;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.MySql.InDoubt;

/// <summary>
/// A comparison of the body that the server keeps of a routine, trigger or event with the statement that created it. The server keeps the body as it
/// was written.
/// </summary>
internal static class ProgramBody
{
    /// <summary>Determines whether a statement ends with a body, ignoring comments, white space and the case of words.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="body">The body as the catalog shows it; empty where the user may not see it.</param>
    /// <param name="rules">The rules of the dialect.</param>
    public static bool IsOf(SqlStatement statement, string? body, LexicalRules rules)
    {
        if (string.IsNullOrEmpty(body))
        {
            return false;
        }

        var written = statement.ReadTokens();
        var kept = StatementTokens.Of(body, rules).All();
        return kept.Count <= written.Count
            && kept.SequenceEqual(written.Skip(written.Count - kept.Count), StringComparer.OrdinalIgnoreCase);
    }
}
