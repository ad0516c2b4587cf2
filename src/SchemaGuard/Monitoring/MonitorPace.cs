namespace SchemaGuard.Monitoring;

/// <summary>
/// The pause between two looks of the monitor: the interval, or longer if looks take long, so that they use a small share of the server's time. The
/// cheaper of the last two looks counts: a single slow one changes nothing. Not thread-safe.
/// </summary>
internal sealed class MonitorPace(SchemaGuardOptions options)
{
    /// <summary>The ratio of a pause to the look before it: looks take one per cent of the time.</summary>
    private const int Stretch = 100;

    /// <summary>The share of a pause by which it is varied, so that replicas that were started together do not look in step.</summary>
    private const double Jitter = 0.1;

    private static readonly TimeSpan Confirmation = TimeSpan.FromSeconds(5);
    private TimeSpan _cost;
    private TimeSpan _costBefore;

    /// <summary>Records how long a look took. A failed look costs the server nothing, and does not count.</summary>
    public void Looked(TimeSpan took) => (_costBefore, _cost) = (_cost, took);

    /// <summary>
    /// Returns the pause before the first look after a start that has left reading the catalog to it: short, and different for replicas that were
    /// started together.
    /// </summary>
    /// <param name="chance">A random number from 0 to 1.</param>
    public TimeSpan First(double chance) =>
        TimeSpan.FromTicks(Math.Min((Confirmation * (0.5 + chance)).Ticks, options.MonitorInterval.Ticks));

    /// <summary>Returns the pause before the next look.</summary>
    /// <param name="isInDoubt">Whether a bad verdict awaits its confirmation, which comes soon whatever it costs.</param>
    /// <param name="chance">A random number from 0 to 1.</param>
    public TimeSpan Next(bool isInDoubt, double chance)
    {
        var pause =
            isInDoubt && options.MonitorInterval > Confirmation ? Confirmation
            : isInDoubt ? options.MonitorInterval
            : Stretched();
        return pause * (1 + (((chance * 2) - 1) * Jitter));
    }

    private TimeSpan Stretched()
    {
        var cost = TimeSpan.FromTicks(Math.Min(_cost.Ticks, _costBefore.Ticks));
        var longest = Math.Max(options.MonitorLongestInterval.Ticks, options.MonitorInterval.Ticks);
        return TimeSpan.FromTicks(Math.Clamp(cost.Ticks * Stretch, options.MonitorInterval.Ticks, longest));
    }
}
