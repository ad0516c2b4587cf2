namespace SchemaGuard.Monitoring;

/// <summary>
/// Decides what a look while the application runs changes: a verdict turns bad when it was seen to be bad several times in a row, good at once, and a database that
/// cannot be reached is only told of when that lasts. Not thread-safe.
/// </summary>
internal sealed class MonitorVerdict(SchemaGuardOptions options, TimeProvider time)
{
    private int _bad;
    private long? _outage;

    /// <summary>Gets whether a bad verdict waits for its confirmation.</summary>
    public bool IsInDoubt => _bad > 0;

    /// <summary>Takes note of a look.</summary>
    /// <param name="last">The verdict until now.</param>
    /// <param name="seen">What was seen.</param>
    /// <returns>The verdict from now on.</returns>
    public SchemaReport See(SchemaReport last, SchemaReport seen)
    {
        _outage = null;
        if (seen.State != SchemaState.Unhealthy || last.State == SchemaState.Unhealthy || ++_bad >= options.MonitorThreshold)
        {
            _bad = 0;
            return seen;
        }

        return last;
    }

    /// <summary>Takes note of a look that did not reach the database.</summary>
    /// <param name="last">The verdict until now.</param>
    /// <param name="outage">What to say of it when it lasts.</param>
    /// <returns>The verdict from now on.</returns>
    public SchemaReport Miss(SchemaReport last, SchemaReport outage)
    {
        _bad = 0;
        _outage ??= time.GetTimestamp();
        return time.GetElapsedTime(_outage.Value) < options.OutageTolerance ? last : outage;
    }
}
