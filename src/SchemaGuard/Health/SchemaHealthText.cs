namespace SchemaGuard.Health;

/// <summary>
/// The descriptions of the health check. They state only what was seen of the schema, and that it was not seen lately if checks fail.
/// </summary>
internal static class SchemaHealthText
{
    /// <summary>Describes the worst state of all guards.</summary>
    /// <param name="state">The state.</param>
    /// <param name="report">The report that contains it; <see langword="null"/> if there is none.</param>
    public static string Describe(SchemaState state, SchemaReport? report) =>
        state switch
        {
            SchemaState.Unknown => "The schema has not been checked.",
            SchemaState.Unreachable => $"The database cannot be reached. {Known(report)}",
            SchemaState.Misconfigured =>
                $"The configuration, a file or a permission is wrong, so the schema cannot be checked. {Known(report)}",
            _ when report is { FailingSince: not null } => $"{Known(report)} Since then it could not be checked.",
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
            _ => "The schema has not been seen yet.",
        };
}
