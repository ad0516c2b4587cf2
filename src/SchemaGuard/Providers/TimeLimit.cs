using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>
/// Ends work after a time, by the guard's own clock, or when its caller ends it. What a driver throws while it is told so (MySqlConnector 2.6 does where the server has closed
/// the session already) stays in here: it would end the process out of a timer, and otherwise reach whoever cancels. Thread-safe.
/// </summary>
[Experimental("SG9001")]
public sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly List<CancellationTokenRegistration> _callers = [];
    private readonly ITimer? _timer;

    /// <summary>Begins to count.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="limit">How long the work may take; <see langword="null"/> for as long as it likes.</param>
    /// <param name="callers">The tokens by which others end it.</param>
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

    /// <summary>Stops counting, and listening to the callers.</summary>
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
            // The work has ended meanwhile, or a driver could not tell its server: what it executes then ends with its session.
        }
    }
}
