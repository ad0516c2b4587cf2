using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SchemaGuard;
using SchemaGuard.Configuration;
using SchemaGuard.Hosting;
using SchemaGuard.Observation;
using SchemaGuard.Telemetry;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Extension methods that register guards.</summary>
public static class SchemaGuardServiceCollectionExtensions
{
    /// <summary>Registers the default guard, and the gate that holds the host back until every guard is satisfied.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets options, as <c>services.Configure</c> without a name does. Configuration section <c>SchemaGuard</c>
    /// overrides them, and <c>PostConfigure</c> overrides that.</param>
    public static SchemaGuardBuilder AddSchemaGuard(this IServiceCollection services, Action<SchemaGuardOptions>? configure = null) =>
        services.AddSchemaGuard(GuardDefinition.DefaultName, configure);

    /// <summary>Registers a named guard, for an application with several databases.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The guard's name. Its case does not matter. A repeated name returns to the same guard.</param>
    /// <param name="configure">Sets options. Configuration section <c>SchemaGuard:Guards:&lt;name&gt;</c> overrides them.</param>
    public static SchemaGuardBuilder AddSchemaGuard(
        this IServiceCollection services,
        string name,
        Action<SchemaGuardOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        services.AddOptions();
        AddConfiguration(services);
        services.TryAddSingleton<RegisteredGuards>();
        services.TryAddSingleton<ISchemaGuards>(provider => provider.GetRequiredService<RegisteredGuards>());
        services.TryAddSingleton<ISchemaGuard>(provider => provider.GetRequiredService<ISchemaGuards>().Get(GuardDefinition.DefaultName));
        services.TryAddKeyedSingleton<ISchemaGuard>(name, (provider, _) => provider.GetRequiredService<ISchemaGuards>().Get(name));
        AddGate(services);
        var definition = GetRegistry(services).GetOrAdd(name);
        if (configure is not null)
        {
            services.Configure(definition.OptionsName, configure);
        }

        return new SchemaGuardBuilder(definition, services);
    }

    /// <summary>Inserts configuration before everything that the application post-configures.</summary>
    private static void AddConfiguration(IServiceCollection services)
    {
        if (!services.Any(descriptor => descriptor.ImplementationType == typeof(GuardOptionsConfiguration)))
        {
            services.Insert(0, ServiceDescriptor.Singleton<IPostConfigureOptions<SchemaGuardOptions>, GuardOptionsConfiguration>());
        }
    }

    /// <summary>Inserts the gate before every other hosted service, so that it comes first if the host starts services one by one.</summary>
    private static void AddGate(IServiceCollection services)
    {
        if (!services.Any(descriptor => descriptor.ImplementationType == typeof(StartupGate)))
        {
            services.Insert(0, ServiceDescriptor.Singleton<IHostedService, StartupGate>());
            services.TryAddSingleton(_ => DesignTime.OfProcess);
            services.TryAddSingleton<GateStatus>();
            services.TryAddSingleton<ISchemaGate>(provider => provider.GetRequiredService<GateStatus>());
            services.TryAddSingleton(CreateRelay);
            services.AddSingleton<IHostedService, MonitorService>();
        }
    }

    /// <summary>Creates the relay. If an observer cannot be created, there are none: the start does not depend on them.</summary>
    private static ObserverRelay CreateRelay(IServiceProvider provider)
    {
        var logger = (provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger(Log.Category);
        IEnumerable<ISchemaGuardObserver> observers = [];
        try
        {
            observers = provider.GetServices<ISchemaGuardObserver>();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Log.ObserverFailed(logger, exception, nameof(ISchemaGuardObserver), "its creation");
        }

        return new ObserverRelay(observers, provider.GetService<TimeProvider>() ?? TimeProvider.System, logger);
    }

    private static GuardRegistry GetRegistry(IServiceCollection services)
    {
        if (
            services.FirstOrDefault(descriptor => descriptor.ServiceType == typeof(GuardRegistry))?.ImplementationInstance
            is GuardRegistry existing
        )
        {
            return existing;
        }

        var registry = new GuardRegistry();
        services.AddSingleton(registry);
        return registry;
    }
}
