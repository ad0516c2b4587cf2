using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SchemaGuard.Execution;
using SchemaGuard.Hosting;
using SchemaGuard.Migrations;
using SchemaGuard.Planning;
using SchemaGuard.Providers;
using SchemaGuard.Verification;

namespace SchemaGuard.DependencyInjection;

/// <summary>Puts a guard together from its registration, its options and the configuration, and refuses with all problems at once.</summary>
internal sealed class GuardFactory(IServiceProvider services)
{
    /// <summary>Refuses configuration of guards that nobody registered, which would otherwise be ignored without a word.</summary>
    /// <exception cref="SchemaGuardConfigurationException">There is such configuration.</exception>
    public void RefuseUnknownGuards(IReadOnlyList<string> registered)
    {
        if (
            services.GetService<IConfiguration>() is { } configuration
            && GuardConfiguration.FindUnknownGuards(configuration, registered).ToList() is { Count: > 0 } problems
        )
        {
            throw new SchemaGuardConfigurationException(registered[0], problems);
        }
    }

    /// <summary>Builds one guard.</summary>
    /// <exception cref="SchemaGuardConfigurationException">Something is wrong with its options or registrations.</exception>
    public Guard Create(GuardDefinition registered)
    {
        // The registration outlives this container: a second one built from the same services must not find the configuration in it.
        var definition = registered.Copy();
        var problems = new List<string>();
        var options = services.GetRequiredService<IOptionsFactory<SchemaGuardOptions>>().Create(definition.Name);
        var configuration = services.GetService<IConfiguration>();
        if (configuration is not null)
        {
            new GuardConfiguration(options, problems).Read(
                GuardConfiguration.Section(configuration, definition.Name),
                definition.GetOrAddModule
            );
        }

        problems.AddRange(GuardValidator.Validate(options));
        var provider = CreateProvider(definition, options, configuration, problems);
        if (provider is not null)
        {
            problems.AddRange(GuardValidator.Validate(definition.Modules, provider.Dialect));
            if (provider.Dialect.FindProblem(new HistoryTables(options.HistorySchema, options.HistoryTable)) is { } problem)
            {
                problems.Add(problem);
            }
        }

        var requirements = provider is null ? null : RequirementsBuilder.Build(definition.Modules, provider.Dialect, BasePaths(), problems);
        return problems.Count == 0
            ? Assemble(definition, options, provider!, requirements!)
            : throw new SchemaGuardConfigurationException(definition.Name, problems);
    }

    private IDatabaseProvider? CreateProvider(
        GuardDefinition definition,
        SchemaGuardOptions options,
        IConfiguration? configuration,
        List<string> problems
    )
    {
        if (definition.CreateProvider is not { } create)
        {
            problems.Add(ConfigurationMessages.NoProvider(definition.Name));
            return null;
        }

        try
        {
            return create(new ProviderContext(definition.Name, options, services, name => configuration?.GetConnectionString(name)));
        }
        catch (SchemaGuardConfigurationException exception)
        {
            problems.AddRange(exception.Problems);
            return null;
        }
    }

    private Guard Assemble(GuardDefinition definition, SchemaGuardOptions options, IDatabaseProvider provider, Requirements requirements)
    {
        var environment = services.GetService<IHostEnvironment>();
        var guard = new GuardServices
        {
            Name = definition.Name,
            Options = options,
            Provider = provider,
            History = new HistoryStore(
                provider.Dialect,
                new HistoryTables(options.HistorySchema, options.HistoryTable),
                HistoryStore.ScopeOf(definition.Modules.Select(module => ModuleNames.Fold(module.Name)))
            ),
            Signature = new HistorySignature(options.ApplicationName ?? environment?.ApplicationName),
            Planner = new Planner(definition.Name, provider.Dialect, options.OutOfOrder),
            Logger = (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger(SchemaGuards.LogCategory),
            Time = services.GetService<TimeProvider>() ?? TimeProvider.System,
            Services = services,
        };
        return new Guard(guard, new MigrationSetLoader(definition.Name, definition.Modules, BasePaths()), requirements);
    }

    // Outside a host there is no content root: the command line means the folder it is started from, and no other.
    private string[] BasePaths() =>
        services.GetService<IHostEnvironment>() is { } environment
            ? [environment.ContentRootPath, AppContext.BaseDirectory]
            : [Environment.CurrentDirectory];
}
