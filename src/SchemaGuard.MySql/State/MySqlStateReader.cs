using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using SchemaGuard.History;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Connecting;
using SchemaGuard.MySql.Dialect;
using SchemaGuard.MySql.History;
using SchemaGuard.MySql.Locking;
using SchemaGuard.MySql.Messages;
using SchemaGuard.MySql.Products;
using SchemaGuard.MySql.Server;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Providers.State;

namespace SchemaGuard.MySql.State;

/// <summary>
/// Reads everything that decides whether there is anything to do, without a lock and with only the right to read. It uses one SELECT,
/// on MySQL followed by one SHOW, as long as the stamp's witness shows that no statement that could change the catalog has begun since. Otherwise
/// another SELECT reads the drift token.
/// </summary>
internal sealed class MySqlStateReader(MySqlDialect dialect, MySqlActivity activity, SessionIdentity identity) : IDatabaseStateReader
{
    private static readonly string[] OwnColumns =
    [
        "sequence",
        "module",
        "version",
        "name",
        "checksum",
        "token_hash",
        "chain",
        "state",
        "statements_done",
    ];

    private readonly ConcurrentDictionary<(HistoryTables Tables, bool IsMariaDb, bool ReadsToken), string> _queries = new();

    public Task<DatabaseState> ProbeAsync(
        DbConnection connection,
        HistoryTables tables,
        string scope,
        CancellationToken cancellationToken
    ) => ProbeAsync(connection, tables, scope, inFull: false, cancellationToken);

    public Task<DatabaseState> ProbeInFullAsync(
        DbConnection connection,
        HistoryTables tables,
        string scope,
        CancellationToken cancellationToken
    ) => ProbeAsync(connection, tables, scope, inFull: true, cancellationToken);

    private async Task<DatabaseState> ProbeAsync(
        DbConnection connection,
        HistoryTables tables,
        string scope,
        bool inFull,
        CancellationToken cancellationToken
    )
    {
        var server = ServerProduct.Parse(connection.ServerVersion);
        try
        {
            await RefuseIfTooOldAsync(connection, server, cancellationToken).ConfigureAwait(false);
            dialect.Meet(server);

            // The counters are read before everything else: any statement that begins from now on raises them above the remembered values.
            var glance = await ReadAsync(connection, server, tables, scope, readsToken: false, cancellationToken).ConfigureAwait(false);
            var (found, proved) = await WitnessSearch
                .TryFindAsync(connection, server, glance, glance.Stamp?.Witness, cancellationToken)
                .ConfigureAwait(false);
            if (found is not null && !inFull)
            {
                var witnessed = glance with { Token = glance.Stamp!.DriftToken };
                var rest = await ReadServerAsync(connection, server, witnessed, cancellationToken).ConfigureAwait(false);
                return witnessed.Complete(rest) with { Witness = found, IsTokenWitnessed = true };
            }

            var row = await ReadAsync(connection, server, tables, scope, readsToken: true, cancellationToken).ConfigureAwait(false);
            var state = await ReadServerAsync(connection, server, row, cancellationToken).ConfigureAwait(false);
            RefuseView(row);
            var isSameServer = row.Sight == glance.Sight;
            return Judged(row.Complete(state), glance, isSameServer ? found : null, isSameServer ? proved : null);
        }
        catch (DbException exception)
            when (ServerError.NumberOf(exception) is ServerError.TableAccessDenied or ServerError.ColumnAccessDenied)
        {
            await MeetAsync(connection, cancellationToken).ConfigureAwait(false);
            throw;
        }
        catch (DbException exception) when (ServerError.NumberOf(exception) is ServerError.NoSuchTable or ServerError.UnknownColumn)
        {
            return await ExplainAsync(connection, server, tables, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception) when (OtherDriver.Failed(connection, exception))
        {
            throw OtherDriver.Refusal(connection);
        }
    }

    /// <summary>Records the session's identity, for the sentences about the privileges that it lacks.</summary>
    private async Task MeetAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var session = await connection
            .RowsAsync($"SELECT DATABASE(), {SessionIdentity.Question}", [], cancellationToken)
            .ConfigureAwait(false);
        identity.Meet(session[0][1], session[0][0]);
    }

    /// <summary>
    /// Decides what becomes of the witness once the token was read: a witness that was found unchanged is refuted by a different token.
    /// </summary>
    private static DatabaseState Judged(DatabaseState state, ProbeRow glance, string? found, string? proved)
    {
        var isRefuted = found is not null && state.DriftToken != glance.Stamp!.DriftToken;
        return state with { Witness = isRefuted ? null : found ?? proved, IsWitnessRefuted = isRefuted };
    }

