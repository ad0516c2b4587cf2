using System.Globalization;
using Npgsql;

namespace SchemaGuard.PostgreSql.Dialect;

/// <summary>
/// Statements that lift the time-outs that a role or a database sets for its sessions (<c>ALTER ROLE … SET statement_timeout</c>). They are meant for
/// the application's own work and would end a migration half-way. Those that a server does not know, as PostgreSQL 16 does not know
/// <c>transaction_timeout</c>, are skipped.
/// </summary>
internal static class SessionTimeouts
{
    private const string Names =
        "'statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout', 'idle_session_timeout'";

    /// <summary>
    /// Lifts the time-outs until the transaction's end. Reads only the values: the view of all settings takes longer to read than a small migration
    /// to run.
    /// </summary>
    public static readonly string LiftLocally =
        $"SELECT {LiftOne("statement_timeout")}, {LiftOfTransaction}, {LiftOne("idle_session_timeout")}";

    /// <summary>Lifts the time-outs and sets the bounds of a transaction, until its end.</summary>
    /// <param name="lockTimeout">The bound on waiting for locks, in milliseconds.</param>
    /// <param name="statementTimeout">The bound on each statement, in milliseconds; 0 for none.</param>
    public static string Bound(string lockTimeout, string statementTimeout) =>
        $"SELECT pg_catalog.set_config('lock_timeout', '{lockTimeout}', true), "
        + $"pg_catalog.set_config('statement_timeout', '{statementTimeout}', true), {LiftOfTransaction}";

    /// <summary>
    /// Lifts the time-outs until the session's end, except those that a script has set itself. Does nothing behind a pooler, where the next statement
    /// has another session.
    /// </summary>
    public static string Lift(NpgsqlConnection connection) =>
        "SELECT pg_catalog.set_config(s.name, '0', false) FROM pg_catalog.pg_settings s "
        + $"WHERE s.name IN ({Names}) AND s.setting = s.reset_val AND s.setting <> '0' AND {IsOwn(connection)}";

    /// <summary>Lifts the time-outs and sets the bound on waiting for locks.</summary>
    public static string LiftAndBound(NpgsqlConnection connection, string milliseconds) =>
        $"SELECT pg_catalog.set_config('lock_timeout', '{milliseconds}', false) WHERE {IsOwn(connection)} UNION ALL {Lift(connection)}";

    /// <summary>
    /// Returns a condition that is true if the server's session is this connection's own: a pooler gives each connection a process id of its own
    /// making.
    /// </summary>
    private static string IsOwn(NpgsqlConnection connection) =>
        string.Create(CultureInfo.InvariantCulture, $"pg_catalog.pg_backend_pid() = {connection.ProcessID}");

    /// <summary>Runs one of these statements.</summary>
    public static async Task RunAsync(NpgsqlConnection connection, string statement, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(statement, connection);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static string LiftOfTransaction => $"{LiftOne("transaction_timeout")}, {LiftOne("idle_in_transaction_session_timeout")}";

    private static string LiftOne(string name) =>
        $"CASE WHEN pg_catalog.current_setting('{name}', true) <> '0' THEN pg_catalog.set_config('{name}', '0', true) END";
}
