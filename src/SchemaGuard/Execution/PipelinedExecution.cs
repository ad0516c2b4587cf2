using System.Data;
using System.Data.Common;
using SchemaGuard.Diagnostics;
using SchemaGuard.Planning;
using SchemaGuard.Providers;

namespace SchemaGuard.Execution;

/// <summary>
/// Applies a migration in one round trip: begin, proof of lock and head, statements, history row and commit go together. Where the proof
/// fails, the history row has no number, which the table refuses, and nothing commits.
/// </summary>
internal sealed class PipelinedExecution(
    GuardServices guard,
    DbConnection connection,
    MigrationTurns turns,
    BatchRunner batches,
    TransactionPipeline pipeline
)
{
    private const int RollbackSeconds = 10;

    /// <summary>Applies one migration.</summary>
    /// <param name="planned">The migration: a script that goes in one batch.</param>
    /// <param name="head">The head of the history for which it was planned.</param>
    /// <param name="cancellationToken">Stops it; everything is then rolled back.</param>
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
            var numbers = Fill(batch, planned, head, row, held.Fence!);
            if (await RunAsync(planned, batch, numbers, cancellationToken).ConfigureAwait(false))
            {
                return new HistoryHead(row.Sequence, row.Chain);
            }
        }

        await RollbackAsync().ConfigureAwait(false);
        await turns.LoseAsync().ConfigureAwait(false);
        return null;
    }

    /// <summary>Runs the whole batch; of a failure nothing is left.</summary>
    /// <returns>Whether lock and head were as they must be.</returns>
    private async Task<bool> RunAsync(
        PlannedMigration planned,
        DbBatch batch,
        Dictionary<DbBatchCommand, int> numbers,
        CancellationToken cancellationToken
    )
    {
        var isProved = false;
        using var listening = batches.Statements.Listen(planned, batch, numbers);
        try
        {
            await batches
                .Statements.RunBoundedAsync(
                    planned,
                    exception => batches.PlaceInWhole(planned, batch, exception, numbers),
                    clientTimeout: null,
                    async ct => isProved = await ExecuteAsync(batch, ct).ConfigureAwait(false),
                    cancellationToken
                )
                .ConfigureAwait(false);
            return isProved;
        }
        catch (StatementFailedException failure) when (IsOfCommit(failure, batch))
        {
            await RollbackAsync().ConfigureAwait(false);
            throw failure.With(Messages.AtCommit(failure.Error));
        }
        catch
        {
            await RollbackAsync().ConfigureAwait(false);
            throw;
        }
    }

    private Dictionary<DbBatchCommand, int> Fill(DbBatch batch, PlannedMigration planned, HistoryHead head, HistoryRow row, string fence)
    {
        var dialect = guard.Provider.Dialect;
        batch.Add(pipeline.Begin);
        if (planned.Isolation != IsolationLevel.Unspecified)
        {
            batch.Add($"SET TRANSACTION ISOLATION LEVEL {TransactionModes.Sql(planned.Isolation)}");
        }

        batch.Add($"SELECT ({fence}) AND {guard.History.IsHead}", HistoryParameters.Of(head));
        foreach (
            var bound in dialect.BoundTransaction(guard.Options.StatementLockTimeout, planned.Timeout ?? guard.Options.StatementTimeout)
        )
        {
            batch.Add(bound);
        }

        var numbers = new Dictionary<DbBatchCommand, int>();
        for (var index = 0; index < planned.Statements.Count; index++)
        {
            numbers.Add(batch.Add(planned.Statements[index].Text), index + 1);
        }

        foreach (var restoring in planned.Prepared is { ChangesSession: true } ? pipeline.RestoreSession : [])
        {
            batch.Add(restoring);
        }

        var (sql, parameters) = guard.History.AppendFenced(row, fence, pipeline);
        batch.Add(sql, parameters);
        batch.Add(pipeline.Commit);
        return numbers;
    }

    /// <summary>Says whether it is the commit that was refused, which ends the batch.</summary>
    private bool IsOfCommit(StatementFailedException failure, DbBatch batch) =>
        failure is { Statement: null, InnerException: { } cause } && guard.Provider.FindFailed(batch, cause) == batch.BatchCommands[^1];

    /// <returns>Whether lock and head were as they must be. Otherwise what ran is not committed, whatever came of it.</returns>
    private static async Task<bool> ExecuteAsync(DbBatch batch, CancellationToken cancellationToken)
    {
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var isProved = false;
        var isRefuted = false;
        try
        {
            isProved = await reader.ReadAsync(cancellationToken).ConfigureAwait(false) && reader.GetBoolean(0);
            isRefuted = !isProved;
            if (isRefuted)
            {
                batch.Cancel();
            }

            await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException) when (isRefuted)
        {
            // The statements of somebody who has lost the lock: their failure means nothing.
        }
        finally
        {
            await CloseAsync(reader, isRefuted).ConfigureAwait(false);
        }

        return isProved;
    }

    private static async Task CloseAsync(DbDataReader reader, bool isRefuted)
    {
        try
        {
            await reader.DisposeAsync().ConfigureAwait(false);
        }
        catch (DbException) when (isRefuted)
        {
            // As above: what is left of the batch fails, too.
        }
    }

    /// <summary>Ends the transaction that a failed batch has left. That a connection is gone rolls back as well.</summary>
    private async Task RollbackAsync()
    {
        try
        {
            var rollback = connection.CreateCommand(transaction: null, pipeline.Rollback);
            rollback.CommandTimeout = RollbackSeconds;
            await rollback.ExecuteAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            Log.NotRolledBack(guard.Logger, guard.Name, LoggedReason.Of(guard.Provider, exception));
        }
    }
}
