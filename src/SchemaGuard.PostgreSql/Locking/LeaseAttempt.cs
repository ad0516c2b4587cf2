using Npgsql;
using SchemaGuard.History;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.Connecting;
using SchemaGuard.PostgreSql.History;
using SchemaGuard.Providers.Locking;

namespace SchemaGuard.PostgreSql.Locking;

/// <summary>A single attempt to take the lease.</summary>
internal sealed class LeaseAttempt(
    NpgsqlConnection connection,
    HistoryTables tables,
    PostgreSqlConnections connections,
    TimeSpan duration,
    bool isDirect,
    TimeProvider time
)
{
    private readonly string _state = SqlText.Qualified(tables.Schema, tables.State);

    public async Task<IMigrationLockHandle?> TryAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        await HistoryTablesCreation.EnsureAsync(connection, tables, cancellationToken).ConfigureAwait(false);
        return await TakeAsync(cancellationToken).ConfigureAwait(false) is { } taken
            ? new LeaseHandle(connection, connections, _state, taken, duration, started, time) { KeepsSession = isDirect }
            : null;
    }

    private async Task<long?> TakeAsync(CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(LeaseSql.Restore(_state)));
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand(LeaseSql.Take(_state, LockKey.Of(tables), duration))
                {
                    Parameters = { new() { Value = connections.SessionName } },
                }
            );
            batch.BatchCommands.Add(new NpgsqlBatchCommand(LeaseSql.EndIdle(_state)));
            var epoch = await batch.ExecuteBoundedScalarAsync(cancellationToken).ConfigureAwait(false);
            return epoch as long?;
        }
    }
}
