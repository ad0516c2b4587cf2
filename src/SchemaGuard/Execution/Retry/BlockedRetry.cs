using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Failures;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Execution.Retry;

/// <summary>
/// A retry loop for attempts that leave nothing behind when they fail, as long as others cause the failure: a lock that another session holds, a
/// deadlock. From the second attempt on, it also finds out who is blocking.
/// </summary>
internal sealed class BlockedRetry(GuardContext guard, PlannedMigration planned)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private IReadOnlyList<string> _blockers = [];

    /// <summary>Makes attempts until one succeeds or fails for another reason.</summary>
    /// <exception cref="StatementFailedException">Time is up, or the attempt failed for another reason.</exception>
    public Task RunAsync(Func<CancellationToken, Task> attempt, CancellationToken cancellationToken) =>
        RunAsync(attempt, _ => Task.FromResult(true), cancellationToken);

    /// <summary>Makes attempts until one succeeds or fails for another reason, or proves to be done.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="mustTryAgain">Determines, after a failed attempt, whether the work still has to be done.</param>
    /// <param name="cancellationToken">A token that cancels the work.</param>
    /// <exception cref="StatementFailedException">Time is up, or the attempt failed for another reason.</exception>
    public async Task RunAsync(
        Func<CancellationToken, Task> attempt,
        Func<CancellationToken, Task<bool>> mustTryAgain,
        CancellationToken cancellationToken
    )
    {
        var loop = new RetryLoop(guard.Time, FirstPause, LongestPause);
        for (var number = 1; ; number++)
        {
            try
            {
                await WatchedAsync(attempt, number, cancellationToken).ConfigureAwait(false);
                guard.Activity.Resume(GuardActivityKind.WaitingForBlockers);
                return;
            }
            catch (StatementFailedException failure) when (IsWorthAnother(failure.Error.Kind, loop.Elapsed))
            {
                var blockers = _blockers.Count == 0 ? null : LockMessages.Blockers(_blockers);
                guard.Activity.Wait(GuardActivityKind.WaitingForBlockers, blockers);
                if (number > 1 && loop.IsReportDue())
                {
                    Log.WaitingForBlockers(guard.Logger, guard.Name, planned.Name, failure.Error.Message, LockMessages.Blockers(_blockers));
                }
            }
            catch (StatementFailedException failure) when (failure.Error.Kind is DatabaseErrorKind.Busy or DatabaseErrorKind.Conflict)
            {
                (failure.Blockers, failure.IsGivenUp) = (_blockers, true);
                throw;
            }

            await loop.PauseAsync(cancellationToken).ConfigureAwait(false);
            if (!await mustTryAgain(cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    private bool IsWorthAnother(DatabaseErrorKind kind, TimeSpan elapsed) =>
        kind is (DatabaseErrorKind.Busy or DatabaseErrorKind.Conflict) && elapsed < guard.Options.LockTimeout;

    /// <summary>Makes an attempt. The first is not watched: it usually succeeds, and ending the watch would cost it a change of threads.</summary>
    private Task WatchedAsync(Func<CancellationToken, Task> attempt, int number, CancellationToken cancellationToken) =>
        number == 1 ? attempt(cancellationToken) : WatchedAsync(attempt, cancellationToken);

    private async Task WatchedAsync(Func<CancellationToken, Task> attempt, CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource();
        using var watching = new TimeLimit(guard.Time, limit: null, cancellationToken, end.Token);
        var watch = WatchAsync(watching.Token);
        try
        {
            await attempt(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await watch.ConfigureAwait(false);
        }
    }

    /// <summary>Looks for blockers halfway through the time for which the statement waits.</summary>
    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(guard.Options.StatementLockTimeout / 2, guard.Time, cancellationToken).ConfigureAwait(false);
            if (await guard.Provider.FindBlockersAsync(cancellationToken).ConfigureAwait(false) is { Count: > 0 } blockers)
            {
                _blockers = blockers;
            }
        }
        catch (Exception exception)
            when (exception is DbException or OperationCanceledException or InvalidOperationException or TimeoutException)
        {
            // A failed search for blockers must not fail the attempt, which has its own error.
            Log.BlockersNotFound(guard.Logger, guard.Name, LoggedReason.Of(guard.Provider, exception));
        }
    }
}
