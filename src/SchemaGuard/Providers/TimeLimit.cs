using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>
/// A time limit for work, by the guard's own clock, which also ends the work when its caller cancels. What a driver throws on cancellation
/// (MySqlConnector 2.6 does if the server has already closed the session) is caught here: it would end the process from a timer, or else reach the
/// code that cancels. Thread-safe.
/// </summary>
[Experimental("SG9001")]
public sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly List<CancellationTokenRegistration> _callers = [];
    private readonly ITimer? _timer;

    /// <summary>Starts the time.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="limit">How long the work may take; <see langword="null"/> for no limit.</param>
    /// <param name="callers">The tokens by which callers end the work.</param>
    public TimeLimit(TimeProvider time, TimeSpan? limit, params ReadOnlySpan<CancellationToken> callers)
    {
        ArgumentNullException.ThrowIfNull(time);
        foreach (var caller in callers)
        {
            _callers.Add(caller.UnsafeRegister(End, _ended));
        }

        _timer = limit is { } length ? time.CreateTimer(End, _ended, length, Timeout.InfiniteTimeSpan) : null;
    }

    /// <summary>Gets a token that is cancelled when the time is over or a caller ends the work.</summary>
    public CancellationToken Token => _ended.Token;

    /// <summary>Stops the time, and listening to the callers.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        foreach (var caller in _callers)
        {
            caller.Dispose();
        }

        _ended.Dispose();
    }

    private static void End(object? ended)
    {
        try
        {
            ((CancellationTokenSource)ended!).Cancel();
        }
        catch (Exception exception) when (exception is AggregateException or ObjectDisposedException)
        {
            // The work has already ended, or a driver could not tell its server: what that executes then ends with its session.
        }
    }
}
