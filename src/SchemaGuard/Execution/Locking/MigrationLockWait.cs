using System.Data;
using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Failures;
using SchemaGuard.History;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Execution.Locking;

/// <summary>The wait for the migration lock, or for what keeps others out in its place. It reports who holds the lock and how far they are.</summary>
internal sealed class MigrationLockWait(GuardContext guard, DbConnection connection)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private string _next = "";
    private int _left;

    /// <summary>Sets what will be done next, for those who watch the wait.</summary>
    public void Expect(PlannedMigration next, int left) => (_next, _left) = (next.Name, left);

    /// <summary>Tries to take a lock until it is obtained, or the history has moved on.</summary>
    /// <param name="tryTake">Tries once.</param>
    /// <param name="expected">The head of the history for which the caller has planned.</param>
    /// <param name="cancellationToken">A token that cancels the wait.</param>
    /// <returns>The lock, or <see langword="null"/> when the history has moved on while it was waited for.</returns>
    /// <exception cref="SchemaLockTimeoutException">Another program held it for too long without progress.</exception>
    public async Task<TLock?> ForAsync<TLock>(
        Func<CancellationToken, Task<TLock?>> tryTake,
        HistoryHead expected,
        CancellationToken cancellationToken
    )
        where TLock : class
    {
        using var reads = guard.Provider.BeginOwnReads();
        var loop = new RetryLoop(guard.Time, FirstPause, LongestPause).Start();
        var acquired = await tryTake(cancellationToken).ConfigureAwait(false);
        if (acquired is null)
        {
            // A lock that is free is not waited for: only a wait has a span.
            using var activity = GuardTracing.StartLockWait(guard.Name, guard.Provider, loop.Elapsed);
            try
            {
                acquired = await WaitAsync(tryTake, loop, expected, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                GuardTracing.Fail(activity, guard.Provider, exception);
                throw;
            }
        }

        if (acquired is not null)
        {
            MigrationMetrics.RecordLockWait(guard.Name, loop.Elapsed);
        }

        return acquired;
    }

    /// <summary>Tries again until the lock is obtained, or the history has moved on.</summary>
    private async Task<TLock?> WaitAsync<TLock>(
        Func<CancellationToken, Task<TLock?>> tryTake,
        RetryLoop loop,
        HistoryHead expected,
        CancellationToken cancellationToken
    )
        where TLock : class
    {
        while (true)
        {
            guard.Activity.Wait(GuardActivityKind.WaitingForLock);
            await WatchAsync(loop, cancellationToken).ConfigureAwait(false);
            await loop.PauseAsync(cancellationToken).ConfigureAwait(false);
            if (await HasMovedAsync(expected, cancellationToken).ConfigureAwait(false))
            {
                guard.Activity.Resume(GuardActivityKind.WaitingForLock);
                return null;
            }

            if (await tryTake(cancellationToken).ConfigureAwait(false) is { } acquired)
            {
                guard.Activity.Resume(GuardActivityKind.WaitingForLock);
                return acquired;
            }
        }
    }

    /// <summary>Reports who holds the lock, and gives up if that holder makes no progress.</summary>
    private async Task WatchAsync(RetryLoop loop, CancellationToken cancellationToken)
    {
        var isOver = loop.Elapsed >= guard.Options.LockTimeout;
        var isReportDue = loop.IsReportDue();
        if (!isOver && !isReportDue)
        {
            return;
        }

        var holder = await guard.Provider.Lock.FindHolderAsync(connection, guard.History.Tables, cancellationToken).ConfigureAwait(false);
        if (isOver && holder is not { IsWorking: true })
        {
            throw new SchemaLockTimeoutException(guard.Name, guard.Database, guard.Provider.Target, loop.Elapsed, holder?.Description);
        }

        guard.Activity.Wait(GuardActivityKind.WaitingForLock, holder?.Description);
        if (isReportDue)
        {
            Log.WaitingForLock(
                guard.Logger,
                guard.Name,
                holder?.Description ?? LockMessages.AnotherProgram,
                _next,
                _left,
                loop.Elapsed.TotalSeconds
            );
        }
    }

    /// <summary>Reads the head only: waiting must not cost the server as much as reading the catalog.</summary>
    private async Task<bool> HasMovedAsync(HistoryHead expected, CancellationToken cancellationToken)
    {
        try
        {
            return await guard.History.ReadHeadAsync(connection, cancellationToken).ConfigureAwait(false) != expected;
        }
        catch (Exception exception)
            when (connection.State == ConnectionState.Open
                && guard.Provider.Classify(exception).Kind
                    is DatabaseErrorKind.Busy
                        or DatabaseErrorKind.Conflict
                        or DatabaseErrorKind.Statement
            )
        {
            // A writer keeps readers out for a moment, too; and before the first migration there is nothing to read.
            return false;
        }
    }
}
