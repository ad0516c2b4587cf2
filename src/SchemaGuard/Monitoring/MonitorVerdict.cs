namespace SchemaGuard.Monitoring;

/// <summary>
/// The rules by which looks change the verdict while the application runs. A good verdict turns bad when several looks in a row saw a bad state, or
/// when looks have failed for long; a bad one turns good only when a look saw a good state. Not thread-safe.
/// </summary>
internal sealed class MonitorVerdict(SchemaGuardOptions options, TimeProvider time)
{
    private int _bad;
    private long? _failing;

    /// <summary>Gets whether a bad verdict awaits its confirmation.</summary>
    public bool IsInDoubt => _bad > 0 && _failing is null;

    /// <summary>Records a look.</summary>
    /// <param name="last">The verdict so far.</param>
    /// <param name="seen">What was seen.</param>
    /// <returns>The verdict from now on.</returns>
    public SchemaReport See(SchemaReport last, SchemaReport seen)
    {
        _failing = null;
        if (seen.State != SchemaState.Unhealthy || !last.MayServe || ++_bad >= options.MonitorThreshold)
        {
            _bad = 0;
            return seen;
        }

        return last.FailingSince is null ? last : last with { FailingSince = null };
    }

    /// <summary>Records a look that could not be carried out.</summary>
    /// <param name="last">The verdict so far.</param>
    /// <param name="failure">The report of why it could not be carried out.</param>
    /// <returns>The verdict from now on, which is never a better one.</returns>
    public SchemaReport Miss(SchemaReport last, SchemaReport failure)
    {
        _failing ??= time.GetTimestamp();
        var now = time.GetUtcNow();
        return last.MayServe && time.GetElapsedTime(_failing.Value) < options.OutageTolerance
            ? last with
            {
                FailingSince = last.FailingSince ?? now,
            }
            : last.Failing(failure, now);
    }
}
