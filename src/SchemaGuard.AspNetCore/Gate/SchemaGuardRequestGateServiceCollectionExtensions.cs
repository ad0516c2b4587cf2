using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SchemaGuard;
using SchemaGuard.AspNetCore.Gate;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Extension methods that register the request gate.</summary>
public static class SchemaGuardRequestGateServiceCollectionExtensions
{
    /// <summary>
    /// Registers the request gate, which comes before everything in the application's pipeline. Until the gate of the host is open it answers every request
    /// but the probes with 503 and <c>Retry-After</c>; later it does what <see cref="RequestGateOptions.WhenUnhealthy"/> says.
    /// </summary>
    /// <remarks>
    /// Served in any case: the endpoints of <c>MapSchemaGuardProbes</c>, <c>MapSchemaGuardStatus</c> and <c>MapHealthChecks</c>, and
    /// <see cref="RequestGateOptions.AlwaysServed"/>. May be called repeatedly.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets options.</param>
    public static IServiceCollection AddSchemaGuardRequestGate(
        this IServiceCollection services,
        Action<RequestGateOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<RequestGateOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RequestGateOptions>, RequestGateOptionsValidator>());
        services.TryAddSingleton<RequestGate>();
        services.TryAddSingleton<IRequestGate>(provider => provider.GetRequiredService<RequestGate>());
        if (!services.Any(descriptor => descriptor.ImplementationType == typeof(RequestGateFilter)))
        {
            // The first filter is the outermost: those that others have registered come behind it.
            services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, RequestGateFilter>());
        }

        if (configure is not null)
        {
            services.Configure(configure);
        }

        return services;
    }
}
