using SchemaGuard.Diagnostics;
using SchemaGuard.Providers;

namespace SchemaGuard.Execution;

/// <summary>
/// Makes calls that only read, again and again while the database is busy or not up yet, and turns what the driver throws into the one
/// sentence that a person needs. Everything that a guard reads goes through here: a writer may keep readers out at any moment.
/// </summary>
internal sealed class DatabaseCalls(GuardServices guard)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>Makes a call until it succeeds, fails for good, or has been tried for as long as the options say.</summary>
    /// <exception cref="DatabaseUnreachableException">The database refuses, or did not come up in time.</exception>
    /// <exception cref="SchemaLockTimeoutException">Another program kept readers out for too long.</exception>
    public async Task<TResult> RunAsync<TResult>(Func<CancellationToken, Task<TResult>> call, CancellationToken cancellationToken)
    {
        var wait = new Wait(guard.Time);
        var backoff = new Backoff(FirstPause, LongestPause);
        while (true)
        {
            try
            {
                return await call(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not (OperationCanceledException or SchemaGuardException))
            {
                var error = guard.Provider.Classify(exception);
                if (wait.Elapsed >= Patience(error.Kind))
                {
                    throw error.Kind is DatabaseErrorKind.Busy or DatabaseErrorKind.Conflict
                        ? new SchemaLockTimeoutException(guard.Name, guard.Database, guard.Provider.Target, wait.Elapsed, holder: null)
                        : new DatabaseUnreachableException(
                            guard.Name,
                            guard.Database,
                            guard.Provider.Target,
                            error,
                            wait.Elapsed,
                            exception
                        );
                }

                if (wait.IsTimeForAWord())
                {
                    Log.WaitingForDatabase(guard.Logger, guard.Name, guard.Provider.Target, error.Message);
                }
            }

            await Task.Delay(backoff.Next(), guard.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan Patience(DatabaseErrorKind kind) =>
        kind switch
        {
            DatabaseErrorKind.Unavailable => guard.Options.ConnectTimeout,
            DatabaseErrorKind.Busy or DatabaseErrorKind.Conflict => guard.Options.LockTimeout,
            _ => TimeSpan.Zero,
        };
}
