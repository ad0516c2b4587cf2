namespace SchemaGuard.AspNetCore.Probes;

/// <summary>What one guard is doing, in JSON.</summary>
/// <param name="Guard">The guard's name.</param>
/// <param name="State">The last verdict in this process.</param>
/// <param name="Activity">What it is doing.</param>
/// <param name="Seconds">For how long, in whole seconds.</param>
/// <param name="Migration">The migration that runs.</param>
/// <param name="WaitingFor">Whom or what it waits for.</param>
internal sealed record GuardProgressDocument(
    string Guard,
    string State,
    string Activity,
    long? Seconds,
    MigrationProgressDocument? Migration,
    string? WaitingFor
);
