namespace SchemaGuard.Observation;

/// <summary>The events in which a change of the verdict ends while the application runs.</summary>
internal static class VerdictChange
{
    /// <summary>Returns what makes the event of a change, given the guard's name and the time; <see langword="null"/> if the verdict stays.</summary>
    /// <param name="last">The verdict so far.</param>
    /// <param name="next">The verdict from now on.</param>
    public static Func<string, DateTimeOffset, SchemaGuardEvent>? EventOf(SchemaReport last, SchemaReport next) =>
        next.State == last.State
            ? null
            : next.State switch
            {
                SchemaState.Unreachable or SchemaState.Misconfigured => (guard, at) => new GuardOutage(guard, at, next),
                SchemaState.Unhealthy => (guard, at) => new GuardDrifted(guard, at, next),
                SchemaState.Degraded when last.State == SchemaState.Healthy => (guard, at) => new GuardDrifted(guard, at, next),
                SchemaState.Healthy or SchemaState.Degraded => (guard, at) => new GuardRecovered(guard, at, next),
                _ => null,
            };
}
