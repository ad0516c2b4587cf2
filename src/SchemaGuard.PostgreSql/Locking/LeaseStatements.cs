using System.Data.Common;
using Npgsql;
using SchemaGuard.History;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.Connecting;
using SchemaGuard.PostgreSql.History;
using SchemaGuard.Providers.Leases;

namespace SchemaGuard.PostgreSql.Locking;

/// <summary>The statements on the lease, as they are sent.</summary>
internal sealed class LeaseStatements(HistoryTables tables, PostgreSqlConnections connections, TimeSpan duration, bool isDirect)
    : ILeaseStatements
{
    private const int CommandSeconds = 5;
    private readonly string _state = SqlText.Qualified(tables.Schema, tables.State);

    public bool KeepsSession => isDirect;

    public async Task<long?> TakeAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var npgsql = (NpgsqlConnection)connection;
        await HistoryTablesCreation.EnsureAsync(npgsql, tables, cancellationToken).ConfigureAwait(false);
        var batch = npgsql.CreateBatch();
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

    public string Fence(long epoch) => LeaseSql.Fence(_state, epoch);

    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) =>
        await connections.OpenMigratingAsync(cancellationToken).ConfigureAwait(false);

    public async Task<bool> RenewAsync(DbConnection connection, long epoch, CancellationToken cancellationToken) =>
        await RunAsync(connection, LeaseSql.Renew(_state, epoch, duration), cancellationToken).ConfigureAwait(false) == 1;

    public Task ReleaseAsync(DbConnection connection, long epoch) =>
        RunAsync(connection, LeaseSql.Release(_state, epoch), CancellationToken.None);

    private static async Task<int> RunAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, (NpgsqlConnection)connection) { CommandTimeout = CommandSeconds };
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
