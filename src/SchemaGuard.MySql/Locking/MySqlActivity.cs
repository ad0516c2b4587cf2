using System.Data.Common;
using System.Globalization;
using SchemaGuard.History;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Connecting;
using SchemaGuard.MySql.History;
using SchemaGuard.MySql.Messages;
using SchemaGuard.MySql.Products;
using SchemaGuard.MySql.Server;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Locking;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.MySql.Locking;

/// <summary>A reader of who holds the migration lock and who blocks it, as the server reports it, without the text of any statement.</summary>
internal sealed class MySqlActivity(MySqlConnections connections)
{
    private const string Session = "p.ID, p.USER, p.HOST, p.COMMAND, p.TIME, COALESCE(p.STATE, ''), COALESCE(p.INFO, '')";
    private volatile ServerProduct? _server;
    private volatile string _processes = ProcessList.Everywhere;

    /// <summary>Gets the table that lists the server's sessions.</summary>
    public string Processes => _processes;

    /// <summary>Records which server it is, and the table that lists its sessions.</summary>
    public void Meet(ServerProduct server, string processes) => (_server, _processes) = (server, processes);

    /// <summary>Finds the holder of the session lock or of the lease.</summary>
    public async Task<LockHolder?> FindHolderAsync(DbConnection connection, HistoryTables tables, CancellationToken cancellationToken)
    {
        // The lease first: a session that only tries to take it has the session lock for a moment, and holds nothing.
        if (await FindOwnerAsync(connection, tables, cancellationToken).ConfigureAwait(false) is { } owner)
        {
            return owner;
        }

        var query = $"SELECT {Columns} FROM {_processes} p WHERE p.ID = IS_USED_LOCK('{LockName.Of(tables)}') AND p.ID <> CONNECTION_ID()";
        return await ReadAsync(connection, query, cancellationToken).ConfigureAwait(false) is [var holder, ..] ? holder : null;
    }

    private async Task<LockHolder?> FindOwnerAsync(DbConnection connection, HistoryTables tables, CancellationToken cancellationToken)
    {
        try
        {
            var state = MySqlHistory.Qualified(tables.Schema, tables.State);
            var question = LeaseSql.Owner(state, LeaseSight.Of(tables, _processes));
            var owners = await connection
                .RowsAsync(_server is { } server ? BoundedSelect.Of(server, question) : question, [], cancellationToken)
                .ConfigureAwait(false);
            return owners is [[{ } owner, var taken, var over, var running, var here, var unseen]]
                ? Describe(owner, taken, over, running == "1", here == "1", unseen)
                : null;
        }
        catch (DbException exception) when (ServerError.NumberOf(exception) is ServerError.NoSuchTable or ServerError.LockWaitTimeout)
        {
            return null;
        }
    }

    /// <summary>
    /// Finds, on a separate connection, the sessions that have a transaction open in this database or run a statement in it: one of them holds what
    /// this process's session waits for. Seeing other users' transactions needs the PROCESS privilege.
    /// </summary>
    public async Task<IReadOnlyList<string>> FindBlockersAsync(CancellationToken cancellationToken)
    {
        var connection = await connections.OpenAsync(ConnectionIntent.Read, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                return await BlockersAsync(connection, InTransaction, cancellationToken).ConfigureAwait(false);
            }
            catch (DbException exception) when (ServerError.NumberOf(exception) == ServerError.RightNeeded)
            {
                return await BlockersAsync(connection, "FALSE", cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private const string InTransaction = "EXISTS (SELECT 1 FROM information_schema.INNODB_TRX t WHERE t.trx_mysql_thread_id = p.ID)";

    private async Task<IReadOnlyList<string>> BlockersAsync(DbConnection connection, string idle, CancellationToken cancellationToken)
    {
        var query = $"""
            SELECT {Columns} FROM {_processes} p
            WHERE p.ID <> CONNECTION_ID() AND p.DB = DATABASE() AND COALESCE(p.STATE, '') NOT LIKE 'Waiting for%lock%'
              AND (p.COMMAND <> 'Sleep' OR {idle})
            ORDER BY p.TIME DESC LIMIT 10
            """;
        return [.. (await ReadAsync(connection, query, cancellationToken).ConfigureAwait(false)).Select(holder => holder.Description)];
    }

    private string Columns => _server is { TellsProgress: true } ? Session + ", p.PROGRESS" : Session + ", 0";

    /// <summary>
    /// Describes the owner of the lease. Its activity on another node is not visible from here; it counts as working while it renews the lease.
    /// </summary>
    private static LockHolder Describe(string owner, string? taken, string? over, bool isRunning, bool isHere, string? unseen)
    {
        var lease = new LeaseOwner(owner, Number(taken), Number(over) ?? 0);
        var description = lease.Describe(lease.IsLate && !isRunning && unseen is not null ? MySqlMessages.UnseenSession(unseen) : "");
        return new LockHolder(isRunning ? description + ", executing a statement" : description, isRunning || (!isHere && !lease.IsLate));
    }

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private async Task<IReadOnlyList<LockHolder>> ReadAsync(DbConnection connection, string query, CancellationToken cancellationToken) =>
        [.. (await connection.RowsAsync(query, [], cancellationToken).ConfigureAwait(false)).Select(Describe)];

    private LockHolder Describe(string?[] row)
    {
        var isIdle = row[3] == "Sleep";
        var statement = SqlScript.Parse(row[6] ?? "", (_server?.LexicalRules) ?? LexicalRules.MySql).Statements is [var first, ..]
            ? $" '{first.Class.Summary}'"
            : "";
        var progress = double.TryParse(row[7], NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) && percent > 0;
        var doing = isIdle
            ? $"idle for {row[4]} s"
            : $"executing{statement} for {row[4]} s{(string.IsNullOrEmpty(row[5]) ? "" : $", {row[5]}")}"
                + (progress ? string.Create(CultureInfo.InvariantCulture, $", {percent:0} %") : "");
        return new LockHolder($"session {row[0]} of {row[1]} from {row[2]}, {doing}", IsWorking: !isIdle);
    }
}
