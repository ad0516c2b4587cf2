using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Dialect;
using SchemaGuard.MySql.Messages;
using SchemaGuard.MySql.Server;

namespace SchemaGuard.MySql.Connecting;

/// <summary>
/// Remembers the settings with which a session began and gives them back. The products have no statement for it, and a pool would hand the session to the
/// application as a script has left it.
/// </summary>
internal sealed class SessionSettings(MySqlDialect dialect)
{
    /// <summary>What changes by itself, or tells of the last statement.</summary>
    private static readonly HashSet<string> NotSettings = new(StringComparer.OrdinalIgnoreCase)
    {
        "timestamp",
        "identity",
        "last_insert_id",
        "insert_id",
        "error_count",
        "warning_count",
        "in_transaction",
        "last_gtid",
        "rand_seed1",
        "rand_seed2",
        "pseudo_thread_id",
        "proxy_user",
        "external_user",
        "gtid_executed",
        "gtid_purged",
        "statement_id",
    };

    private readonly ConditionalWeakTable<DbConnection, Beginning> _beginnings = [];

    /// <summary>Remembers how a session begins.</summary>
    public async Task RememberAsync(DbConnection connection, CancellationToken cancellationToken) =>
        _beginnings.AddOrUpdate(
            connection,
            new Beginning(connection.Database, await ReadAsync(connection, cancellationToken).ConfigureAwait(false))
        );

    /// <summary>Gets how the server knows a session; <see langword="null"/> for one that only reads.</summary>
    public ServerSession? Of(DbConnection connection) =>
        _beginnings.TryGetValue(connection, out var beginning)
        && beginning.Settings.TryGetValue("pseudo_thread_id", out var number)
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var known)
            ? new ServerSession(known, $"{beginning.Settings.GetValueOrDefault("hostname")}:{beginning.Settings.GetValueOrDefault("port")}")
            : null;

    /// <summary>Gets the isolation level that the session's transactions had by themselves when it began; unspecified where that is not known.</summary>
    public IsolationLevel IsolationOf(DbConnection connection) =>
        _beginnings.TryGetValue(connection, out var beginning)
        && (beginning.Settings.GetValueOrDefault("transaction_isolation") ?? beginning.Settings.GetValueOrDefault("tx_isolation"))
            is { } level
            ? level.ToUpperInvariant() switch
            {
                "READ-UNCOMMITTED" => IsolationLevel.ReadUncommitted,
                "READ-COMMITTED" => IsolationLevel.ReadCommitted,
                "SERIALIZABLE" => IsolationLevel.Serializable,
                _ => IsolationLevel.RepeatableRead,
            }
            : IsolationLevel.Unspecified;

    /// <summary>Gives a session back what it began with: its database, settings, and no variables or temporary tables of scripts.</summary>
    public async Task RestoreAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (!_beginnings.TryGetValue(connection, out var beginning))
        {
            return;
        }

        // Some settings follow the database.
        string[] database = [$"USE {MySqlDialect.Quote(beginning.Database)}"];
        var first = await RunAllAsync(connection, database, cancellationToken).ConfigureAwait(false);
        var changes = await ChangesAsync(connection, beginning, cancellationToken).ConfigureAwait(false);
        var second = await RunAllAsync(connection, changes, cancellationToken).ConfigureAwait(false);
        var third = await RunAllAsync(connection, StatementsOfScripts(), cancellationToken).ConfigureAwait(false);
        if ((first ?? second ?? third) is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Gives the statements that set back what is no longer as it was, the waits for locks first: they are what an application misses most.</summary>
    private static async Task<IEnumerable<string>> ChangesAsync(
        DbConnection connection,
        Beginning beginning,
        CancellationToken cancellationToken
    )
    {
        var now = await ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        return now.Where(setting =>
                beginning.Settings.TryGetValue(setting.Key, out var old) && old != setting.Value && !NotSettings.Contains(setting.Key)
            )
            .OrderByDescending(setting => setting.Key.EndsWith("lock_wait_timeout", StringComparison.OrdinalIgnoreCase))
            .Select(setting => $"SET SESSION {setting.Key} = {Literal(setting.Key, beginning.Settings[setting.Key])}");
    }

    private IEnumerable<string> StatementsOfScripts() =>
        [
            // Shown as the clock is, whether it was stopped or not.
            "SET SESSION timestamp = DEFAULT",
            .. dialect.UserVariablesOfScripts.ToList() is { Count: > 0 } variables
                ? [$"SET {string.Join(", ", variables.Select(name => name + " = NULL"))}"]
                : Array.Empty<string>(),
            .. dialect.TemporaryTablesOfScripts.Select(table =>
                $"DROP TEMPORARY TABLE IF EXISTS {string.Join('.', table.Split('.').Select(MySqlDialect.Quote))}"
            ),
        ];

    /// <summary>Runs statements of which each is wanted for itself: one that fails keeps none of the others from it.</summary>
    /// <returns>What the first that failed has met.</returns>
    private static async Task<DbException?> RunAllAsync(
        DbConnection connection,
        IEnumerable<string> statements,
        CancellationToken cancellationToken
    )
    {
        DbException? first = null;
        foreach (var statement in statements)
        {
            try
            {
                await connection.RunAsync(statement, cancellationToken).ConfigureAwait(false);
            }
            catch (DbException exception) when (IsNoSetting(exception))
            {
                // None of the session's own settings.
            }
            catch (DbException exception) when (connection.State == ConnectionState.Open)
            {
                first ??= exception;
            }
        }

        return first;
    }

    /// <summary>The server shows what is global beside what is the session's: of that, others may have changed something meanwhile, and a script by SET GLOBAL.</summary>
    private static bool IsNoSetting(DbException exception) =>
        ServerError.NumberOf(exception) is ServerError.GlobalVariable or ServerError.ReadOnlyVariable or ServerError.RightNeeded;

    private static async Task<Dictionary<string, string?>> ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var rows = await connection.RowsAsync("SHOW SESSION VARIABLES", [], cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(row => row[0]!, row => row[1], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Numbers stand bare; ON and OFF may be quoted. A character set for results that shows as nothing is switched off, as MySql.Data does it.</summary>
    private static string Literal(string name, string? value) =>
        string.IsNullOrEmpty(value) ? (name.Equals("character_set_results", StringComparison.OrdinalIgnoreCase) ? "NULL" : "''")
        : decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? value
        : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private sealed record Beginning(string Database, Dictionary<string, string?> Settings);
}
