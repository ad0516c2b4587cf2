using Npgsql;
using NpgsqlTypes;
using SchemaGuard.History;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.History;
using SchemaGuard.PostgreSql.Inspection;
using SchemaGuard.Providers.State;

namespace SchemaGuard.PostgreSql.State;

/// <summary>The batch of the probe: a question about the server, one about the history's end and one about its state, each with its answer.</summary>
internal static class ProbeBatch
{
    // Booleans are read as text: for another type, a process's first start would have to compile the driver's reader for it.
    private const string True = "true";

    /// <summary>Returns the batch.</summary>
    public static NpgsqlBatch Compose(NpgsqlConnection connection, HistoryTables tables, string scope)
    {
        var batch = connection.CreateBatch();
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(ServerQuery(connection.PostgreSqlVersion.Major))
            {
                Parameters =
                {
                    new() { Value = tables.History },
                    new() { Value = tables.State },
                    new() { Value = (object?)tables.Schema ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                },
            }
        );
        batch.BatchCommands.Add(new NpgsqlBatchCommand(HeadQuery(tables)));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(StateQuery(tables)) { Parameters = { new() { Value = scope } } });
        return batch;
    }

    private static string ServerQuery(int version) =>
        $"""
            SELECT current_setting('server_version'),
                   (pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on')::text,
                   current_schema()::text,
                   {DriftToken.Of(version)},
                   {HistoryPlace.Expression}, {BoundedRead.Bound}
            """;

    /// <summary>Returns the query of the history's last row.</summary>
    public static string HeadQuery(HistoryTables tables)
    {
        var history = SqlText.Qualified(tables.Schema, tables.History);
        return $"SELECT sequence, chain, ({PostgreSqlHistory.HasUnfinished(history)})::text FROM {history} ORDER BY sequence DESC LIMIT 1";
    }

    // History and state are queried separately: a statement that joins them takes the server longer to plan than both take to run.
    private static string StateQuery(HistoryTables tables) =>
        $"""
            SELECT CASE WHEN scope = $1 THEN expectation END, chain, replace(drift_token, {PostgreSqlHistory.WrittenBy("xmin")}, ''),
                   CASE WHEN lease_expires_at > clock_timestamp() THEN lease_owner END,
                   (scope = {PostgreSqlHistory.Serves})::text
            FROM {SqlText.Qualified(
                tables.Schema,
                tables.State
            )} WHERE scope IN ($1, '{PostgreSqlHistory.LeaseScope}', {PostgreSqlHistory.Serves})
            """;

    /// <summary>Reads the answer about the server.</summary>
    public static (DatabaseState Server, HistoryPlace Place) ReadServer(HistoryTables tables, NpgsqlDataReader reader)
    {
        var current = reader.IsDBNull(2) ? null : reader.GetString(2);
        var server = new DatabaseState(reader.GetString(0))
        {
            IsReadOnly = reader.GetString(1) == True,
            HistorySchema = tables.Schema ?? current,
            DriftToken = reader.GetString(3),
        };
        return (server, HistoryPlace.Read(tables, current, reader.IsDBNull(4) ? null : reader.GetString(4)));
    }

    /// <summary>Reads the answer about the history's end.</summary>
    public static async Task<DatabaseState> ReadHeadAsync(
        DatabaseState server,
        NpgsqlDataReader reader,
        CancellationToken cancellationToken
    )
    {
        var state = server with { HasHistory = true };
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
            ? state with
            {
                Head = new HistoryHead(reader.GetInt64(0), reader.GetString(1)),
                HasUnfinished = reader.GetString(2) == True,
            }
            : state;
    }

    /// <summary>
    /// Reads three rows in whatever order they come: that of the scope, which holds a stamp, that of the lease, and that of the schema in which new
    /// tables are created, if there is one. A table that belongs to another history says nothing about this one.
    /// </summary>
    public static async Task<(DatabaseState State, bool Serves)> ReadStateAsync(
        DatabaseState state,
        HistoryPlace place,
        NpgsqlDataReader reader,
        CancellationToken cancellationToken
    )
    {
        var serves = false;
        while (place.HasOwnState && await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            serves |= !reader.IsDBNull(4) && reader.GetString(4) == True;
            state = state with
            {
                Stamp = reader.IsDBNull(0)
                    ? state.Stamp
                    : new VerificationStamp(reader.GetString(0), reader.GetString(1), reader.GetString(2)),
                LeaseOwner = reader.IsDBNull(3) ? state.LeaseOwner : reader.GetString(3),
            };
        }

        return (state, serves);
    }
}
