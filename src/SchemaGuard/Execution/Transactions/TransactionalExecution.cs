using System.Data;
using System.Data.Common;
using SchemaGuard.Commands;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Locking;
using SchemaGuard.Execution.Progress;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Execution.Statements;
using SchemaGuard.Failures;
using SchemaGuard.History;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.Execution.Transactions;

/// <summary>The application of migrations whose work and history row commit together.</summary>
internal sealed class TransactionalExecution(GuardContext guard, DbConnection connection, LockedTransactions turns, RunProgress progress)
{
    private readonly BatchRunner _batches = new(guard, connection, new StatementRunner(guard, connection, turns, progress.Heard));

    /// <summary>Applies one migration.</summary>
    /// <param name="planned">The migration.</param>
    /// <param name="head">The head of the history for which it was planned.</param>
    /// <param name="cancellationToken">A token that stops between statements; everything is then rolled back.</param>
    /// <returns>The new head, or <see langword="null"/> when the history has moved on: plan again.</returns>
    /// <exception cref="StatementFailedException">A statement failed; everything was rolled back.</exception>
    public async Task<HistoryHead?> ApplyAsync(PlannedMigration planned, HistoryHead head, CancellationToken cancellationToken)
    {
        await _batches.Statements.RunBeforeTransactionAsync(planned, cancellationToken).ConfigureAwait(false);
        if (planned.Migration.Code is not null)
        {
            // Code is not run twice: what it does outside the database is not undone.
            return await ApplyInTurnAsync(planned, head, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await ApplyScriptAsync(planned, head, cancellationToken).ConfigureAwait(false);
        }
        catch (StatementFailedException failure) when (failure.Statement is null && connection.State == ConnectionState.Open)
        {
            // Its row could not be written, perhaps because it exists: a script that releases the lock lets another process do the same meanwhile.
            if (await guard.History.ReadHeadAsync(connection, cancellationToken).ConfigureAwait(false) == head)
            {
                throw;
            }

            return null;
        }
    }

    private async Task<HistoryHead?> ApplyScriptAsync(PlannedMigration planned, HistoryHead head, CancellationToken cancellationToken)
    {
        HistoryHead? next = null;
        await new BlockedRetry(guard, planned)
            .RunAsync(
                async ct =>
                    next =
                        guard.Provider.Dialect.Pipeline is { } pipeline
                        && StatementBatches.IsSingle(planned.SqlStatements)
                        && !progress.HasLost(planned)
                            ? await PipeAsync(pipeline, planned, head, ct).ConfigureAwait(false)
                            : await ApplyInTurnAsync(planned, head, ct).ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);
        return next;
    }

    private Task<HistoryHead?> PipeAsync(
        TransactionPipeline pipeline,
        PlannedMigration planned,
        HistoryHead head,
        CancellationToken cancellationToken
    )
    {
        progress.Report(Math.Min(1, planned.SqlStatements.Count), planned.SqlStatements.Count);
        return new PipelinedExecution(guard, connection, turns, _batches, pipeline).ApplyAsync(planned, head, cancellationToken);
    }

    private async Task<HistoryHead?> ApplyInTurnAsync(PlannedMigration planned, HistoryHead head, CancellationToken cancellationToken)
    {
        var started = guard.Time.GetTimestamp();
        var turn = await turns.NextAsync(head, planned.Isolation, cancellationToken).ConfigureAwait(false);
        if (turn is null)
        {
            return null;
        }

        await using (turn.ConfigureAwait(false))
        {
            var skipped = await RunAsync(planned, turn, cancellationToken).ConfigureAwait(false);
            var row = HistoryRows.Next(head, planned, guard.Signature, HistoryStates.Applied);
            await CommitAsync(planned, turn, row, guard.Time.GetElapsedTime(started), cancellationToken).ConfigureAwait(false);
            foreach (var (statement, existing) in skipped)
            {
                progress.NoteSkipped(guard, planned, statement, existing);
            }

            return new HistoryHead(row.Sequence, row.Chain);
        }
    }

    private async Task CommitAsync(
        PlannedMigration planned,
        LockedTransaction turn,
        HistoryRow row,
        TimeSpan elapsed,
        CancellationToken cancellationToken
    )
    {
        var isCommitting = false;
        try
        {
            await RestoreSessionAsync(planned, turn.Transaction, cancellationToken).ConfigureAwait(false);
            await guard.History.AppendAsync(connection, turn.Transaction, row, elapsed, cancellationToken).ConfigureAwait(false);
            isCommitting = true;
            await turn.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception)
        {
            var error = guard.Provider.Classify(exception);
            if (connection.State != ConnectionState.Open && error is not { Kind: DatabaseErrorKind.Statement, Code: not null })
            {
                // This applies to code, too: it has returned, and only reading shows whether its work is committed.
                throw new ConnectionLostException(error, exception);
            }

            throw new StatementFailedException(
                statement: null,
                number: 0,
                isCommitting ? StatementMessages.AtCommit(error) : error,
                exception
            );
        }
    }

    /// <summary>
    /// Undoes in the transaction what the migration has done to the session, so that the history row is written in the guard's own session state, and
    /// nothing leaks.
    /// </summary>
    private async Task RestoreSessionAsync(PlannedMigration planned, DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (guard.Provider.Dialect.Pipeline is not { } pipeline || planned.Prepared is { ChangesSession: false })
        {
            return;
        }

        foreach (var restoring in pipeline.RestoreSession)
        {
            await connection.CreateCommand(transaction, restoring).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<SkippedStatement>> RunAsync(
        PlannedMigration planned,
        LockedTransaction turn,
        CancellationToken cancellationToken
    )
    {
        if (planned.Migration.Code is not null)
        {
            progress.Report(statement: 0, statements: 0);
            await new CodeExecution(guard, connection, planned).RunInAsync(turn, cancellationToken).ConfigureAwait(false);
            return [];
        }

        await turn.BoundAsync(connection, planned.Timeout ?? guard.Options.StatementTimeout, cancellationToken).ConfigureAwait(false);
        var check = new CommitCheck(planned.Prepared?.Check, connection);
        await check.BeginAsync(turn.Transaction, cancellationToken).ConfigureAwait(false);
        var skipped = await _batches.RunAllAsync(planned, turn.Transaction, progress, cancellationToken).ConfigureAwait(false);
        await check.EndAsync(turn.Transaction, cancellationToken).ConfigureAwait(false);
        return skipped;
    }
}
