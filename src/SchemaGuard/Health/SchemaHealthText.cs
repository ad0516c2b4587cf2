namespace SchemaGuard.Health;

/// <summary>Holds the descriptions of the health check. They say of the schema only what was seen, and of one that was not seen lately when that was.</summary>
internal static class SchemaHealthText
{
    /// <summary>Describes the worst state of all guards.</summary>
    /// <param name="state">The state.</param>
    /// <param name="report">The report that it is from; <see langword="null"/> where there is none.</param>
    public static string Describe(SchemaState state, SchemaReport? report) =>
        state switch
        {
            SchemaState.Unknown => "The schema was not checked.",
            SchemaState.Unreachable => $"The database cannot be reached. {Known(report)}",
            SchemaState.Misconfigured =>
                $"The configuration, a file or a right is wrong, so that the schema cannot be looked at. {Known(report)}",
            _ when report is { FailingSince: not null } => $"{Known(report)} Since then it could not be looked at.",
            SchemaState.Healthy => "The schema is as this build needs it.",
            SchemaState.Degraded => "The schema works, with warnings.",
            _ => "The schema is not as this build needs it.",
        };

    private static string Known(SchemaReport? report) =>
        report?.LastSeen switch
        {
            SchemaState.Healthy => "When the schema was last seen, it was as this build needs it.",
            SchemaState.Degraded => "When the schema was last seen, it worked, with warnings.",
            SchemaState.Unhealthy => "When the schema was last seen, it was not as this build needs it.",
            _ => "The schema was not seen yet.",
        };
}
