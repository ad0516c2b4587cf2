using System.Data.Common;
using System.Globalization;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Server;
using SchemaGuard.Providers;

namespace SchemaGuard.MySql.Connecting;

/// <summary>
/// The interruption of a session's statement from a second connection when a token is cancelled: not every driver does this. Disposing waits for that
/// second connection, so that it cannot hit the next statement.
/// </summary>
internal sealed class StatementInterruption : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenRegistration _registration;
    private Task _kill = Task.CompletedTask;

    /// <summary>Starts to listen.</summary>
    public StatementInterruption(
        MySqlConnections connections,
        ServerSession session,
        TimeProvider time,
        CancellationToken cancellationToken
    ) =>
        _registration = cancellationToken.Register(() =>
            Volatile.Write(ref _kill, Task.Run(() => KillAsync(connections, session, time), CancellationToken.None))
        );

    public void Dispose()
    {
        _registration.Dispose();
        Volatile.Read(ref _kill).Wait(Patience);
    }

    private static async Task KillAsync(MySqlConnections connections, ServerSession session, TimeProvider time)
    {
        try
        {
            using var limit = new TimeLimit(time, Patience);
            var connection = await connections.OpenAsync(ConnectionIntent.Migrate, limit.Token).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                // Another server, such as another node behind the same name, has a different session of this number.
                var server = await connection.RowsAsync($"SELECT {ServerSession.Server}", [], limit.Token).ConfigureAwait(false);
                if (server[0][0] == session.ServerName)
                {
                    var kill = string.Create(CultureInfo.InvariantCulture, $"KILL QUERY {session.Number}");
                    await connection.RunAsync(kill, limit.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception)
            when (exception is DbException or OperationCanceledException or InvalidOperationException or TimeoutException)
        {
            // The statement then ends by itself, or the session does.
        }
    }
}
