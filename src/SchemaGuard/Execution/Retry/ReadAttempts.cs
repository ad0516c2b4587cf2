using System.Data;
using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Failures;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Execution.Retry;

/// <summary>
/// The attempts at one read, which is repeated while the database is busy or not up yet. They turn what the driver throws into the one sentence that
/// a person needs.
/// </summary>
internal sealed class ReadAttempts(GuardContext guard)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private readonly RetryLoop _loop = new RetryLoop(guard.Time, FirstPause, LongestPause).Start();

    /// <summary>Gets whether the first failure is the last.</summary>
    public bool IsOnlyOne { get; init; }

    /// <summary>Determines whether an exception comes from the database; any other is not worth another attempt.</summary>
    public static bool IsFromDatabase(Exception exception) => exception is not (OperationCanceledException or SchemaGuardException);

    /// <summary>Determines whether a connection was lost between two queries, so that the driver would not even send the second.</summary>
    public static bool IsLost(Exception exception, DbConnection? connection) =>
        exception is InvalidOperationException and not ObjectDisposedException && connection is { State: not ConnectionState.Open };

    /// <summary>Throws if another attempt is of no use or the time is over; otherwise logs now and then that the guard is waiting.</summary>
    /// <param name="exception">What the driver threw.</param>
    /// <param name="isLast">Whether no other attempt can be made.</param>
    /// <param name="isLost">The result of <see cref="IsLost"/>.</param>
    /// <exception cref="DatabaseUnreachableException">The database refuses, or did not come up in time.</exception>
    /// <exception cref="SchemaLockTimeoutException">Another program kept readers out for too long.</exception>
    public void Fail(Exception exception, bool isLast = false, bool isLost = false)
    {
        var error = isLost ? ConnectionMessages.ConnectionLost() : Classify(exception);
        if (IsOnlyOne || isLast || _loop.Elapsed >= Patience(error.Kind))
        {
            throw error.Kind is DatabaseErrorKind.Busy or DatabaseErrorKind.Conflict
                ? new SchemaLockTimeoutException(guard.Name, guard.Database, guard.Provider.Target, _loop.Elapsed, holder: null)
                : new DatabaseUnreachableException(guard.Name, guard.Database, guard.Provider.Target, error, _loop.Elapsed, exception);
        }

        guard.Activity.Wait(GuardActivityKind.WaitingForDatabase, error.Message);
        if (_loop.IsReportDue())
        {
            Log.WaitingForDatabase(guard.Logger, guard.Name, guard.Provider.Target, error.Message, _loop.Elapsed.TotalSeconds);
        }
    }

    /// <summary>Waits until it is time for the next attempt.</summary>
    public Task PauseAsync(CancellationToken cancellationToken) => _loop.PauseAsync(cancellationToken);

    private DatabaseError Classify(Exception exception) =>
        guard.Provider.Classify(exception) is var error && LoggedReason.IsForeseen(exception)
            ? error
            : ConnectionMessages.Unexpected(error, exception);

    private TimeSpan Patience(DatabaseErrorKind kind) =>
        kind switch
        {
            DatabaseErrorKind.Unavailable => guard.Options.ConnectTimeout,
            DatabaseErrorKind.Busy or DatabaseErrorKind.Conflict => guard.Options.LockTimeout,
            _ => TimeSpan.Zero,
        };
}
