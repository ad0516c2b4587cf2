using Npgsql;

namespace SchemaGuard.PostgreSql;

/// <summary>
/// What the initialiser of the application's data source does to each session (<c>SET ROLE</c>, a search path), as logins of a vault need it. A connection beside the pool
/// runs no initialiser: it takes over what a pooled one has, and gets it back after a script. Thread-safe.
/// </summary>
internal sealed class InitialSession
{
    private const string Question = "SELECT current_user::text, current_setting('search_path')";
    private volatile IReadOnlyList<string> _statements = [];

    /// <summary>Gets the statements that give a session its role and search path again after it was reset; none where it has no others than its login.</summary>
    public IReadOnlyList<string> Statements => _statements;

    /// <summary>Gives a connection the role and the search path of one of the pool, where they differ.</summary>
    public async Task TakeOverAsync(NpgsqlConnection pooled, NpgsqlConnection beside, CancellationToken cancellationToken)
    {
        await pooled.OpenAsync(cancellationToken).ConfigureAwait(false);
        var expected = await ReadAsync(pooled, cancellationToken).ConfigureAwait(false);
        await pooled.CloseAsync().ConfigureAwait(false);
        var given = await ReadAsync(beside, cancellationToken).ConfigureAwait(false);
        var own = SessionTimeouts.IsOwn(beside);
        List<string> statements = [];
        if (expected.Role != given.Role)
        {
            statements.Add(Set("role", expected.Role, own));
        }

        if (expected.Path != given.Path)
        {
            statements.Add(Set("search_path", expected.Path, own));
        }

        _statements = statements;
        foreach (var statement in statements)
        {
            await SessionTimeouts.RunAsync(beside, statement, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Set(string name, string value, string condition) =>
        $"SELECT pg_catalog.set_config('{name}', {PostgreSqlDialect.Literal(value)}, false) WHERE {condition}";

    private static async Task<(string Role, string Path)> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(Question, connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return (reader.GetString(0), reader.GetString(1));
            }
        }
    }
}
