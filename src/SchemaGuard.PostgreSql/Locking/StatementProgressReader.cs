using System.Data.Common;
using Npgsql;
using SchemaGuard.History;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.History;
using SchemaGuard.Providers;

namespace SchemaGuard.PostgreSql.Locking;

/// <summary>
/// The reader of the server's progress views (documentation, "Progress Reporting"). They show the sessions of other roles only to members of
/// <c>pg_read_all_stats</c>.
/// </summary>
internal sealed class StatementProgressReader(string sessionName) : IStatementProgressReader
{
    /// <summary>The first version that reports on COPY.</summary>
    private const int FirstWithCopy = 14;

    private const string Index = """
        SELECT p.pid, p.phase, CASE WHEN p.phase LIKE 'waiting%' THEN p.lockers_done ELSE
                CASE WHEN p.phase LIKE '%tuples%' THEN p.tuples_done ELSE p.blocks_done END END,
            CASE WHEN p.phase LIKE 'waiting%' THEN p.lockers_total ELSE
                CASE WHEN p.phase LIKE '%tuples%' THEN p.tuples_total ELSE p.blocks_total END END
        FROM pg_catalog.pg_stat_progress_create_index p
        """;

    private const string Cluster = """
        SELECT p.pid, p.phase, p.heap_blks_scanned, CASE WHEN p.phase = 'seq scanning heap' THEN p.heap_blks_total END
        FROM pg_catalog.pg_stat_progress_cluster p
        """;

    private const string Vacuum = """
        SELECT p.pid, p.phase, CASE p.phase WHEN 'vacuuming heap' THEN p.heap_blks_vacuumed ELSE p.heap_blks_scanned END,
            CASE WHEN p.phase IN ('scanning heap', 'vacuuming heap') THEN p.heap_blks_total END
        FROM pg_catalog.pg_stat_progress_vacuum p
        """;

    private const string Analyze = """
        SELECT p.pid, p.phase, p.sample_blks_scanned, CASE WHEN p.phase LIKE 'acquiring%' THEN p.sample_blks_total END
        FROM pg_catalog.pg_stat_progress_analyze p
        """;

    private const string Copy = "SELECT p.pid, lower(p.command), p.bytes_processed, p.bytes_total FROM pg_catalog.pg_stat_progress_copy p";

    public async Task<StatementProgress?> ReadAsync(DbConnection connection, HistoryTables tables, CancellationToken cancellationToken)
    {
        var npgsql = (NpgsqlConnection)connection;
        var holders =
            $"SELECT l.pid FROM pg_catalog.pg_locks l WHERE {LockKey.Of(tables).Held} UNION "
            + $"SELECT a.pid FROM pg_catalog.pg_stat_activity a WHERE a.application_name = {SqlText.Literal(sessionName)}";
        if (await ReadAsync(npgsql, holders, cancellationToken).ConfigureAwait(false) is { } progress)
        {
            return progress;
        }

        try
        {
            return await ReadAsync(npgsql, LeaseSql.Owners(SqlText.Qualified(tables.Schema, tables.State)), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return null;
        }
    }

    private static async Task<StatementProgress?> ReadAsync(
        NpgsqlConnection connection,
        string holders,
        CancellationToken cancellationToken
    )
    {
        var command = new NpgsqlCommand(Query(connection.PostgreSqlVersion.Major, holders), connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteBoundedReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) && !reader.IsDBNull(0)
                    ? new StatementProgress(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetDouble(1))
                    : null;
            }
        }
    }

    private static string Query(int version, string holders)
    {
        string[] views = version < FirstWithCopy ? [Index, Cluster, Vacuum, Analyze] : [Index, Cluster, Vacuum, Analyze, Copy];
        return $"""
            SELECT v.phase, v.done::double precision / nullif(v.total, 0)
            FROM ({string.Join(" UNION ALL ", views)}) AS v (pid, phase, done, total)
            WHERE v.pid <> pg_backend_pid() AND v.pid IN ({holders}) LIMIT 1
            """;
    }
}
