using System.Data.Common;
using SchemaGuard.Diagnostics;
using SchemaGuard.Providers;

namespace SchemaGuard.Execution;

/// <summary>Opens connections, waiting for a database that is not up yet and failing at once where waiting does not help.</summary>
internal sealed class DatabaseConnector(GuardServices guard)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>Opens a connection and probes the database on it.</summary>
    /// <exception cref="DatabaseUnreachableException">The connection is refused, or the database did not come up in time.</exception>
    /// <exception cref="SchemaLockTimeoutException">Another program kept readers out for too long.</exception>
    public async Task<ProbedConnection> OpenAsync(ConnectionIntent intent, CancellationToken cancellationToken)
    {
        var started = guard.Time.GetTimestamp();
        var backoff = new Backoff(FirstPause, LongestPause);
        while (true)
        {
            try
            {
                return await TryOpenAsync(intent, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is DbException or DatabaseRefusedException or IOException or TimeoutException)
            {
                var error = guard.Provider.Classify(exception);
                var waited = guard.Time.GetElapsedTime(started);
                if (error.Kind == DatabaseErrorKind.DatabaseMissing && intent == ConnectionIntent.Read)
                {
                    return new ProbedConnection(null, DatabaseState.Absent);
                }

                if (waited >= Patience(error.Kind))
                {
                    throw error.Kind == DatabaseErrorKind.Busy
                        ? new SchemaLockTimeoutException(guard.Name, guard.Provider.Target, waited, holder: null)
                        : new DatabaseUnreachableException(guard.Name, guard.Provider.Target, error, waited, exception);
                }

                Log.WaitingForDatabase(guard.Logger, guard.Name, guard.Provider.Target, error.Message);
            }

            await Task.Delay(backoff.Next(), guard.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan Patience(DatabaseErrorKind kind) =>
        kind switch
        {
            DatabaseErrorKind.Unavailable => guard.Options.ConnectTimeout,
            DatabaseErrorKind.Busy => guard.Options.LockTimeout,
            _ => TimeSpan.Zero,
        };

    private async Task<ProbedConnection> TryOpenAsync(ConnectionIntent intent, CancellationToken cancellationToken)
    {
        var connection = await guard.Provider.OpenConnectionAsync(intent, cancellationToken).ConfigureAwait(false);
        try
        {
            var state = await guard
                .Provider.Prober.ProbeAsync(connection, guard.History.Tables, guard.History.Scope, cancellationToken)
                .ConfigureAwait(false);
            return new ProbedConnection(connection, state);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
