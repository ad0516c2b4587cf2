using System.Data.Common;
using Npgsql;
using SchemaGuard.Providers;

namespace SchemaGuard.PostgreSql;

/// <summary>
/// Reads everything that decides whether there is anything to do, in one batch: one round trip, no lock, nothing but the right to read.
/// A missing history table fails the batch's second command, which is how it is known to be missing; the first has answered by then.
/// </summary>
internal sealed class PostgreSqlProber : IDatabaseProber
{
    public async Task<DatabaseState> ProbeAsync(
        DbConnection connection,
        HistoryTables tables,
        string scope,
        CancellationToken cancellationToken
    )
    {
        DatabaseState? server = null;
        try
        {
            var batch = Compose((NpgsqlConnection)connection, tables, scope);
            await using (batch.ConfigureAwait(false))
            {
                var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                    server = ReadServer(reader);
                    await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                    await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                    return ReadHistory(server, reader);
                }
            }
        }
        catch (PostgresException exception)
            when (server is not null && exception.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn)
        {
            return await ExplainAsync((NpgsqlConnection)connection, tables, server!, cancellationToken).ConfigureAwait(false);
        }
    }

    private static NpgsqlBatch Compose(NpgsqlConnection connection, HistoryTables tables, string scope)
    {
        var batch = connection.CreateBatch();
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(ServerQuery)
            {
                Parameters = { new() { Value = PostgreSqlHistory.Qualified(tables.Schema, tables.History) } },
            }
        );
        batch.BatchCommands.Add(new NpgsqlBatchCommand(HistoryQuery(tables)) { Parameters = { new() { Value = scope } } });
        return batch;
    }

    // Truth is read as text: for another type, the first start of a process would have the driver's reader of it compiled.
    private const string True = "true";

    private const string ServerQuery = $"""
        SELECT current_setting('server_version'),
               (pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on')::text,
               coalesce((SELECT relnamespace::regnamespace::text FROM pg_class WHERE oid = to_regclass($1)), quote_ident(current_schema())),
               {DriftToken.Expression}
        """;

    private static string HistoryQuery(HistoryTables tables)
    {
        var history = PostgreSqlHistory.Qualified(tables.Schema, tables.History);
        var state = PostgreSqlHistory.Qualified(tables.Schema, tables.State);
        return $"""
            SELECT h.sequence, h.chain, ({PostgreSqlHistory.HasUnfinished(history)})::text,
                   s.expectation, s.chain, s.drift_token,
                   (SELECT lease_owner FROM {state} WHERE scope = '{PostgreSqlHistory.LeaseScope}' AND lease_expires_at > clock_timestamp())
            FROM (SELECT 1) AS one
            LEFT JOIN (SELECT sequence, chain FROM {history} ORDER BY sequence DESC LIMIT 1) h ON true
            LEFT JOIN {state} s ON s.scope = $1
            """;
    }

    private static DatabaseState ReadServer(NpgsqlDataReader reader) =>
        new(reader.GetString(0))
        {
            IsReadOnly = reader.GetString(1) == True,
            HistorySchema = reader.IsDBNull(2) ? null : ObjectName.Fold(reader.GetString(2)),
            DriftToken = reader.GetString(3),
        };

    private static DatabaseState ReadHistory(DatabaseState server, NpgsqlDataReader reader) =>
        server with
        {
            HasHistory = true,
            Head = reader.IsDBNull(0) ? HistoryHead.Empty : new HistoryHead(reader.GetInt64(0), reader.GetString(1)),
            HasUnfinished = reader.GetString(2) == True,
            Stamp = reader.IsDBNull(3) ? null : new VerificationStamp(reader.GetString(3), reader.GetString(4), reader.GetString(5)),
            LeaseOwner = reader.IsDBNull(6) ? null : reader.GetString(6),
        };

    /// <summary>Finds out why the query failed: no tables, the history without its state, or tables of somebody else.</summary>
    private static async Task<DatabaseState> ExplainAsync(
        NpgsqlConnection connection,
        HistoryTables tables,
        DatabaseState server,
        CancellationToken cancellationToken
    )
    {
        const string Query = """
            SELECT count(*), count(*) FILTER (WHERE attname IN
                ('sequence', 'module', 'version', 'name', 'checksum', 'token_hash', 'chain', 'state', 'statements_done'))
            FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped
            """;
        const int KnownCount = 9;
        var command = new NpgsqlCommand(Query, connection)
        {
            Parameters = { new() { Value = PostgreSqlHistory.Qualified(tables.Schema, tables.History) } },
        };
        bool exists;
        bool isOurs;
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                exists = reader.GetInt64(0) > 0;
                isOurs = reader.GetInt64(1) == KnownCount;
            }
        }

        return server with
        {
            HasHistory = isOurs,
            HasForeignHistory = exists && !isOurs,
            Head = isOurs ? await ReadHeadAsync(connection, tables, cancellationToken).ConfigureAwait(false) : HistoryHead.Empty,
        };
    }

    private static async Task<HistoryHead> ReadHeadAsync(
        NpgsqlConnection connection,
        HistoryTables tables,
        CancellationToken cancellationToken
    )
    {
        var history = PostgreSqlHistory.Qualified(tables.Schema, tables.History);
        var command = new NpgsqlCommand($"SELECT sequence, chain FROM {history} ORDER BY sequence DESC LIMIT 1", connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
                    ? new HistoryHead(reader.GetInt64(0), reader.GetString(1))
                    : HistoryHead.Empty;
            }
        }
    }
}
