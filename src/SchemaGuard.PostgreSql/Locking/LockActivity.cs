using System.Globalization;
using Npgsql;
using SchemaGuard.History;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.Connecting;
using SchemaGuard.PostgreSql.History;
using SchemaGuard.PostgreSql.Server;
using SchemaGuard.Providers.Locking;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.PostgreSql.Locking;

/// <summary>The sessions that hold the migration lock or block it, described without the text of any statement.</summary>
internal sealed class LockActivity(PostgreSqlConnections connections)
{
    private const int MostChangers = 10;

    // What a role may not see of other roles' sessions is null; an autovacuum worker has no user.
    private const string Session = """
        a.pid, coalesce(a.usename, a.backend_type)::text, coalesce(a.application_name, ''), coalesce(host(a.client_addr), 'local'),
        coalesce(a.state, ''), coalesce(extract(epoch FROM clock_timestamp() - CASE WHEN a.state = 'active'
            THEN a.query_start ELSE coalesce(a.xact_start, a.state_change) END), 0)::bigint,
        coalesce(a.wait_event_type = 'Lock', false), coalesce(a.query, ''),
        (SELECT p.phase || CASE WHEN p.blocks_total > 0 THEN ' ' || p.blocks_done * 100 / p.blocks_total || ' %' ELSE '' END
         FROM pg_catalog.pg_stat_progress_create_index p WHERE p.pid = a.pid)
        """;

    /// <summary>Finds the holder of the session lock or of the lease.</summary>
    public async Task<LockHolder?> FindHolderAsync(NpgsqlConnection connection, HistoryTables tables, CancellationToken cancellationToken)
    {
        var locked =
            $"SELECT {Session} FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid "
            + $"WHERE l.pid <> pg_backend_pid() AND {LockKey.Of(tables).Held}";
        if ((await ReadAsync(connection, locked, cancellationToken).ConfigureAwait(false)) is [var holder, ..])
        {
            return new LockHolder(holder.ToString(), holder.IsWorking);
        }

        try
        {
            return await FindOwnerAsync(connection, tables, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException exception)
            when (exception.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.LockNotAvailable)
        {
            return null;
        }
    }

    /// <summary>Finds, on a connection of its own, the sessions that this process's migrating session waits for.</summary>
    public async Task<IReadOnlyList<string>> FindBlockersAsync(CancellationToken cancellationToken)
    {
        var query = $"""
            SELECT {Session}
            FROM (SELECT DISTINCT b.pid FROM pg_catalog.pg_stat_activity w, unnest(pg_blocking_pids(w.pid)) AS b(pid)
                  WHERE w.application_name = {SqlText.Literal(connections.SessionName)}) AS blocking
            JOIN pg_catalog.pg_stat_activity a ON a.pid = blocking.pid
            ORDER BY a.xact_start
            """;
        var connection = await connections.OpenReadingAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return [.. (await ReadAsync(connection, query, cancellationToken).ConfigureAwait(false)).Select(session => session.ToString())];
        }
    }

    /// <summary>
    /// Finds the sessions on this database whose last statement changed the schema. Seeing those of other users takes membership in
    /// <c>pg_read_all_stats</c>.
    /// </summary>
    public static async Task<IReadOnlyList<string>> FindChangersAsync(
        NpgsqlConnection connection,
        TimeSpan within,
        CancellationToken cancellationToken
    )
    {
        var seconds = ((long)Math.Ceiling(within.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var query = $"""
            SELECT {Session} FROM pg_catalog.pg_stat_activity a
            WHERE a.pid <> pg_backend_pid() AND a.datname = current_database() AND a.backend_type = 'client backend'
              AND a.query ~* '\m(create|alter|drop)\M' AND greatest(a.query_start, a.state_change) > clock_timestamp() - interval '{seconds} s'
            ORDER BY a.query_start DESC
            """;
        var sessions = await ReadAsync(connection, query, cancellationToken).ConfigureAwait(false);
        return [.. sessions.Where(session => session.ChangesSchema).Take(MostChangers).Select(session => session.ToString())];
    }

    private static async Task<LockHolder?> FindOwnerAsync(
        NpgsqlConnection connection,
        HistoryTables tables,
        CancellationToken cancellationToken
    )
    {
        var state = SqlText.Qualified(tables.Schema, tables.State);
        var query = $"""
            SELECT lease_owner, extract(epoch FROM clock_timestamp() - lease_taken_at)::bigint, extract(epoch FROM clock_timestamp() - lease_expires_at)::bigint
            FROM {state} WHERE scope = '{PostgreSqlHistory.LeaseScope}' AND lease_owner IS NOT NULL
            """;
        LeaseOwner owner;
        var command = new NpgsqlCommand(query, connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteBoundedReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    return null;
                }

                owner = new LeaseOwner(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2));
            }
        }

        var sessions =
            $"SELECT {Session} FROM pg_catalog.pg_stat_activity a WHERE a.pid <> pg_backend_pid() "
            + $"AND {LeaseSql.IsRunning} AND a.application_name = {SqlText.Literal(owner.Name)}";
        return await ReadAsync(connection, sessions, cancellationToken).ConfigureAwait(false) is [var running, ..]
            ? new LockHolder($"{owner.Describe()}, {running.Doing}", running.IsWorking)
            : new LockHolder(owner.Describe(), IsWorking: false);
    }

    private static async Task<IReadOnlyList<SeenSession>> ReadAsync(
        NpgsqlConnection connection,
        string query,
        CancellationToken cancellationToken
    )
    {
        var sessions = new List<SeenSession>();
        var command = new NpgsqlCommand(query, connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    var statements = SqlScript.Parse(reader.GetString(7), LexicalRules.PostgreSql).Statements;
                    var change = statements.FirstOrDefault(statement => IsChange(statement.Class));
                    sessions.Add(
                        new SeenSession
                        {
                            ProcessId = reader.GetInt32(0),
                            User = reader.GetString(1),
                            Application = reader.GetString(2),
                            Address = reader.GetString(3),
                            State = reader.GetString(4),
                            Seconds = reader.GetInt64(5),
                            WaitsForLock = reader.GetBoolean(6),
                            Statement = (change ?? (statements.Count > 0 ? statements[0] : null))?.Class.Summary ?? "",
                            ChangesSchema = change is not null,
                            Progress = reader.IsDBNull(8) ? null : reader.GetString(8),
                        }
                    );
                }
            }
        }

        return sessions;
    }

    private static bool IsChange(StatementClass statement) =>
        statement is { Verb: StatementVerb.Create or StatementVerb.Alter or StatementVerb.Drop, IsTemporary: false };
}
