using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SchemaGuard.Health;

/// <summary>The health check that reports the last verdict from memory. It names no table, migration or user unless it is told to.</summary>
internal sealed class SchemaHealthCheck(ISchemaGuards guards, string? only, SchemaHealthDetail detail, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        IReadOnlyList<ISchemaGuard> chosen;
        try
        {
            chosen = only is null ? guards.All : [guards.Get(only)];
        }
        catch (SchemaGuardConfigurationException exception)
        {
            SchemaHealthData.Append(data, exception, detail);
            return Task.FromResult(Answer(SchemaState.Misconfigured, last: null, context, data));
        }

        var (worst, last) = (SchemaState.Healthy, chosen.Count == 0 ? null : chosen[0].LastReport);
        foreach (var guard in chosen)
        {
            var report = guard.LastReport;
            var state = report?.State ?? SchemaState.Unknown;
            SchemaHealthData.Append(data, chosen.Count == 1 ? "" : guard.Name + ".", report, detail, time.GetUtcNow());
            if (Rank(state) > Rank(worst) || (state == worst && report?.FailingSince is not null))
            {
                (worst, last) = (state, report);
            }
        }

        return Task.FromResult(Answer(worst, last, context, data));
    }

    private static HealthCheckResult Answer(
        SchemaState state,
        SchemaReport? last,
        HealthCheckContext context,
        Dictionary<string, object> data
    )
    {
        var status = state switch
        {
            SchemaState.Healthy => HealthStatus.Healthy,
            SchemaState.Degraded or SchemaState.Unknown => HealthStatus.Degraded,
            _ => context.Registration.FailureStatus,
        };
        return new HealthCheckResult(status, SchemaHealthText.Describe(state, last), data: data);
    }

    private static int Rank(SchemaState state) =>
        state switch
        {
            SchemaState.Healthy => 0,
            SchemaState.Unknown => 1,
            SchemaState.Degraded => 2,
            SchemaState.Unreachable => 3,
            SchemaState.Misconfigured => 4,
            _ => 5,
        };
}
