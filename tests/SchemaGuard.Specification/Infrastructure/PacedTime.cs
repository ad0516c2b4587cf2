namespace SchemaGuard.Specification.Infrastructure;

/// <summary>
/// A time in which each reading of the clock advances by a step. A monitor's pauses take no time: they are recorded and end at once, up to a number
/// of them.
/// </summary>
/// <param name="pauses">The number of pauses that end.</param>
internal sealed class PacedTime(int pauses) : TimeProvider
{
    /// <summary>The minimum duration of a check: the clock is read before and after.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(0.5);
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _pauses = [];
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Returns the pauses when all have ended.</summary>
    public async Task<IReadOnlyList<TimeSpan>> PausesAsync(CancellationToken cancellationToken)
    {
        await _done.Task.WaitAsync(cancellationToken);
        lock (_lock)
        {
            return [.. _pauses];
        }
    }

    public override long GetTimestamp() => Interlocked.Add(ref _ticks, Step.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < ShortestPause)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        var timer = base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        lock (_lock)
        {
            if (_pauses.Count == pauses)
            {
                _done.TrySetResult();
            }
            else
            {
                _pauses.Add(dueTime);
                timer.Change(TimeSpan.Zero, period);
            }
        }

        return timer;
    }
}
