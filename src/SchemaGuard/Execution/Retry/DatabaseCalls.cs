using System.Data;
using System.Data.Common;
using SchemaGuard.Execution.Context;

namespace SchemaGuard.Execution.Retry;

/// <summary>
/// Makes calls that only read, in as many <see cref="Attempts"/> as it takes. Everything that a guard reads is tried like this: a writer may
/// keep readers out at any moment.
/// </summary>
internal sealed class DatabaseCalls(GuardServices guard)
{
    /// <summary>Makes a call until it succeeds, fails for good, or has been tried for as long as the options say.</summary>
    /// <exception cref="DatabaseUnreachableException">The database refuses, or did not come up in time.</exception>
    /// <exception cref="SchemaLockTimeoutException">Another program kept readers out for too long.</exception>
    public Task<TResult> RunAsync<TResult>(Func<CancellationToken, Task<TResult>> call, CancellationToken cancellationToken) =>
        RunAsync(connection: null, call, cancellationToken);

    /// <summary>Makes a call on a connection in the same way. One that is lost answers no other attempt: the failure that lost it is told at once.</summary>
    /// <inheritdoc cref="RunAsync{TResult}(Func{CancellationToken, Task{TResult}}, CancellationToken)"/>
    public async Task<TResult> RunAsync<TResult>(
        DbConnection? connection,
        Func<CancellationToken, Task<TResult>> call,
        CancellationToken cancellationToken
    )
    {
        using var reads = guard.Provider.BeginOwnReads();
        var attempts = new Attempts(guard);
        while (true)
        {
            try
            {
                return await call(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (Attempts.IsFromDatabase(exception))
            {
                attempts.Fail(exception, connection is { State: not ConnectionState.Open }, Attempts.IsLost(exception, connection));
            }

            await attempts.PauseAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
