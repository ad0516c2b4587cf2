using SchemaGuard.Configuration;
using SchemaGuard.Migrations;
using SchemaGuard.Startup;

namespace SchemaGuard.Hosting;

/// <summary>The guards of a container. They are built once, when they are first requested.</summary>
internal sealed class RegisteredGuards(GuardRegistry registry, IServiceProvider services) : ISchemaGuards, IDisposable
{
    private readonly Lazy<IReadOnlyList<DatabaseGuard>> _guards = new(() => Build(registry, new GuardFactory(services)));

    public IReadOnlyList<ISchemaGuard> All => _guards.Value;

    public IReadOnlyList<DatabaseGuard> Guards => _guards.Value;

    /// <summary>Gets the names of all guards, for a refusal that belongs to none of them alone.</summary>
    public string Names => string.Join(", ", registry.Definitions.Select(definition => definition.Name));

    public ISchemaGuard Get(string name) =>
        _guards.Value.FirstOrDefault(guard => ModuleNames.AreSame(guard.Name, name))
        ?? throw new SchemaGuardConfigurationException(
            name,
            [ConfigurationMessages.UnknownGuard(registry.Definitions.Select(definition => definition.Name))]
        );

    /// <summary>Disposes the guards when the container is disposed.</summary>
    public void Dispose()
    {
        if (_guards.IsValueCreated)
        {
            foreach (var guard in _guards.Value)
            {
                guard.Dispose();
            }
        }
    }

    private static List<DatabaseGuard> Build(GuardRegistry registry, GuardFactory factory)
    {
        var built = new List<DatabaseGuard>();
        var failed = new List<SchemaGuardConfigurationException>();
        foreach (var definition in registry.Definitions)
        {
            try
            {
                built.Add(factory.Create(definition));
            }
            catch (SchemaGuardConfigurationException exception)
            {
                failed.Add(exception);
            }
        }

        if (factory.FindUnknownGuards(registry.Definitions) is { Count: > 0 } unknown)
        {
            failed.Add(new SchemaGuardConfigurationException(registry.Definitions[0].Name, unknown));
        }

        failed.AddRange(FindSharedHistories(built));
        if (failed.Count > 0)
        {
            built.ForEach(guard => guard.Dispose());
            throw Join(failed);
        }

        return built;
    }

    /// <summary>Finds guards that would take each other's migrations for their own.</summary>
    private static IEnumerable<SchemaGuardConfigurationException> FindSharedHistories(List<DatabaseGuard> built)
    {
        var lines = new Dictionary<string, DatabaseGuard>(StringComparer.Ordinal);
        foreach (var guard in built)
        {
            if (guard.VersionLines.FirstOrDefault(line => !lines.TryAdd(line, guard)) is { } shared)
            {
                yield return new SchemaGuardConfigurationException(
                    guard.Name,
                    [ConfigurationMessages.SharedHistory(lines[shared].Name, guard.Name)]
                );
            }
        }
    }

    /// <summary>Combines the refusals of several guards into one.</summary>
    private static SchemaGuardConfigurationException Join(List<SchemaGuardConfigurationException> failed)
    {
        var guards = failed.Select(exception => exception.Guard).Distinct(ModuleNames.Comparer).ToList();
        var problems = failed.SelectMany(exception =>
            guards.Count == 1
                ? exception.Problems
                : exception.Problems.Select(problem => ConfigurationMessages.OfGuard(exception.Guard, problem))
        );
        return SchemaGuardConfigurationException.Of(
            string.Join(", ", guards),
            [.. problems],
            failed.Find(exception => exception.Cause is not null)?.Cause
        );
    }
}
