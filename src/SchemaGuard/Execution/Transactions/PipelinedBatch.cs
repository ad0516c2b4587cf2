using System.Data;
using System.Data.Common;
using SchemaGuard.Commands;
using SchemaGuard.Execution.Context;
using SchemaGuard.Failures;
using SchemaGuard.History;
using SchemaGuard.History.Storage;
using SchemaGuard.Planning;
using SchemaGuard.Providers;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Execution.Transactions;

/// <summary>
/// A batch of whole transactions: begin, proof of lock and head, statements, history row and commit. If the proof fails, the history row has no
/// number, which the table refuses, and nothing commits; a failed statement keeps all later ones of the batch from running.
/// </summary>
internal sealed class PipelinedBatch(GuardContext guard, DbConnection connection, TransactionPipeline pipeline)
{
    private const int RollbackSeconds = 10;

    /// <summary>Gets how the guard's own statements are prepared; <see langword="null"/> if each is sent as it is.</summary>
    public PreparedTexts? Prepared { get; init; }

    /// <summary>Adds the transaction of a migration.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="planned">The migration.</param>
    /// <param name="head">The head of the history after which it is applied.</param>
    /// <param name="row">Its row.</param>
    /// <param name="fence">The condition that proves the lock.</param>
    /// <returns>The number of each statement of the migration, from 1.</returns>
    public Dictionary<DbBatchCommand, int> Add(DbBatch batch, PlannedMigration planned, HistoryHead head, HistoryRow row, string fence)
    {
        var dialect = guard.Provider.Dialect;
        batch.Add(pipeline.Begin);
        if (planned.Isolation != IsolationLevel.Unspecified)
        {
            batch.Add($"SET TRANSACTION ISOLATION LEVEL {TransactionModes.Sql(planned.Isolation)}");
        }

        AddOwn(batch, $"SELECT ({fence}) AND {guard.History.IsHead}", HistoryParameters.Of(head));
        foreach (
            var bound in dialect.BoundTransaction(guard.Options.StatementLockTimeout, planned.Timeout ?? guard.Options.StatementTimeout)
        )
        {
            AddOwn(batch, bound);
        }

        var numbers = new Dictionary<DbBatchCommand, int>();
        for (var index = 0; index < planned.SqlStatements.Count; index++)
        {
            numbers.Add(batch.Add(planned.SqlStatements[index].Text), index + 1);
        }

        foreach (var restoring in planned.Prepared is { ChangesSession: true } ? pipeline.RestoreSession : [])
        {
            batch.Add(restoring);
        }

        var (sql, parameters) = guard.History.AppendFenced(row, head, fence, pipeline);
        AddOwn(batch, sql, parameters);
        batch.Add(pipeline.Commit);
        return numbers;
    }

    private void AddOwn(DbBatch batch, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (Prepared is { } prepared)
        {
            prepared.Add(batch, sql, parameters);
        }
        else
        {
            batch.Add(sql, parameters);
        }
    }

    /// <summary>Runs a batch to its end.</summary>
    /// <returns>Whether lock and head were as the first transaction expects. If they were not, nothing is committed, whatever the result.</returns>
    public static async Task<bool> ExecuteAsync(DbBatch batch, CancellationToken cancellationToken)
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
            // The lock was already lost, so the failure of these statements means nothing.
        }
        finally
        {
            await CloseAsync(reader, isRefuted).ConfigureAwait(false);
        }

        return isProved;
    }

    /// <summary>Ends the transaction that a failed batch has left. A lost connection rolls it back as well.</summary>
    public async Task RollbackAsync()
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

    private static async Task CloseAsync(DbDataReader reader, bool isRefuted)
    {
        try
        {
            await reader.DisposeAsync().ConfigureAwait(false);
        }
        catch (DbException) when (isRefuted)
        {
            // As above: the rest of the batch fails, too.
        }
    }
}
