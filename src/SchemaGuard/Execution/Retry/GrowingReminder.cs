namespace SchemaGuard.Execution.Retry;

/// <summary>Says when it is time to tell people again of what lasts: at once, after a minute, and then after twice as long each time, up to an hour. Not thread-safe.</summary>
internal sealed class GrowingReminder(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private long? _told;
    private TimeSpan _pause;

    /// <summary>Says whether people are to be told now; if so, they count as told.</summary>
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

    /// <summary>Forgets what was told: it is over, or something else lasts now.</summary>
    public void Reset() => _told = null;
}