    private async Task<ProbeRow> ReadAsync(
        DbConnection connection,
        ServerProduct server,
        HistoryTables tables,
        string scope,
        bool readsToken,
        CancellationToken cancellationToken
    )
    {
        var query = _queries.GetOrAdd(
            (tables, server.IsMariaDb, readsToken),
            _ => BoundedSelect.OfCatalog(server, ProbeQuery.Of(tables, server, readsToken))
        );
        var rows = await connection
            .RowsAsync(query, [("@scope", scope), ("@schema", tables.Schema)], cancellationToken)
            .ConfigureAwait(false);
        return new ProbeRow(rows[0]);
    }

    private static void RefuseView(ProbeRow row)
    {
        if (row.View is { } view)
        {
            throw new DatabaseRefusedException(DatabaseErrors.HistoryIsView(view));
        }
    }

    /// <summary>
    /// Refuses an old server. First asks what only MySQL and MariaDB answer: the version of another product says nothing about its age.
    /// </summary>
    private static async Task RefuseIfTooOldAsync(DbConnection connection, ServerProduct server, CancellationToken cancellationToken)
    {
        if (!server.IsSupported)
        {
            await connection.RowsAsync("SELECT @@version_comment", [], cancellationToken).ConfigureAwait(false);
            UnsupportedServer.Refuse(server);
        }
    }

    private async Task<DatabaseState> ReadServerAsync(
        DbConnection connection,
        ServerProduct product,
        ProbeRow row,
        CancellationToken cancellationToken
    )
    {
        UnsupportedServer.RefuseOther(row.Comment);
        identity.Meet(row.Identity, row.Database);
        dialect.Meet(ServerFacts.Parse(row.SqlMode, row.LongestPacket));
        activity.Meet(product, ProcessList.Of(product, row.ProcessList));
        return new DatabaseState(row.ServerVersion)
        {
            IsReadOnly = await ReadOnlyServer.IsAsync(connection, product, row.ReadOnly, cancellationToken).ConfigureAwait(false),
            HistorySchema =
                row.Database
                ?? throw new DatabaseRefusedException(
                    new DatabaseError(DatabaseErrorKind.Refused, MySqlMessages.NoCurrentDatabase(), MySqlMessages.NoDatabase())
                ),
            DriftToken = row.Token,
            Advice = TableCache.Advise(product, row.Database!, row.Token, row.TableCache),
        };
    }

    /// <summary>Finds out why the query failed: no tables, the history without its state, or tables of the same names that are not ours.</summary>
    private async Task<DatabaseState> ExplainAsync(
        DbConnection connection,
        ServerProduct product,
        HistoryTables tables,
        CancellationToken cancellationToken
    )
    {
        var question = BoundedSelect.OfCatalog(product, ProbeQuery.OfServer(product));
        var rows = await connection.RowsAsync(question, [], cancellationToken).ConfigureAwait(false);
        var server = await ReadServerAsync(connection, product, new ProbeRow(rows[0]), cancellationToken).ConfigureAwait(false);
        var columns = await connection
            .CatalogRowsAsync(
                "SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = COALESCE(@schema, DATABASE()) AND TABLE_NAME = @table",
                [("@schema", tables.Schema), ("@table", tables.History)],
                cancellationToken
            )
            .ConfigureAwait(false);
        var isOurs = OwnColumns.All(own => columns.Any(row => own.Equals(row[0], StringComparison.OrdinalIgnoreCase)));
        return server with
        {
            HasHistory = isOurs,
            HasForeignHistory = columns.Count > 0 && !isOurs,
            Head = isOurs ? await ReadHeadAsync(connection, product, tables, cancellationToken).ConfigureAwait(false) : HistoryHead.Empty,
        };
    }

    private static async Task<HistoryHead> ReadHeadAsync(
        DbConnection connection,
        ServerProduct product,
        HistoryTables tables,
        CancellationToken cancellationToken
    )
    {
        var history = MySqlHistory.Qualified(tables.Schema, tables.History);
        var rows = await connection
            .RowsAsync(
                BoundedSelect.Of(product, $"SELECT sequence, chain FROM {history} ORDER BY sequence DESC LIMIT 1"),
                [],
                cancellationToken
            )
            .ConfigureAwait(false);
        return rows is [[{ } sequence, { } chain]]
            ? new HistoryHead(long.Parse(sequence, CultureInfo.InvariantCulture), chain)
            : HistoryHead.Empty;
    }
}
