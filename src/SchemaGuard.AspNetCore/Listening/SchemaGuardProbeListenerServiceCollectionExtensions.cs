using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SchemaGuard;
using SchemaGuard.AspNetCore.Listening;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Extension methods that register the listener that answers probes while the guards work.</summary>
public static class SchemaGuardProbeListenerServiceCollectionExtensions
{
    /// <summary>
    /// Registers a listener that answers the liveness, startup and readiness probes while the guards work, before the application itself listens. It does
    /// nothing in a host without Kestrel, unless it has a port of its own, and under a test server. It may be repeated.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets options, as <c>services.Configure</c> does.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddSchemaGuardProbeListener(
        this IServiceCollection services,
        Action<SchemaGuardProbeListenerOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<SchemaGuardProbeListenerOptions>().ValidateOnStart();
        services.TryAddSingleton<HandOver>();
        services.TryAddEnumerable([
            ServiceDescriptor.Singleton<IValidateOptions<SchemaGuardProbeListenerOptions>, ProbeListenerOptionsValidator>(),
            ServiceDescriptor.Singleton<IPostConfigureOptions<SocketTransportOptions>, HandOverSetup>(),
            ServiceDescriptor.Singleton<IGateCompanion, ProbeListener>(),
        ]);
        if (configure is not null)
        {
            services.Configure(configure);
        }

        return services;
    }
}
