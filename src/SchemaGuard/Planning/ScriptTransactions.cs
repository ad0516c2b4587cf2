using System.Data;
using SchemaGuard.Migrations;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Planning;

/// <summary>The transactions that a script begins and ends itself.</summary>
internal static class ScriptTransactions
{
    /// <summary>
    /// Removes every BEGIN and COMMIT, if all of them are paired, and every SET TRANSACTION at the beginning of a pair. The migration's own
    /// transaction replaces them, at their highest isolation level. Anything else that controls transactions is left for the rule that
    /// refuses it.
    /// </summary>
    public static (IReadOnlyList<SqlStatement> Statements, IsolationLevel Isolation) TakeOver(IReadOnlyList<SqlStatement> statements)
    {
        if (!IsPaired(statements))
        {
            return (statements, IsolationLevel.Unspecified);
        }

        var modes = FindModes(statements).ToHashSet();
        return (
            [.. statements.Where(statement => !IsControl(statement) && !modes.Contains(statement))],
            modes.Select(TransactionModes.LevelOf).DefaultIfEmpty(IsolationLevel.Unspecified).MaxBy(Strength)
        );
    }

    /// <summary>Finds transactions that could not contain the migration's history row.</summary>
    public static IEnumerable<Finding> FindReadOnly(Migration migration, IReadOnlyList<SqlStatement> statements) =>
        FindModes(statements).Where(TransactionModes.AreReadOnlyBy).Select(statement => ScriptFindings.ReadOnly(migration, statement));

    /// <summary>
    /// Finds the statements that determine how a transaction begins: those that begin one, and those that set modes directly before or
    /// after that.
    /// </summary>
    private static IEnumerable<SqlStatement> FindModes(IReadOnlyList<SqlStatement> statements)
    {
        var isBeginning = true;
        foreach (var statement in statements)
        {
            if (statement.Class.Verb == StatementVerb.Begin || (isBeginning && TransactionModes.AreSetBy(statement)))
            {
                isBeginning = true;
                yield return statement;
            }
            else
            {
                isBeginning = IsControl(statement);
            }
        }
    }

    /// <summary>
    /// Returns a number that orders the levels by strength; the enumeration's own number does not for the unspecified level.
    /// </summary>
    private static int Strength(IsolationLevel level) => level == IsolationLevel.Unspecified ? -1 : (int)level;

    private static bool IsPaired(IReadOnlyList<SqlStatement> statements)
    {
        var isOpen = false;
        foreach (var statement in statements.Where(IsControl))
        {
            var opens = statement.Class.Verb == StatementVerb.Begin;
            if (opens == isOpen || !(opens || IsPlainCommit(statement)))
            {
                return false;
            }

            isOpen = opens;
        }

        return !isOpen;
    }

    /// <summary>
    /// Finds settings that the script's own COMMIT would end, but that would now affect the statements after it: a search path would put
    /// their objects into another schema. Time-outs have no lasting effect.
    /// </summary>
    public static IEnumerable<Finding> FindOutlivingSettings(Migration migration, IReadOnlyList<SqlStatement> statements)
    {
        SqlStatement? setting = null;
        var isOpen = false;
        for (var index = 0; index < statements.Count; index++)
        {
            var statement = statements[index];
            if (IsControl(statement))
            {
                isOpen = statement.Class.Verb == StatementVerb.Begin;
                if (!isOpen && setting is not null && statements.Skip(index + 1).Any(later => !IsControl(later)))
                {
                    yield return ScriptFindings.SettingEnds(migration, setting, statement);
                }

                setting = null;
            }
            else if (isOpen && IsOutlivingSetting(statement))
            {
                setting ??= statement;
            }
        }
    }

    /// <summary>Determines whether a statement sets something other than a time-out until the end of its transaction.</summary>
    public static bool IsOutlivingSetting(SqlStatement statement) =>
        statement.Class.EndsWithTransaction && statement.Class.Target?.EndsWith("_timeout", StringComparison.OrdinalIgnoreCase) == false;

    /// <summary>Determines whether a statement only commits. COMMIT AND CHAIN also begins another transaction.</summary>
    public static bool IsPlainCommit(SqlStatement statement) =>
        statement.Class.Verb == StatementVerb.Commit
        && !statement.ReadTokens().Any(token => token.ToUpperInvariant() is "CHAIN" or "PREPARED");

    /// <summary>Determines whether a statement begins or ends a transaction.</summary>
    public static bool IsControl(SqlStatement statement) => statement.Class.IsTransactionControl;
}
