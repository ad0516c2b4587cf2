using SchemaGuard.Migrations;
using SchemaGuard.Scripts;

namespace SchemaGuard.Planning;

/// <summary>Reads the transactions that a script begins and ends itself.</summary>
internal static class ScriptTransactions
{
    /// <summary>
    /// Drops every BEGIN with its COMMIT, where they stand in pairs: the migration's own transaction takes their place. Anything else that
    /// controls transactions is left for the rule that refuses it.
    /// </summary>
    public static IReadOnlyList<SqlStatement> Without(IReadOnlyList<SqlStatement> statements)
    {
        var isOpen = false;
        foreach (var statement in statements.Where(IsControl))
        {
            var opens = statement.Class.Verb == StatementVerb.Begin;
            if (opens == isOpen || !(opens || IsPlainCommit(statement)))
            {
                return statements;
            }

            isOpen = opens;
        }

        return isOpen ? statements : [.. statements.Where(statement => !IsControl(statement))];
    }

    /// <summary>
    /// Finds settings that the script's own COMMIT would end and statements after it would meet: a search path would put them into another
    /// schema. Time-outs change nothing that stays.
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

    /// <summary>Says whether a statement sets something up to the end of its transaction, other than a time-out.</summary>
    public static bool IsOutlivingSetting(SqlStatement statement) =>
        statement.Class.EndsWithTransaction && statement.Class.Target?.EndsWith("_timeout", StringComparison.OrdinalIgnoreCase) == false;

    /// <summary>COMMIT AND CHAIN begins another transaction.</summary>
    private static bool IsPlainCommit(SqlStatement statement) =>
        statement.Class.Verb == StatementVerb.Commit && !statement.Span.Contains("CHAIN", StringComparison.OrdinalIgnoreCase);

    /// <summary>Says whether a statement begins or ends a transaction.</summary>
    public static bool IsControl(SqlStatement statement) => statement.Class.IsTransactionControl;
}
