using System.Data;
using System.Data.Common;
using SchemaGuard.Execution.Context;

namespace SchemaGuard.Execution.Retry;

/// <summary>
/// Calls that only read, made with as many <see cref="ReadAttempts"/> as needed. All reads of a guard are made in this way: a writer may keep readers out
/// at any moment.
/// </summary>
internal sealed class RetriedReads(GuardContext guard)
{
    /// <summary>Makes a call until it succeeds, fails permanently, or the time that the options allow is over.</summary>
    /// <exception cref="DatabaseUnreachableException">The database refuses, or did not come up in time.</exception>
    /// <exception cref="SchemaLockTimeoutException">Another program kept readers out for too long.</exception>
    public Task<TResult> RunAsync<TResult>(Func<CancellationToken, Task<TResult>> call, CancellationToken cancellationToken) =>
        RunAsync(connection: null, call, cancellationToken);

    /// <summary>
    /// Makes a call on a connection in the same way. A lost connection allows no other attempt: the failure that lost it is reported at once.
    /// </summary>
    /// <inheritdoc cref="RunAsync{TResult}(Func{CancellationToken, Task{TResult}}, CancellationToken)"/>
    public async Task<TResult> RunAsync<TResult>(
        DbConnection? connection,
        Func<CancellationToken, Task<TResult>> call,
        CancellationToken cancellationToken
    )
    {
        using var reads = guard.Provider.BeginOwnReads();
        var attempts = new ReadAttempts(guard);
        while (true)
        {
            try
            {
                var result = await call(cancellationToken).ConfigureAwait(false);
                guard.Activity.Resume(GuardActivityKind.WaitingForDatabase);
                return result;
            }
            catch (Exception exception) when (ReadAttempts.IsFromDatabase(exception))
            {
                attempts.Fail(exception, connection is { State: not ConnectionState.Open }, ReadAttempts.IsLost(exception, connection));
            }

            await attempts.PauseAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
