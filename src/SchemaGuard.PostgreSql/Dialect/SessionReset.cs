using Npgsql;
using SchemaGuard.PostgreSql.Commands;

namespace SchemaGuard.PostgreSql.Dialect;

/// <summary>The undoing of what a script may do to a session, except for its advisory locks.</summary>
internal static class SessionReset
{
    /// <summary>Restores a session in one round trip.</summary>
    /// <param name="connection">The session.</param>
    /// <param name="name">The name under which it shows on the server.</param>
    /// <param name="initial">What each session begins with.</param>
    /// <param name="lockTimeout">How long it waits for a lock unless a statement sets another bound.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task RunAsync(
        NpgsqlConnection connection,
        string name,
        InitialSession initial,
        TimeSpan lockTimeout,
        CancellationToken cancellationToken
    )
    {
        var batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            foreach (
                var statement in (string[])
                    [
                        .. PostgreSqlDialect.RestoreSession(name),
                        .. initial.Statements,
                        SessionTimeouts.LiftAndBound(connection, SqlText.Milliseconds(lockTimeout)),
                    ]
            )
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
            }

            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
