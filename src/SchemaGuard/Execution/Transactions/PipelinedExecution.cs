using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Locking;
using SchemaGuard.Execution.Progress;
using SchemaGuard.Execution.Statements;
using SchemaGuard.Failures;
using SchemaGuard.History;
using SchemaGuard.Providers;

namespace SchemaGuard.Execution.Transactions;

/// <summary>The application of a migration in one round trip.</summary>
internal sealed class PipelinedExecution(
    GuardContext guard,
    DbConnection connection,
    LockedTransactions turns,
    BatchRunner batches,
    TransactionPipeline pipeline
)
{
    private readonly PipelinedBatch _whole = new(guard, connection, pipeline);

    /// <summary>Applies one migration.</summary>
    /// <param name="planned">The migration: a script that is sent in one batch.</param>
    /// <param name="head">The head of the history for which it was planned.</param>
    /// <param name="cancellationToken">A token that cancels the work; everything is then rolled back.</param>
    /// <returns>The new head, or <see langword="null"/> when the lock is lost or the history has moved on: plan again.</returns>
    /// <exception cref="StatementFailedException">A statement failed; everything was rolled back.</exception>
    public async Task<HistoryHead?> ApplyAsync(PlannedMigration planned, HistoryHead head, CancellationToken cancellationToken)
    {
        if (await turns.HoldAsync(head, cancellationToken).ConfigureAwait(false) is not { } held)
        {
            return null;
        }

        var row = HistoryRows.Next(head, planned, guard.Signature, HistoryStates.Applied);
        var batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            batch.Timeout = 0;
            var numbers = _whole.Add(batch, planned, head, row, held.Fence!);
            if (await RunAsync(planned, batch, numbers, cancellationToken).ConfigureAwait(false))
            {
                return new HistoryHead(row.Sequence, row.Chain);
            }
        }

        await _whole.RollbackAsync().ConfigureAwait(false);
        await turns.LoseAsync().ConfigureAwait(false);
        return null;
    }

    /// <summary>Runs the whole batch; a failure leaves nothing behind.</summary>
    /// <returns>Whether lock and head were as they must be.</returns>
    private async Task<bool> RunAsync(
        PlannedMigration planned,
        DbBatch batch,
        Dictionary<DbBatchCommand, int> numbers,
        CancellationToken cancellationToken
    )
    {
        var isProved = false;
        using var listening = batches.Statements.Listen(batch, new BatchPart(planned, numbers));
        try
        {
            await StatementTracing
                .RunAsync(
                    guard,
                    planned,
                    first: 1,
                    planned.SqlStatements,
                    () =>
                        batches.Statements.RunBoundedAsync(
                            planned,
                            exception => batches.PlaceInWhole(planned, batch, exception, numbers),
                            clientTimeout: null,
                            async ct => isProved = await PipelinedBatch.ExecuteAsync(batch, ct).ConfigureAwait(false),
                            cancellationToken
                        )
                )
                .ConfigureAwait(false);
            return isProved;
        }
        catch (StatementFailedException failure) when (IsOfCommit(failure, batch))
        {
            await _whole.RollbackAsync().ConfigureAwait(false);
            throw failure.With(StatementMessages.AtCommit(failure.Error));
        }
        catch
        {
            await _whole.RollbackAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Determines whether the commit was refused, which ends the batch.</summary>
    private bool IsOfCommit(StatementFailedException failure, DbBatch batch) =>
        failure is { Statement: null, InnerException: { } cause } && guard.Provider.FindFailed(batch, cause) == batch.BatchCommands[^1];
}
