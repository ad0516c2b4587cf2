namespace SchemaGuard.AspNetCore.Tests.Kubelet;

/// <summary>
/// The pause before a container is started again: none the first time, then ten seconds, doubling to five minutes; from the beginning once a container has
/// run for ten minutes.
/// </summary>
internal sealed class RestartBackOff(double scale)
{
    private readonly TimeSpan _first = TimeSpan.FromSeconds(10) * scale;
    private readonly TimeSpan _longest = TimeSpan.FromMinutes(5) * scale;
    private TimeSpan _next;

    /// <summary>Returns the pause after a container that ran for a time.</summary>
    public TimeSpan After(TimeSpan ran)
    {
        if (ran >= 2 * _longest)
        {
            _next = TimeSpan.Zero;
        }

        var pause = _next;
        _next = pause == TimeSpan.Zero ? _first : TimeSpan.FromTicks(Math.Min((pause * 2).Ticks, _longest.Ticks));
        return pause;
    }
}
