using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SchemaGuard.Health;

/// <summary>Answers from memory with the last verdict. Names no table, migration or user unless it is told to.</summary>
internal sealed class SchemaHealthCheck(ISchemaGuards guards, string? only, SchemaHealthDetail detail) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ISchemaGuard> chosen = only is null ? guards.All : [guards.Get(only)];
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        var worst = SchemaState.Healthy;
        foreach (var guard in chosen)
        {
            var state = guard.LastReport?.State ?? SchemaState.Unknown;
            SchemaHealthData.Append(data, chosen.Count == 1 ? "" : guard.Name + ".", guard.LastReport, detail);
            worst = Rank(state) > Rank(worst) ? state : worst;
        }

        return Task.FromResult(
            worst switch
            {
                SchemaState.Healthy => HealthCheckResult.Healthy("The schema is as this build needs it.", data),
                SchemaState.Degraded => HealthCheckResult.Degraded("The schema works, with warnings.", data: data),
                SchemaState.Unknown => HealthCheckResult.Degraded("The schema was not checked.", data: data),
                _ => new HealthCheckResult(context.Registration.FailureStatus, "The schema is not as this build needs it.", data: data),
            }
        );
    }

    private static int Rank(SchemaState state) =>
        state switch
        {
            SchemaState.Healthy => 0,
            SchemaState.Unknown => 1,
            SchemaState.Degraded => 2,
            _ => 3,
        };
}
