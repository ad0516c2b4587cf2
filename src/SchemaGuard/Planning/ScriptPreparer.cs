using System.Data;
using SchemaGuard.History;
using SchemaGuard.Migrations;
using SchemaGuard.Migrations.Sources;
using SchemaGuard.Providers;
using SchemaGuard.Scripts.Directives;
using SchemaGuard.Scripts.Splitting;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Planning;

/// <summary>
/// The preparation of the script of a pending migration, which decides how each statement will run. Everything that can be refused is
/// refused here, before anything is changed.
/// </summary>
internal sealed class ScriptPreparer(ISqlDialect dialect, ScriptReader scripts)
{
    /// <summary>Prepares one migration.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="row">The unfinished row of an interrupted run, if there is one.</param>
    /// <param name="previousChain">The chain value before that row.</param>
    /// <param name="findings">The list that receives what is wrong with the script.</param>
    public PlannedMigration Prepare(Migration migration, HistoryRow? row, string previousChain, List<Finding> findings)
    {
        if (migration.Code is not null)
        {
            return CodePreparer.Prepare(migration, row, previousChain, findings);
        }

        var text = scripts.Read(migration);
        var script = SqlScript.Parse(text, dialect.LexicalRules);
        var directives = ScriptDirectives.Read(text, dialect.LexicalRules);
        var prepared = StrayCommits.LeaveOut(dialect.Prepare(script), migration, findings);
        var begun = row is { IsGivenUp: false } ? row : null;
        var reason = begun is null ? NonTransactionalReason(prepared, directives) : "started statement by statement by an earlier run";
        var (statements, isolation) = reason is null
            ? TakeOver(migration, prepared, findings)
            : (prepared.Statements, IsolationLevel.Unspecified);
        prepared = prepared with { Statements = statements };
        findings.AddRange(FindProblems(migration, script, directives, prepared));
        findings.AddRange(reason is null ? [] : FindJournalProblems(migration, prepared, reason));
        var startsAgain = StartsAgain(migration, begun, prepared);
        findings.AddRange(startsAgain ? [] : FindContinuationProblems(migration, begun, prepared));
        return new PlannedMigration(
            migration,
            begun ?? (reason is null || row is null || prepared.Check is not null || CodePreparer.IsOfCode(row) ? null : row)
        )
        {
            PreviousChain = previousChain,
            StartsAgain = startsAgain,
            Prepared = prepared,
            SqlStatements = prepared.Statements,
            SqlBeforeTransaction = prepared.BeforeTransaction,
            NonTransactionalReason = reason,
            Isolation = isolation,
            TokenHash = TokenHash.OfScript(text, dialect.LexicalRules),
            Settlements = reason is null ? [] : [.. prepared.Statements.Select(dialect.SettlementOf)],
            CompatibleFrom = directives.CompatibleFrom ?? ScriptCompatibility.Of(prepared.Statements),
            Timeout = directives.Timeout,
        };
    }

    /// <summary>Replaces the transactions that the script begins itself with the migration's own.</summary>
    private static (IReadOnlyList<SqlStatement> Statements, IsolationLevel Isolation) TakeOver(
        Migration migration,
        PreparedScript prepared,
        List<Finding> findings
    )
    {
        findings.AddRange(ScriptTransactions.FindOutlivingSettings(migration, prepared.Statements));
        findings.AddRange(ScriptTransactions.FindReadOnly(migration, prepared.Statements));
        return ScriptTransactions.TakeOver(prepared.Statements);
    }

    private IEnumerable<Finding> FindProblems(Migration migration, SqlScript script, ScriptDirectives directives, PreparedScript prepared)
    {
        if (script.Text.Length == 0)
        {
            yield return ScriptFindings.Empty(migration);
        }

        foreach (var problem in directives.Problems)
        {
            yield return ScriptFindings.Directive(migration, problem);
        }

        foreach (var finding in FindCommands(migration, script))
        {
            yield return finding;
        }

        foreach (var statement in prepared.Statements.Where(ScriptTransactions.IsControl))
        {
            yield return ScriptFindings.TransactionControl(migration, statement);
        }

        foreach (var statement in prepared.Statements.Where(statement => statement.Class.WritesToClient))
        {
            yield return ScriptFindings.WritesToClient(migration, statement);
        }

        foreach (var statement in prepared.Statements)
        {
            if (dialect.FindProblem(statement) is { } problem)
            {
                yield return ScriptFindings.Impossible(migration, statement, problem);
            }
        }

        if (script.UnterminatedAt is { } opening)
        {
            yield return ScriptFindings.Unterminated(migration, opening);
        }
    }

