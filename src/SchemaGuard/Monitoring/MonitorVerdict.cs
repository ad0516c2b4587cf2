namespace SchemaGuard.Monitoring;

/// <summary>
/// Decides what a look while the application runs changes: a good verdict turns bad when it was seen to be bad several times in a row, or when looks have failed for long; a bad one
/// turns good only when that was seen. Not thread-safe.
/// </summary>
internal sealed class MonitorVerdict(SchemaGuardOptions options, TimeProvider time)
{
    private int _bad;
    private long? _failing;

    /// <summary>Gets whether a bad verdict waits for its confirmation.</summary>
    public bool IsInDoubt => _bad > 0 && _failing is null;

    /// <summary>Takes note of a look.</summary>
    /// <param name="last">The verdict until now.</param>
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

    /// <summary>Takes note of a look that could not be carried out.</summary>
    /// <param name="last">The verdict until now.</param>
    /// <param name="failure">Why it could not.</param>
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
