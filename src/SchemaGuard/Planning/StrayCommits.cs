using SchemaGuard.Migrations;
using SchemaGuard.Providers;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Planning;

/// <summary>
/// The rule that leaves out a COMMIT without a BEGIN before it, which does nothing outside a transaction. A script that begins with a
/// COMMIT and ends in a BEGIN steps out of the transaction that its tool has opened and back into it, like those of Drizzle for SQLite:
/// both are left out. If anything else controls transactions, everything stays for the rule that refuses it.
/// </summary>
internal static class StrayCommits
{
    /// <summary>Removes the stray statements from a script.</summary>
    public static PreparedScript LeaveOut(PreparedScript prepared, Migration migration, List<Finding> findings)
    {
        var statements = prepared.Statements;
        var stray = Find(statements);
        if (stray.Count == 0)
        {
            return prepared;
        }

        findings.AddRange(FindOutlivingSettings(migration, statements, stray));
        findings.Add(ScriptFindings.SkippedCommits(migration, stray));
        return prepared with { Statements = [.. statements.Where(statement => !stray.Contains(statement))] };
    }

    private static List<SqlStatement> Find(IReadOnlyList<SqlStatement> statements)
    {
        var stray = new List<SqlStatement>();
        SqlStatement? open = null;
        foreach (var statement in statements.Where(ScriptTransactions.IsControl))
        {
            var begins = statement.Class.Verb == StatementVerb.Begin;
            if ((begins && open is not null) || !(begins || ScriptTransactions.IsPlainCommit(statement)))
            {
                return [];
            }

            if (!begins && open is null)
            {
                stray.Add(statement);
            }

            open = begins ? statement : null;
        }

        // The last BEGIN matches the first COMMIT if every other statement has its partner.
        return open is null ? stray
            : stray is [var only] && statements.First(ScriptTransactions.IsControl) == only ? [only, open]
            : [];
    }

    /// <summary>
    /// Finds settings that the COMMIT would end in the tool's transaction, but that would now affect the statements after it.
    /// </summary>
    private static IEnumerable<Finding> FindOutlivingSettings(
        Migration migration,
        IReadOnlyList<SqlStatement> statements,
        List<SqlStatement> stray
    )
    {
        SqlStatement? setting = null;
        for (var index = 0; index < statements.Count; index++)
        {
            var statement = statements[index];
            if (!ScriptTransactions.IsControl(statement))
            {
                setting ??= ScriptTransactions.IsOutlivingSetting(statement) ? statement : null;
                continue;
            }

            if (
                setting is not null
                && stray.Contains(statement)
                && statements.Skip(index + 1).Any(later => !ScriptTransactions.IsControl(later))
            )
            {
                yield return ScriptFindings.SettingEnds(migration, setting, statement);
            }

            setting = null;
        }
    }
}
