namespace SchemaGuard.Execution.Retry;

/// <summary>The pauses between attempts: doubling up to a limit, each with jitter, so that replicas do not retry in step.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan limit)
{
    private TimeSpan _next = first;

    /// <summary>Returns the next pause: between half of the current length and the whole of it.</summary>
    public TimeSpan Next()
    {
        var current = _next;
        _next = TimeSpan.FromTicks(Math.Min(limit.Ticks, _next.Ticks * 2));
        return current * (0.5 + (Random.Shared.NextDouble() / 2));
    }
}
