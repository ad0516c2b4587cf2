using Npgsql;
using SchemaGuard.PostgreSql.Commands;

namespace SchemaGuard.PostgreSql.Dialect;

/// <summary>
/// What the initialiser of the application's data source does to each session (<c>SET ROLE</c>, a search path), as logins from a vault need it. A
/// connection outside the pool runs no initialiser: it takes over the settings of a pooled one, and gets them back after a script. The pool is asked
/// once. Thread-safe.
/// </summary>
internal sealed class InitialSession
{
    private const string Question = "SELECT current_user::text, current_setting('search_path'), pg_backend_pid()";
    private volatile Session? _pooled;
    private volatile IReadOnlyList<string> _statements = [];

    /// <summary>Gets the statements that restore a session's role and search path after a reset; none where it has only those of its login.</summary>
    public IReadOnlyList<string> Statements => _statements;

    /// <summary>
    /// Gives a connection the role and the search path of a pooled one, where they differ. Does nothing behind a pooler, where a session belongs to
    /// whichever client has the next transaction.
    /// </summary>
    public async Task TakeOverAsync(NpgsqlConnection pooled, NpgsqlConnection beside, CancellationToken cancellationToken)
    {
        if (_pooled is not { } expected)
        {
            await pooled.OpenAsync(cancellationToken).ConfigureAwait(false);
            _pooled = expected = await ReadAsync(pooled, cancellationToken).ConfigureAwait(false);
            await pooled.CloseAsync().ConfigureAwait(false);
        }

        var given = await ReadAsync(beside, cancellationToken).ConfigureAwait(false);
        List<string> statements = [];
        if (given.Process == beside.ProcessID)
        {
            statements.AddRange(expected.Role == given.Role ? [] : [Set("role", expected.Role)]);
            statements.AddRange(expected.Path == given.Path ? [] : [Set("search_path", expected.Path)]);
        }

        _statements = statements;
        foreach (var statement in statements)
        {
            await SessionTimeouts.RunAsync(beside, statement, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Set(string name, string value) => $"SELECT pg_catalog.set_config('{name}', {SqlText.Literal(value)}, false)";

    private static async Task<Session> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(Question, connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return new Session(reader.GetString(0), reader.GetString(1), reader.GetInt32(2));
            }
        }
    }

    private sealed record Session(string Role, string Path, int Process);
}