    /// <summary>
    /// Finds the commands of the database's own shell. DELIMITER takes effect when the script is split, so it does not count as left out.
    /// </summary>
    private static IEnumerable<Finding> FindCommands(Migration migration, SqlScript script) =>
        script
            .ClientCommands.Where(command => !command.IsDelimiter)
            .Select(command =>
                command.IsHarmless ? ScriptFindings.SkippedCommand(migration, command) : ScriptFindings.ClientCommand(migration, command)
            );

    /// <summary>Finds what prevents an interrupted run from being continued.</summary>
    private IEnumerable<Finding> FindContinuationProblems(Migration migration, HistoryRow? row, PreparedScript prepared)
    {
        if (row is not null && CodePreparer.IsOfCode(row))
        {
            yield return CodeFindings.OtherKind(migration, row);
        }
        else if (row is not null && !CanContinue(migration, row, prepared))
        {
            var edited = CompletedStatementsHash.FindFirstDifference(row.DoneHash, prepared.Statements);
            yield return InterruptionFindings.CannotContinue(migration, row, edited);
        }
        else if (row is not null && !IsIntentKnown(migration, row, prepared))
        {
            yield return InterruptionFindings.CannotSettle(migration, row);
        }
        else if (row is not null)
        {
            var (done, rest) = (prepared.Statements.Take(row.StatementsDone), prepared.Statements.Skip(row.StatementsDone));
            if (dialect.FindContinuationProblem([.. done], [.. rest]) is { } lost)
            {
                yield return InterruptionFindings.LostSession(migration, row, lost.Statement, lost.Problem);
            }
        }
    }

    /// <summary>Finds what has a different meaning, or none, when the statements of a script run one by one.</summary>
    private IEnumerable<Finding> FindJournalProblems(Migration migration, PreparedScript prepared, string reason)
    {
        foreach (var statement in prepared.Statements)
        {
            if (statement.Class.IsTemporary)
            {
                yield return ScriptFindings.TemporaryObject(migration, statement, reason);
                yield break;
            }

            var problem =
                statement.Class.EndsWithTransaction || TransactionModes.AreSetOnceBy(statement)
                    ? "lasts until the end of the transaction, which here is the statement's own"
                    : dialect.FindJournalProblem(statement);
            if (problem is not null)
            {
                yield return ScriptFindings.NotOneByOne(migration, statement, reason, problem);
            }
        }
    }

    private static string? NonTransactionalReason(PreparedScript prepared, ScriptDirectives directives) =>
        directives.Transaction == TransactionDirective.None
            ? "directive transaction=none"
            : prepared.Statements.FirstOrDefault(statement => !statement.Class.IsTransactional)?.Class.TransactionBlocker
                ?? prepared.NonTransactionalReason;

    /// <summary>
    /// Determines whether an interrupted repeatable script starts over because statements that are done have been edited: such scripts are
    /// made to run again. If a statement was started, it must first be settled whether it took effect, which requires its text.
    /// </summary>
    private bool StartsAgain(Migration migration, HistoryRow? row, PreparedScript prepared) =>
        migration.Kind == MigrationKind.Repeatable
        && row is { Intent: null }
        && !CodePreparer.IsOfCode(row)
        && !CanContinue(migration, row, prepared);

    /// <summary>
    /// Determines whether the statements that an interrupted run has done are unchanged in the script. Those after them may have been
    /// corrected.
    /// </summary>
    private bool CanContinue(Migration migration, HistoryRow row, PreparedScript prepared) =>
        row.StatementsDone <= prepared.Statements.Count
        && (
            row.DoneHash is null
                ? row.Checksum == migration.Checksum.ToString()
                : row.DoneHash == CompletedStatementsHash.Of(prepared.Statements.Take(row.StatementsDone))
        );

    /// <summary>
    /// Determines whether the statement that an interrupted run started is unchanged in the script. What the catalog shows would prove
    /// nothing about another one.
    /// </summary>
    private bool IsIntentKnown(Migration migration, HistoryRow row, PreparedScript prepared) =>
        row.Intent is not { } begun
        || (
            IntentState.Hash(row) is { Length: > 0 } hash
                ? begun <= prepared.Statements.Count && hash == CompletedStatementsHash.Of(prepared.Statements.Take(begun))
                : row.Checksum == migration.Checksum.ToString()
        );
}
