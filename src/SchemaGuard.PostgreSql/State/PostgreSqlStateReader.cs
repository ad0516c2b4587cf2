using System.Data;
using System.Data.Common;
using Npgsql;
using SchemaGuard.History;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.Errors;
using SchemaGuard.PostgreSql.History;
using SchemaGuard.PostgreSql.Server;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Providers.State;

namespace SchemaGuard.PostgreSql.State;

/// <summary>
/// The probe that reads everything that decides whether there is work to do, in one batch: one round trip, no lock, only the right to read. A missing
/// history table makes the batch's second command fail, which reveals it; the first has answered by then.
/// </summary>
internal sealed class PostgreSqlStateReader : IDatabaseStateReader
{
    public async Task<DatabaseState> ProbeAsync(
        DbConnection connection,
        HistoryTables tables,
        string scope,
        CancellationToken cancellationToken
    )
    {
        var npgsql = (NpgsqlConnection)connection;
        var seen = new Seen();
        try
        {
            var (state, serves) = await ReadAsync(npgsql, tables, scope, seen, cancellationToken).ConfigureAwait(false);
            return await CompleteAsync(npgsql, tables, seen.Place!, state, serves, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException exception) when (seen.Server is not null && PostgreSqlErrors.TellsOfOtherTables(exception.SqlState))
        {
            var state = await ExplainAsync(npgsql, tables, seen.Server, cancellationToken).ConfigureAwait(false);
            return await CompleteAsync(npgsql, tables, seen.Place!, state, serves: false, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException exception)
            when (exception.SqlState == PostgresErrorCodes.InsufficientPrivilege && connection.State == ConnectionState.Open)
        {
            var state = await HistoryRefusal.ExplainAsync(npgsql, tables, seen.Server, seen.Place, cancellationToken).ConfigureAwait(false);
            if (state is not null)
            {
                return state;
            }

            throw;
        }
        catch (PostgresException) when (seen.Server is null && connection.State == ConnectionState.Open)
        {
            await RefuseOtherProductAsync(npgsql, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Reads the answers of the batch.</summary>
    /// <returns>What the names lead to, and whether that history also serves the schema in which new tables are created.</returns>
    private static async Task<(DatabaseState State, bool Serves)> ReadAsync(
        NpgsqlConnection connection,
        HistoryTables tables,
        string scope,
        Seen seen,
        CancellationToken cancellationToken
    )
    {
        var batch = ProbeBatch.Compose(connection, tables, scope);
        await using (batch.ConfigureAwait(false))
        {
            var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                (seen.Server, seen.Place) = ProbeBatch.ReadServer(tables, reader);
                Refuse(ServerProduct.FindProblem(seen.Server.ServerVersion));
                Refuse(seen.Place.FindView());
                await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                var state = await ProbeBatch.ReadHeadAsync(seen.Server, reader, cancellationToken).ConfigureAwait(false);
                await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                return await ProbeBatch.ReadStateAsync(state, seen.Place, reader, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Returns the result where the history is plainly in its place, and queries further where it is not.</summary>
    private static Task<DatabaseState> CompleteAsync(
        NpgsqlConnection connection,
        HistoryTables tables,
        HistoryPlace place,
        DatabaseState state,
        bool serves,
        CancellationToken cancellationToken
    ) =>
        state.HasHistory && place is { IsElsewhere: false, IsRowSecured: false, MayHide: false }
            ? Task.FromResult(state with { FurtherHistorySchema = place.Further })
            : new HistorySearch(connection, tables, place).CompleteAsync(state, serves, cancellationToken);

    /// <summary>Refuses a server that did not understand what every PostgreSQL does, if it says what it is.</summary>
    private static async Task RefuseOtherProductAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var version = await new CatalogQuery(connection).ReadAsync("SELECT version()", cancellationToken).ConfigureAwait(false);
        Refuse(ServerProduct.FindProblem(version as string ?? ""));
    }

    private static void Refuse(DatabaseError? problem)
    {
        if (problem is not null)
        {
            throw new DatabaseRefusedException(problem);
        }
    }

    /// <summary>Finds out why the query failed: there are no tables, the history lacks its state, or the tables are another application's.</summary>
    private static async Task<DatabaseState> ExplainAsync(
        NpgsqlConnection connection,
        HistoryTables tables,
        DatabaseState server,
        CancellationToken cancellationToken
    )
    {
        const string Query = """
            SELECT count(*), count(*) FILTER (WHERE
                attname = 'sequence' AND atttypid = 'bigint'::regtype OR attname = 'statements_done' AND atttypid = 'integer'::regtype OR
                attname IN ('module', 'version', 'name', 'checksum', 'token_hash', 'chain', 'state') AND atttypid = 'text'::regtype)
            FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped
            """;
        const int KnownCount = 9;
        var command = new NpgsqlCommand(Query, connection)
        {
            Parameters = { new() { Value = SqlText.Qualified(tables.Schema, tables.History) } },
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

        return isOurs
            ? await ReadHeadAloneAsync(connection, tables, server, cancellationToken).ConfigureAwait(false)
            : server with
            {
                HasForeignHistory = exists,
            };
    }

    /// <summary>Reads the history's head where the state table is missing.</summary>
    private static async Task<DatabaseState> ReadHeadAloneAsync(
        NpgsqlConnection connection,
        HistoryTables tables,
        DatabaseState server,
        CancellationToken cancellationToken
    )
    {
        var command = new NpgsqlCommand(ProbeBatch.HeadQuery(tables), connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteBoundedReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await ProbeBatch.ReadHeadAsync(server, reader, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The first answer, kept for when a later one fails.</summary>
    private sealed class Seen
    {
        public DatabaseState? Server { get; set; }

        public HistoryPlace? Place { get; set; }
    }
}
