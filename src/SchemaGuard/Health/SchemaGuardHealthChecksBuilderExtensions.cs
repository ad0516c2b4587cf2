using Microsoft.Extensions.Diagnostics.HealthChecks;
using SchemaGuard;
using SchemaGuard.Configuration;
using SchemaGuard.Health;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the schema health check.</summary>
public static class SchemaGuardHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that answers from memory with the verdict of the guards. It never touches the database.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="guard">The guard that it speaks for, which must be registered; <see langword="null"/> for all of them.</param>
    /// <param name="name">The check's name; <see langword="null"/> for <c>schema</c>, or <c>schema-</c> with the guard's name.</param>
    /// <param name="failureStatus">What it reports for an unhealthy schema; <see langword="null"/> for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Its tags, by which endpoints choose checks.</param>
    /// <param name="detail">How much its data tell.</param>
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
                services => new SchemaHealthCheck(services.GetRequiredService<ISchemaGuards>(), guard, detail),
                failureStatus,
                tags
            )
        );
    }
}
