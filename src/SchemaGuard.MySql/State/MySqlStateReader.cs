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
/// A prober that reads everything that decides whether there is anything to do, without a lock and with only the right to read. It uses one SELECT,
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
                .TryFindAsync(connection, server, glance, StampOf(glance)?.Witness, cancellationToken)
                .ConfigureAwait(false);
            if (found is not null && !inFull)
            {
                glance[6] = StampOf(glance)!.DriftToken;
                var seen = ReadHistory(await ReadServerAsync(connection, server, glance, cancellationToken).ConfigureAwait(false), glance);
                return seen with { Witness = found, IsTokenWitnessed = true };
            }

            var row = await ReadAsync(connection, server, tables, scope, readsToken: true, cancellationToken).ConfigureAwait(false);
            var state = await ReadServerAsync(connection, server, row, cancellationToken).ConfigureAwait(false);
            RefuseView(row);
            return Judged(ReadHistory(state, row), glance, row[15] == glance[15] ? found : null, row[15] == glance[15] ? proved : null);
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
    private static DatabaseState Judged(DatabaseState state, string?[] glance, string? found, string? proved)
    {
        var isRefuted = found is not null && state.DriftToken != StampOf(glance)!.DriftToken;
        return state with { Witness = isRefuted ? null : found ?? proved, IsWitnessRefuted = isRefuted };
    }

    private async Task<string?[]> ReadAsync(
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
            _ => BoundedSelect.OfCatalog(server, Compose(tables, server, readsToken))
        );
        var rows = await connection
            .RowsAsync(query, [("@scope", scope), ("@schema", tables.Schema)], cancellationToken)
            .ConfigureAwait(false);
        return rows[0];
    }

    private static string Server(ServerProduct server) =>
        $"VERSION(), @@version_comment, {ReadOnlyServer.Question(server)}, " + "DATABASE(), @@sql_mode, @@max_allowed_packet";

    /// <summary>
    /// Composes the query: with the token and a check that the tables are tables, or with the stamp's token and the facts that show whether both are
    /// still valid.
    /// </summary>
    private static string Compose(HistoryTables tables, ServerProduct server, bool readsToken)
    {
        var history = MySqlHistory.Qualified(tables.Schema, tables.History);
        var state = MySqlHistory.Qualified(tables.Schema, tables.State);
        return $"""
            SELECT {Server(server)}, {(readsToken ? DriftToken.Of(server) : "NULL")},
                   h.sequence, h.chain, EXISTS (SELECT 1 FROM {history} u WHERE u.state NOT IN ('applied', 'withdrawn')),
                   s.expectation, s.chain, s.drift_token, {LeaseSql.LiveOwner(state)}, {(readsToken ? View(tables) : "NULL")},
                   {SessionIdentity.Sight(server)}, {(readsToken ? "NULL, NULL" : ServerCounters.Question(server))},
                   {TableCache.Question}, {ProcessList.Question}, {SessionIdentity.Question}
            FROM (SELECT 1 AS one) AS o
            LEFT JOIN (SELECT sequence, chain FROM {history} ORDER BY sequence DESC LIMIT 1) h ON TRUE
            LEFT JOIN {state} s ON s.scope = @scope
            """;
    }

    /// <summary>
    /// Returns the expression that names a view in place of a table: the migrations that it leaves out would seem not to have been applied. Each name
    /// is asked for separately, which MariaDB answers without reading every table.
    /// </summary>
    private static string View(HistoryTables tables) => $"COALESCE({View(tables.History)}, {View(tables.State)})";

    private static string View(string table) =>
        "(SELECT TABLE_NAME FROM information_schema.TABLES "
        + $"WHERE TABLE_SCHEMA = COALESCE(@schema, DATABASE()) AND TABLE_NAME = '{table}' AND TABLE_TYPE = 'VIEW')";

    private static void RefuseView(string?[] row)
    {
        if (row[14] is { } view)
        {
            throw new DatabaseRefusedException(
                new DatabaseError(DatabaseErrorKind.Refused, MySqlMessages.HistoryIsView(view), MySqlMessages.HistoryIsViewRemedy)
            );
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
        string?[] row,
        CancellationToken cancellationToken
    )
    {
        UnsupportedServer.RefuseOther(row[1]);
        identity.Meet(row[^1], row[3]);
        dialect.Meet(ServerFacts.Parse(row[4], row[5]));
        activity.Meet(product, ProcessList.Of(product, row[^2]));
        return new DatabaseState(ServerText(row[0]!, row[1]))
        {
            IsReadOnly = await ReadOnlyServer.IsAsync(connection, product, row[2], cancellationToken).ConfigureAwait(false),
            HistorySchema =
                row[3]
                ?? throw new DatabaseRefusedException(
                    new DatabaseError(DatabaseErrorKind.Refused, MySqlMessages.NoCurrentDatabase(), MySqlMessages.NoDatabase())
                ),
            DriftToken = row[6],
            Advice = TableCache.Advise(product, row[3]!, row[6], row[^3]),
        };
    }

    private static DatabaseState ReadHistory(DatabaseState server, string?[] row) =>
        server with
        {
            HasHistory = true,
            Head = row[7] is null ? HistoryHead.Empty : new HistoryHead(long.Parse(row[7]!, CultureInfo.InvariantCulture), row[8]!),
            HasUnfinished = row[9] is "1" or "True",
            Stamp = StampOf(row),
            LeaseOwner = row[13],
        };

    private static VerificationStamp? StampOf(string?[] row) =>
        row[10] is null ? null : VerificationStamp.Read(row[10]!, row[11]!, row[12]!);

    /// <summary>Returns the version without the text that MariaDB adds to identify itself, and with the name of Aurora.</summary>
    private static string ServerText(string version, string? comment) =>
        version.Contains("aurora", StringComparison.OrdinalIgnoreCase)
        || comment?.Contains("aurora", StringComparison.OrdinalIgnoreCase) == true
            ? $"{ServerProduct.Parse(version).Version} (Aurora)"
            : ServerProduct.Parse(version).Version.ToString();

    /// <summary>Finds out why the query failed: no tables, the history without its state, or tables of the same names that are not ours.</summary>
    private async Task<DatabaseState> ExplainAsync(
        DbConnection connection,
        ServerProduct product,
        HistoryTables tables,
        CancellationToken cancellationToken
    )
    {
        var question =
            $"SELECT {Server(product)}, {DriftToken.Of(product)}, {TableCache.Question}, {ProcessList.Question}, {SessionIdentity.Question}";
        var rows = await connection.RowsAsync(BoundedSelect.OfCatalog(product, question), [], cancellationToken).ConfigureAwait(false);
        var server = await ReadServerAsync(connection, product, rows[0], cancellationToken).ConfigureAwait(false);
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
