using Microsoft.Extensions.Diagnostics.HealthChecks;
using SchemaGuard;
using SchemaGuard.Configuration;
using SchemaGuard.Health;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Extension methods that register the schema health check.</summary>
public static class SchemaGuardHealthChecksBuilderExtensions
{
    /// <summary>Adds a health check that reports the verdict of the guards from memory. It never touches the database.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="guard">The guard to report on, which must be registered; <see langword="null"/> for all guards.</param>
    /// <param name="name">The name of the health check; <see langword="null"/> for <c>schema</c>, or <c>schema-</c> with the guard's name.</param>
    /// <param name="failureStatus">The status to report for an unhealthy schema; <see langword="null"/> for
    /// <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">The tags, by which endpoints select health checks.</param>
    /// <param name="detail">The amount of detail in the data.</param>
    public static IHealthChecksBuilder AddSchemaGuard(
        this IHealthChecksBuilder builder,
        string? guard = null,
        string? name = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        SchemaHealthDetail detail = SchemaHealthDetail.Counts
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (guard is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(guard);
            builder.Services.AddSingleton(new ExpectedGuard(guard));
        }

        return builder.Add(
            new HealthCheckRegistration(
                name ?? (guard is null ? "schema" : $"schema-{guard}"),
                services => new SchemaHealthCheck(
                    services.GetRequiredService<ISchemaGuards>(),
                    guard,
                    detail,
                    services.GetService<TimeProvider>() ?? TimeProvider.System
                ),
                failureStatus,
                tags
            )
        );
    }
}
