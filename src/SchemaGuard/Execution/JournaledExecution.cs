using System.Data.Common;
using SchemaGuard.Diagnostics;
using SchemaGuard.Planning;
using SchemaGuard.Providers;
using SchemaGuard.Scripts;

namespace SchemaGuard.Execution;

/// <summary>
/// Applies one migration that cannot run in one transaction, statement by statement. A statement that can run in a transaction
/// commits together with its done-mark. One that cannot is announced by an intent before and marked after. One instance is one run.
/// </summary>
internal sealed class JournaledExecution(
    GuardServices guard,
    DbConnection connection,
    MigrationTurns turns,
    RunProgress progress,
    PlannedMigration planned
)
{
    private readonly StatementRunner _runner = new(guard, connection);
    private readonly Journal _journal = new(guard, connection, turns);
    private readonly ICommitCheck? _check = planned.Prepared?.Check;
    private string? _baseline = planned.Row?.Baseline;

    /// <summary>Applies the migration, or what an interrupted run left of it.</summary>
    /// <param name="head">The head of the history for which it was planned.</param>
    /// <param name="cancellationToken">Stops between statements; what is done stays done, and a later run goes on there.</param>
    /// <returns>The new head, or <see langword="null"/> when another process has gone on with it: plan again.</returns>
    /// <exception cref="StatementFailedException">A statement failed; those before it stay done.</exception>
    public async Task<HistoryHead?> ApplyAsync(HistoryHead head, CancellationToken cancellationToken)
    {
        var started = guard.Time.GetTimestamp();
        await _runner.RunBeforeTransactionAsync(planned, cancellationToken).ConfigureAwait(false);
        var row = planned.Row;
        var previousChain = row is null ? head.Chain : planned.PreviousChain;
        if (row is null)
        {
            row = HistoryRows.Next(head, planned, guard.Signature, HistoryStates.Partial);
            if (!await BeginAsync(row, head, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }

            head = new HistoryHead(row.Sequence, row.Chain);
        }

        RefuseUnsettled(row);
        await RestoreSessionAsync(row, cancellationToken).ConfigureAwait(false);
        if (!await RunStatementsAsync(row, head, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var finished = HistoryRows.Finished(row, previousChain, planned, guard.Signature);
        return await FinishAsync(finished, row.Chain, head, guard.Time.GetElapsedTime(started), cancellationToken).ConfigureAwait(false);
    }

    private Task<bool> BeginAsync(HistoryRow row, HistoryHead head, CancellationToken cancellationToken) =>
        _journal.InTurnAsync(
            head,
            async (transaction, ct) =>
            {
                _baseline = _check is null ? null : await _check.BeginAsync(connection, transaction, ct).ConfigureAwait(false);
                var begun = row with { Baseline = _baseline };
                await guard.History.AppendAsync(connection, transaction, begun, TimeSpan.Zero, ct).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );

    /// <summary>Refuses to guess about a statement of which nobody knows whether it ran.</summary>
    private void RefuseUnsettled(HistoryRow row)
    {
        if (row.Intent is not { } intent || intent > planned.Statements.Count)
        {
            return;
        }

        var statement = planned.Statements[intent - 1];
        if (!guard.Provider.Dialect.IsRepeatable(statement.Class))
        {
            throw new StatementFailedException(statement, intent, Messages.InDoubt(statement), inner: null) { StatementsDone = intent - 1 };
        }
    }

    /// <summary>Runs again what only sets up the session: an interrupted run's session is gone.</summary>
    private async Task RestoreSessionAsync(HistoryRow row, CancellationToken cancellationToken)
    {
        var done = planned.Statements.Take(row.StatementsDone);
        foreach (var statement in done.Where(statement => guard.Provider.Dialect.EstablishesSession(statement.Class)))
        {
            await _runner.RunAsync(planned, statement, number: 0, transaction: null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs what is not done yet.</summary>
    /// <returns>Whether everything is done; otherwise another process has gone on with it.</returns>
    private async Task<bool> RunStatementsAsync(HistoryRow row, HistoryHead head, CancellationToken cancellationToken)
    {
        var doneHash = row.DoneHash ?? DoneHash.Empty;
        for (var i = row.StatementsDone; i < planned.Statements.Count; i++)
        {
            progress.Report(i + 1, planned.Statements.Count);
            doneHash = DoneHash.Next(doneHash, planned.Statements[i], guard.Provider.Dialect.LexicalRules);
            try
            {
                if (!await ApplyStatementAsync(row, i + 1, doneHash, head, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }
            }
            catch (StatementFailedException failure)
            {
                failure.StatementsDone = i;
                await _journal.RecordAsync(failure, row, head).ConfigureAwait(false);
                throw;
            }
        }

        return true;
    }

    private async Task<bool> ApplyStatementAsync(
        HistoryRow row,
        int number,
        string doneHash,
        HistoryHead head,
        CancellationToken cancellationToken
    )
    {
        var statement = planned.Statements[number - 1];
        if (statement.Class.IsTransactional)
        {
            return await _journal
                .InTurnAsync(
                    head,
                    (transaction, ct) => RunInsideAsync(statement, row, number, doneHash, transaction, ct),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        if (!await _journal.AnnounceAsync(row, number, head, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await RunOutsideAsync(statement, number, cancellationToken).ConfigureAwait(false);
        return await _journal.MarkDoneAsync(row, number, doneHash, head, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a statement outside a transaction; one that may be repeated is tried again while somebody else has a lock.</summary>
    private async Task RunOutsideAsync(SqlStatement statement, int number, CancellationToken cancellationToken)
    {
        var wait = new Wait(guard.Time);
        var backoff = new Backoff(TimeSpan.FromMilliseconds(25), TimeSpan.FromMilliseconds(500));
        while (true)
        {
            try
            {
                await _runner.RunAsync(planned, statement, number, transaction: null, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (StatementFailedException failure)
                when (failure.Error.Kind == DatabaseErrorKind.Busy
                    && guard.Provider.Dialect.IsRepeatable(statement.Class)
                    && wait.Elapsed < guard.Options.LockTimeout
                )
            {
                await Task.Delay(backoff.Next(), guard.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> RunInsideAsync(
        SqlStatement statement,
        HistoryRow row,
        int number,
        string doneHash,
        DbTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        // The mark comes first: its condition proves that no other process has run this statement.
        if (
            !await guard
                .History.MarkDoneAsync(connection, transaction, row.Sequence, number, doneHash, cancellationToken)
                .ConfigureAwait(false)
        )
        {
            return false;
        }

        await _runner.RunAsync(planned, statement, number, transaction, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task<HistoryHead?> FinishAsync(
        HistoryRow finished,
        string begunChain,
        HistoryHead head,
        TimeSpan elapsed,
        CancellationToken cancellationToken
    )
    {
        HistoryHead? next = null;
        try
        {
            var isFinished = await _journal
                .InTurnAsync(
                    head,
                    async (transaction, ct) =>
                    {
                        await _runner.CheckBeforeCommitAsync(_check, _baseline, transaction, ct).ConfigureAwait(false);
                        if (!await guard.History.FinishAsync(connection, transaction, finished, elapsed, ct).ConfigureAwait(false))
                        {
                            return false;
                        }

                        next = await guard
                            .History.RelinkAsync(connection, transaction, finished, begunChain, head, ct)
                            .ConfigureAwait(false);
                        return true;
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            return isFinished ? next : null;
        }
        catch (StatementFailedException failure)
        {
            failure.StatementsDone = planned.Statements.Count;
            await _journal.RecordAsync(failure, finished, head).ConfigureAwait(false);
            throw;
        }
    }
}
