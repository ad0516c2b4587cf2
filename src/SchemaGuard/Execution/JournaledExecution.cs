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
    private readonly StatementRunner _runner = new(guard, connection, turns);
    private Journal _journal = new(guard, connection, turns);
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
        if (!await turns.PrepareAsync(head, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        if (planned.Row is { } read && !await IsAsReadAsync(read, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        _journal = Journal.Of(guard, connection, turns);
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

        RefuseLostSession(row);
        await RestoreSessionAsync(row, cancellationToken).ConfigureAwait(false);
        if (!await RunStatementsAsync(row, head, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var finished = HistoryRows.Finished(row, previousChain, planned, guard.Signature);
        return await FinishAsync(finished, row.Chain, head, guard.Time.GetElapsedTime(started), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Says, now that nobody else can write, whether a row is still as it was read: whoever was waited for may have gone on with it or
    /// finished it, and what the catalog shows now is then not to be judged by what the row said before.
    /// </summary>
    /// <exception cref="LockLostException">Somebody else can write.</exception>
    private async Task<bool> IsAsReadAsync(HistoryRow read, CancellationToken cancellationToken)
    {
        await turns.ProveAsync(cancellationToken).ConfigureAwait(false);
        var rows = await guard.History.ReadAllAsync(connection, cancellationToken).ConfigureAwait(false);
        return rows.Contains(read);
    }

    private Task<bool> BeginAsync(HistoryRow row, HistoryHead head, CancellationToken cancellationToken) =>
        _check is null ? _journal.BeginAsync(row, head, cancellationToken) : BeginCheckedAsync(_check, row, head, cancellationToken);

    private Task<bool> BeginCheckedAsync(ICommitCheck check, HistoryRow row, HistoryHead head, CancellationToken cancellationToken) =>
        _journal.InTurnAsync(
            head,
            async (turn, ct) =>
            {
                _baseline = await check.BeginAsync(connection, turn.Transaction, ct).ConfigureAwait(false);
                var begun = row with { Baseline = _baseline };
                await guard.History.AppendAsync(connection, turn.Transaction, begun, TimeSpan.Zero, ct).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );

    /// <summary>Refuses a script that sets up a session which the next of its statements would not have.</summary>
    private void RefuseLostSession(HistoryRow row)
    {
        var statement = planned.Statements.FirstOrDefault(statement => guard.Provider.Dialect.EstablishesSession(statement));
        if (statement is not null && !turns.KeepsSession)
        {
            throw new StatementFailedException(statement, statement.Index, Messages.SessionNotKept(statement), inner: null)
            {
                StatementsDone = row.StatementsDone,
            };
        }
    }

    /// <summary>Runs again what only sets up the session: an interrupted run's session is gone.</summary>
    private async Task RestoreSessionAsync(HistoryRow row, CancellationToken cancellationToken)
    {
        var done = planned.Statements.Take(row.StatementsDone);
        foreach (var statement in done.Where(statement => guard.Provider.Dialect.EstablishesSession(statement)))
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
            doneHash = DoneHash.Next(doneHash, planned.Statements[i]);
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
            catch (OperationCanceledException)
            {
                await _journal.TryFlushAsync(head).ConfigureAwait(false);
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
        if (guard.Provider.Dialect.MayCommitUnseen(statement))
        {
            return await new EnteredExecution(guard, connection, _journal, _runner, planned)
                .ApplyAsync(statement, row, number, doneHash, head, cancellationToken)
                .ConfigureAwait(false);
        }

        if (statement.Class is { IsTransactional: true, CommitsImplicitly: false } && row.Intent != number)
        {
            try
            {
                return await ApplyInsideAsync(statement, row, number, doneHash, head, cancellationToken).ConfigureAwait(false);
            }
            catch (StatementFailedException failure) when (failure.Error.Kind == DatabaseErrorKind.EndsTransaction)
            {
                // Its text does not tell, the attempt did: a call of a procedure that commits. The attempt is rolled back.
            }
        }

        return await new OutsideExecution(guard, connection, turns, _journal, _runner, progress, planned)
            .ApplyAsync(statement, row, number, doneHash, head, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<bool> ApplyInsideAsync(
        SqlStatement statement,
        HistoryRow row,
        int number,
        string doneHash,
        HistoryHead head,
        CancellationToken cancellationToken
    )
    {
        var isDone = false;
        await new BlockedRetry(guard, planned)
            .RunAsync(
                async ct =>
                    isDone = await _journal
                        .InTurnAsync(head, (turn, token) => RunInsideAsync(statement, row, number, doneHash, turn, token), ct)
                        .ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);
        return isDone;
    }

    private async Task<bool> RunInsideAsync(
        SqlStatement statement,
        HistoryRow row,
        int number,
        string doneHash,
        MigrationTurn turn,
        CancellationToken cancellationToken
    )
    {
        var transaction = turn.Transaction;

        // The mark comes first: its condition proves that no other process has run this statement.
        if (
            !await guard
                .History.MarkDoneAsync(connection, transaction, row.Sequence, number, doneHash, cancellationToken)
                .ConfigureAwait(false)
        )
        {
            return false;
        }

        await turn.BoundAsync(connection, planned.Timeout ?? guard.Options.StatementTimeout, cancellationToken).ConfigureAwait(false);
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
            if (_check is null && finished.Chain == begunChain)
            {
                return await _journal.FinishAsync(finished, head, elapsed, cancellationToken).ConfigureAwait(false) ? head : null;
            }

            var isFinished = await _journal
                .InTurnAsync(
                    head,
                    async (turn, ct) =>
                    {
                        var transaction = turn.Transaction;
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
