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
/// A memory of the settings with which a session began, and their restoration. The products have no statement for this, and a pool would hand the
/// session to the application as a script has left it.
/// </summary>
internal sealed class SessionSettings(MySqlDialect dialect)
{
    /// <summary>The variables that change by themselves, or describe the last statement.</summary>
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

    /// <summary>Records how a session begins.</summary>
    public async Task RememberAsync(DbConnection connection, CancellationToken cancellationToken) =>
        _beginnings.AddOrUpdate(
            connection,
            new Beginning(connection.Database, await ReadAsync(connection, cancellationToken).ConfigureAwait(false))
        );

    /// <summary>Returns how the server knows a session; <see langword="null"/> for one that only reads.</summary>
    public ServerSession? Of(DbConnection connection) =>
        _beginnings.TryGetValue(connection, out var beginning)
        && beginning.Settings.TryGetValue("pseudo_thread_id", out var number)
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var known)
            ? new ServerSession(known, $"{beginning.Settings.GetValueOrDefault("hostname")}:{beginning.Settings.GetValueOrDefault("port")}")
            : null;

    /// <summary>Returns the default isolation level that the session had when it began; unspecified where it is not known.</summary>
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

    /// <summary>Restores a session to its beginning: its database and settings, without variables or temporary tables of scripts.</summary>
    public async Task RestoreAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (!_beginnings.TryGetValue(connection, out var beginning))
        {
            return;
        }

        // Some settings follow the database.
        string[] database = [$"USE {Identifier.Quote(beginning.Database)}"];
        var first = await RunAllAsync(connection, database, cancellationToken).ConfigureAwait(false);
        var changes = await ChangesAsync(connection, beginning, cancellationToken).ConfigureAwait(false);
        var second = await RunAllAsync(connection, changes, cancellationToken).ConfigureAwait(false);
        var third = await RunAllAsync(connection, StatementsOfScripts(), cancellationToken).ConfigureAwait(false);
        if ((first ?? second ?? third) is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>
    /// Returns the statements that restore changed settings, starting with the waits for locks, which an application would miss most.
    /// </summary>
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
            // Whether the clock was stopped does not show in its value.
            "SET SESSION timestamp = DEFAULT",
            .. dialect.UserVariablesOfScripts.ToList() is { Count: > 0 } variables
                ? [$"SET {string.Join(", ", variables.Select(name => name + " = NULL"))}"]
                : Array.Empty<string>(),
            .. dialect.TemporaryTablesOfScripts.Select(table =>
                $"DROP TEMPORARY TABLE IF EXISTS {string.Join('.', table.Split('.').Select(Identifier.Quote))}"
            ),
        ];

    /// <summary>Runs statements that are independent of each other: if one fails, the others still run.</summary>
    /// <returns>The failure of the first that failed.</returns>
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
                // Not one of the session's own settings.
            }
            catch (DbException exception) when (connection.State == ConnectionState.Open)
            {
                first ??= exception;
            }
        }

        return first;
    }

    /// <summary>
    /// Determines whether a failure means that a variable is not a session setting. The server also lists global variables, which other sessions, or
    /// a script by SET GLOBAL, may have changed meanwhile.
    /// </summary>
    private static bool IsNoSetting(DbException exception) =>
        ServerError.NumberOf(exception) is ServerError.GlobalVariable or ServerError.ReadOnlyVariable or ServerError.RightNeeded;

    private static async Task<Dictionary<string, string?>> ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var rows = await connection.RowsAsync("SHOW SESSION VARIABLES", [], cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(row => row[0]!, row => row[1], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Writes a value. Numbers are bare; ON and OFF may be quoted. A character set for results that is shown as empty is switched off, as MySql.Data
    /// does.
    /// </summary>
    private static string Literal(string name, string? value) =>
        string.IsNullOrEmpty(value) ? (name.Equals("character_set_results", StringComparison.OrdinalIgnoreCase) ? "NULL" : "''")
        : decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? value
        : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private sealed record Beginning(string Database, Dictionary<string, string?> Settings);
}
