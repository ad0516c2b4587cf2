using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaGuard.Activities;
using SchemaGuard.Execution.Context;
using SchemaGuard.Findings;
using SchemaGuard.History;
using SchemaGuard.History.Storage;
using SchemaGuard.Migrations;
using SchemaGuard.Migrations.Sources;
using SchemaGuard.Observation;
using SchemaGuard.Planning;
using SchemaGuard.Providers;
using SchemaGuard.Startup;
using SchemaGuard.Telemetry;
using SchemaGuard.Verification;

namespace SchemaGuard.Configuration;

/// <summary>The factory of guards. It combines a guard's registration, its options and the configuration, and reports all problems at once.</summary>
internal sealed class GuardFactory(IServiceProvider services)
{
    /// <summary>Finds options and configuration for guards that are not registered, which would otherwise be ignored silently.</summary>
    public IReadOnlyList<string> FindUnknownGuards(IReadOnlyList<GuardDefinition> registered)
    {
        var problems = new RegisteredOptions(services).FindUnknown(registered).ToList();
        var names = registered.Select(definition => definition.Name).ToList();
        problems.AddRange(
            services
                .GetServices<ExpectedGuard>()
                .Where(expected => !names.Contains(expected.Name, ModuleNames.Comparer))
                .Select(expected => ConfigurationMessages.HealthOfNobody(expected.Name, names))
        );
        if (services.GetService<IConfiguration>() is { } configuration)
        {
            problems.AddRange(GuardConfiguration.FindUnknownGuards(configuration, names));
        }

        return problems;
    }

    /// <summary>Builds one guard.</summary>
    /// <exception cref="SchemaGuardConfigurationException">Something is wrong with its options or registrations.</exception>
    public DatabaseGuard Create(GuardDefinition registered)
    {
        // The registration outlives this container. A second one, built from the same services, must not find this one's configuration in it.
        var definition = registered.Copy();
        var problems = new GuardProblems();
        var configuration = services.GetService<IConfiguration>();
        if (configuration is not null)
        {
            new GuardConfiguration(problems.Sentences).Read(configuration, definition);
        }

        return
            new RegisteredOptions(services).Create(definition, problems) is { } options
            && Build(definition, options, configuration, problems) is { } guard
            ? guard
            : throw problems.ToException(definition.Name);
    }

    private DatabaseGuard? Build(
        GuardDefinition definition,
        SchemaGuardOptions options,
        IConfiguration? configuration,
        GuardProblems problems
    )
    {
        var sentences = problems.Sentences;
        sentences.AddRange(GuardValidator.Validate(options));
        if (options.Startup == StartupMode.Background && services.GetService<IRequestGate>() is null)
        {
            sentences.Add(ConfigurationMessages.NoRequestGate);
        }

        if (CreateProvider(definition, options, configuration, problems) is not { } provider)
        {
            return null;
        }

        sentences.AddRange(ModuleValidator.Validate(definition.Modules, provider.Dialect));
        if (provider.Dialect.FindProblem(new HistoryTables(options.HistorySchema, options.HistoryTable)) is { } problem)
        {
            sentences.Add(problem);
        }

        var requirements = RequirementsBuilder.Build(definition.Modules, provider.Dialect, BasePaths(), sentences);
        return sentences.Count == 0 ? Assemble(definition, options, provider, requirements) : null;
    }

    private IDatabaseProvider? CreateProvider(
        GuardDefinition definition,
        SchemaGuardOptions options,
        IConfiguration? configuration,
        GuardProblems problems
    )
    {
        if (definition.CreateProvider is not { } create)
        {
            problems.Sentences.Add(ConfigurationMessages.NoProvider(definition.Name));
            return null;
        }

        try
        {
            return create(new ProviderContext(definition.Name, options, services, name => configuration?.GetConnectionString(name)));
        }
        catch (SchemaGuardConfigurationException exception)
        {
            problems.Sentences.AddRange(exception.Problems);
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The application's own code makes the data source, and may throw anything.
            problems.Add(UnexpectedMessages.Of(exception), exception);
            return null;
        }
    }

    private DatabaseGuard Assemble(
        GuardDefinition definition,
        SchemaGuardOptions options,
        IDatabaseProvider provider,
        Requirements requirements
    )
    {
        var environment = services.GetService<IHostEnvironment>();
        var history = new HistoryStore(
            provider.Dialect,
            new HistoryTables(options.HistorySchema, options.HistoryTable),
            HistoryStore.ScopeOf(definition.Modules.Select(module => ModuleNames.Fold(module.Name)))
        );
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var relay = services.GetService<ObserverRelay>();
        var signature = new HistorySignature(options.ApplicationName ?? environment?.ApplicationName);
        var guard = new GuardContext
        {
            Name = definition.Name,
            Options = options,
            Provider = provider,
            History = history,
            Signature = signature,
            Planner = new Planner(new ScriptReader(definition.Name), provider.Dialect, options.OutOfOrder, history.Repairs, signature),
            Logger = new PrintableLogger((services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger(Log.Category)),
            Time = time,
            Activity = new ActivityTracker(time, relay is { IsObserved: true } ? activity => relay.Tell(definition.Name, activity) : null),
            Services = services,
        };
        return new DatabaseGuard(
            guard,
            new MigrationSetLoader(definition.Name, [.. definition.Modules.Select(module => module.ToSources())], BasePaths()),
            requirements,
            relay
        );
    }

    // Outside a host there is no content root: on the command line, paths are relative to the current folder and to no other.
    private string[] BasePaths() =>
        services.GetService<IHostEnvironment>() is { } environment
            ? [environment.ContentRootPath, AppContext.BaseDirectory]
            : [Environment.CurrentDirectory];
}
