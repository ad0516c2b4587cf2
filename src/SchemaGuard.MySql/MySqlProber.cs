using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using SchemaGuard.Providers;

namespace SchemaGuard.MySql;

/// <summary>Reads everything that decides whether there is anything to do, in one SELECT: one round trip, no lock, nothing but the right to read.</summary>
internal sealed class MySqlProber(MySqlDialect dialect, MySqlActivity activity, SessionIdentity identity) : IDatabaseProber
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

    private readonly ConcurrentDictionary<(HistoryTables Tables, bool IsMariaDb), string> _queries = new();

    public async Task<DatabaseState> ProbeAsync(
        DbConnection connection,
        HistoryTables tables,
        string scope,
        CancellationToken cancellationToken
    )
    {
        var server = ServerProduct.Parse(connection.ServerVersion);
        try
        {
            await RefuseIfTooOldAsync(connection, server, cancellationToken).ConfigureAwait(false);
            dialect.Meet(server);
            var query = _queries.GetOrAdd((tables, server.IsMariaDb), _ => BoundedSelect.Of(server, Compose(tables, server)));
            var rows = await connection.RowsAsync(query, [("@scope", scope)], cancellationToken).ConfigureAwait(false);
            return ReadHistory(ReadServer(server, rows[0]), rows[0]);
        }
        catch (DbException exception)
            when (ServerError.NumberOf(exception) is ServerError.TableAccessDenied or ServerError.ColumnAccessDenied)
        {
            var session = await connection
                .RowsAsync($"SELECT DATABASE(), {SessionIdentity.Question}", [], cancellationToken)
                .ConfigureAwait(false);
            identity.Meet(session[0][1], session[0][0]);
            throw;
        }
        catch (DbException exception) when (ServerError.NumberOf(exception) is ServerError.NoSuchTable or ServerError.UnknownColumn)
        {
            return await ExplainAsync(connection, server, tables, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception) when (IsOtherProduct(connection, exception))
        {
            throw new DatabaseRefusedException(
                new DatabaseError(
                    DatabaseErrorKind.Refused,
                    MySqlMessages.OtherProduct(connection.GetType().FullName!),
                    MySqlMessages.OtherProductRemedy
                )
            );
        }
    }

    /// <summary>Whose rights let them write on a server that is read-only for others; the list is read only where it is.</summary>
    private const string MayWriteAllTheSame =
        $"EXISTS (SELECT 1 FROM information_schema.USER_PRIVILEGES WHERE GRANTEE = {SessionIdentity.Grantee} AND PRIVILEGE_TYPE IN ('SUPER', 'READ_ONLY ADMIN', 'READ ONLY ADMIN', 'CONNECTION_ADMIN'))";

    private static string Server(ServerProduct server) =>
        $"VERSION(), @@version_comment, @@global.innodb_read_only{(server.IsMariaDb ? "" : " OR @@global.super_read_only")} OR (CAST(@@global.read_only AS CHAR) NOT IN ('0', 'OFF') AND NOT {MayWriteAllTheSame}), "
        + "DATABASE(), @@sql_mode, @@max_allowed_packet";

    private static string Compose(HistoryTables tables, ServerProduct server)
    {
        var history = MySqlHistory.Qualified(tables.Schema, tables.History);
        var state = MySqlHistory.Qualified(tables.Schema, tables.State);
        return $"""
            SELECT {Server(server)}, {DriftToken.Of(server)},
                   h.sequence, h.chain, EXISTS (SELECT 1 FROM {history} u WHERE u.state <> 'applied'),
                   s.expectation, s.chain, s.drift_token, {LeaseSql.LiveOwner(
                state
            )}, {TableCache.Question}, {ProcessList.Question}, {SessionIdentity.Question}
            FROM (SELECT 1 AS one) AS o
            LEFT JOIN (SELECT sequence, chain FROM {history} ORDER BY sequence DESC LIMIT 1) h ON TRUE
            LEFT JOIN {state} s ON s.scope = @scope
            """;
    }

    /// <summary>Asks first what only MySQL and MariaDB answer: the version of another product says nothing about its age.</summary>
    private static async Task RefuseIfTooOldAsync(DbConnection connection, ServerProduct server, CancellationToken cancellationToken)
    {
        if (!server.IsSupported)
        {
            await connection.RowsAsync("SELECT @@version_comment", [], cancellationToken).ConfigureAwait(false);
            server.RefuseIfTooOld();
        }
    }

    /// <summary>A server of another product does not know the question, and its driver gives no number of MySQL's.</summary>
    private static bool IsOtherProduct(DbConnection connection, DbException exception) =>
        connection.State == System.Data.ConnectionState.Open && ServerError.NumberOf(exception) == 0;

    private DatabaseState ReadServer(ServerProduct product, string?[] row)
    {
        ServerProduct.RefuseOther(row[1]);
        identity.Meet(row[^1], row[3]);
        dialect.Meet(
            new ServerFacts(
                row[4] ?? "",
                long.TryParse(row[5], NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : null
            )
        );
        activity.Meet(product, ProcessList.Of(product, row[^2]));
        return new DatabaseState(ServerText(row[0]!, row[1]))
        {
            IsReadOnly = row[2] is "1" or "True",
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
            Stamp = row[10] is null ? null : new VerificationStamp(row[10]!, row[11]!, row[12]!),
            LeaseOwner = row[13],
        };

    /// <summary>Gives the version without what MariaDB adds to say who it is, and with the name of Aurora.</summary>
    private static string ServerText(string version, string? comment) =>
        version.Contains("aurora", StringComparison.OrdinalIgnoreCase)
        || comment?.Contains("aurora", StringComparison.OrdinalIgnoreCase) == true
            ? $"{ServerProduct.Parse(version).Version} (Aurora)"
            : ServerProduct.Parse(version).Version.ToString();

    /// <summary>Finds out why the query failed: no tables, the history without its state, or tables of somebody else.</summary>
    private async Task<DatabaseState> ExplainAsync(
        DbConnection connection,
        ServerProduct product,
        HistoryTables tables,
        CancellationToken cancellationToken
    )
    {
        var server = ReadServer(
            product,
            (
                await connection
                    .RowsAsync(
                        $"SELECT {Server(product)}, {DriftToken.Of(product)}, {TableCache.Question}, {ProcessList.Question}, {SessionIdentity.Question}",
                        [],
                        cancellationToken
                    )
                    .ConfigureAwait(false)
            )[0]
        );
        var columns = await connection
            .RowsAsync(
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
