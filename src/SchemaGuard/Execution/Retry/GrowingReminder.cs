namespace SchemaGuard.Execution.Retry;

/// <summary>
/// A reminder of a lasting condition: due at once, after a minute, and then after twice as long each time, up to an hour. Not thread-safe.
/// </summary>
internal sealed class GrowingReminder(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private long? _told;
    private TimeSpan _pause;

    /// <summary>Determines whether a report is due now; if so, it counts as made.</summary>
    public bool IsDue()
    {
        if (_told is { } told && time.GetElapsedTime(told) < _pause)
        {
            return false;
        }

        _pause = _told is null ? First : TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, Longest.Ticks));
        _told = time.GetTimestamp();
        return true;
    }

    /// <summary>Starts again: the condition is over, or another one lasts now.</summary>
    public void Reset() => _told = null;
}
