using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace SchemaGuard.MySql;

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

    /// <summary>Gives a session back what it began with: its database, settings, and no variables or temporary tables of scripts.</summary>
    public async Task RestoreAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (!_beginnings.TryGetValue(connection, out var beginning))
        {
            return;
        }

        await connection.RunAsync($"USE {MySqlDialect.Quote(beginning.Database)}", cancellationToken).ConfigureAwait(false);
        foreach (var (name, value) in await ReadAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            if (beginning.Settings.TryGetValue(name, out var old) && old != value && !NotSettings.Contains(name))
            {
                await SetAsync(connection, name, old, cancellationToken).ConfigureAwait(false);
            }
        }

        // Shown as the clock is, whether it was stopped or not.
        await connection.RunAsync("SET SESSION timestamp = DEFAULT", cancellationToken).ConfigureAwait(false);
        if (dialect.UserVariablesOfScripts.ToList() is { Count: > 0 } variables)
        {
            await connection
                .RunAsync($"SET {string.Join(", ", variables.Select(name => name + " = NULL"))}", cancellationToken)
                .ConfigureAwait(false);
        }

        foreach (var table in dialect.TemporaryTablesOfScripts)
        {
            var name = string.Join('.', table.Split('.').Select(MySqlDialect.Quote));
            await connection.RunAsync($"DROP TEMPORARY TABLE IF EXISTS {name}", cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<Dictionary<string, string?>> ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var rows = await connection.RowsAsync("SHOW SESSION VARIABLES", [], cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(row => row[0]!, row => row[1], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The server shows what is global beside what is the session's: of that, others may have changed something meanwhile, and a script by SET GLOBAL.</summary>
    private static async Task SetAsync(DbConnection connection, string name, string? value, CancellationToken cancellationToken)
    {
        try
        {
            await connection.RunAsync($"SET SESSION {name} = {Literal(name, value)}", cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception)
            when (ServerError.NumberOf(exception) is ServerError.GlobalVariable or ServerError.ReadOnlyVariable or ServerError.RightNeeded)
        {
            // None of the session's own settings.
        }
    }

    /// <summary>Numbers stand bare; ON and OFF may be quoted. A character set for results that shows as nothing is switched off, as MySql.Data does it.</summary>
    private static string Literal(string name, string? value) =>
        string.IsNullOrEmpty(value) ? (name.Equals("character_set_results", StringComparison.OrdinalIgnoreCase) ? "NULL" : "''")
        : decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? value
        : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private sealed record Beginning(string Database, Dictionary<string, string?> Settings);
}
