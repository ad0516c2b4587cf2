using System.Text.RegularExpressions;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.MySql.Statements;

/// <summary>The statements that bracket others and change nothing themselves: START TRANSACTION and COMMIT, SET autocommit.</summary>
internal static partial class BracketingStatements
{
    /// <summary>
    /// Returns the statements without them. Where the script also rolls back, or commits what it has not begun, transaction control stays, for the
    /// rule that refuses it.
    /// </summary>
    public static IReadOnlyList<SqlStatement> Without(IReadOnlyList<SqlStatement> statements)
    {
        var isBalanced = !statements.Any(RollsBack) && statements.FirstOrDefault(IsControl) is not { Class.Verb: StatementVerb.Commit };
        return [.. statements.Where(statement => !(isBalanced && IsControl(statement)))];
    }

    public static bool IsTransactionStart(SqlStatement statement) =>
        statement.ReadTokens() is [var first, var second, ..]
        && first.Equals("START", StringComparison.OrdinalIgnoreCase)
        && second.Equals("TRANSACTION", StringComparison.OrdinalIgnoreCase);

    /// <summary>Determines whether a statement sets autocommit, perhaps after saving its value in a variable, as mariadb-dump does.</summary>
    public static bool SetsAutocommit(SqlStatement statement) =>
        statement.Class.Verb == StatementVerb.Set && (statement.Class.IsTransactionControl || Autocommit().IsMatch(statement.Text));

    private static bool IsControl(SqlStatement statement) =>
        statement.Class.Verb is StatementVerb.Begin or StatementVerb.Commit || SetsAutocommit(statement) || IsTransactionStart(statement);

    private static bool RollsBack(SqlStatement statement) =>
        statement.Class.Verb is StatementVerb.Rollback or StatementVerb.Savepoint
        || statement.Span.StartsWith("XA ", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(
        @"(?<=^SET\s+|,\s*)(@@((session|local)\s*\.\s*)?|(session|local)\s+)?autocommit\s*:?=",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Autocommit();
}
