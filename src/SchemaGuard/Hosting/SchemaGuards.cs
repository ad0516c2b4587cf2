using SchemaGuard.DependencyInjection;
using SchemaGuard.Migrations;

namespace SchemaGuard.Hosting;

/// <summary>Builds the guards of a container, once, when they are first asked for.</summary>
internal sealed class SchemaGuards(GuardRegistry registry, IServiceProvider services) : ISchemaGuards, IDisposable
{
    /// <summary>The category of every log message.</summary>
    public const string LogCategory = "SchemaGuard";

    private readonly Lazy<IReadOnlyList<Guard>> _guards = new(() => Build(registry, new GuardFactory(services)));

    public IReadOnlyList<ISchemaGuard> All => _guards.Value;

    public IReadOnlyList<Guard> Guards => _guards.Value;

    public ISchemaGuard Get(string name) =>
        _guards.Value.FirstOrDefault(guard => ModuleNames.AreSame(guard.Name, name))
        ?? throw new SchemaGuardConfigurationException(
            name,
            [ConfigurationMessages.UnknownGuard(registry.Definitions.Select(definition => definition.Name))]
        );

    /// <summary>Disposes the providers that hold something, when the container is disposed.</summary>
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

    private static IReadOnlyList<Guard> Build(GuardRegistry registry, GuardFactory factory)
    {
        factory.RefuseUnknownGuards([.. registry.Definitions.Select(definition => definition.Name)]);
        IReadOnlyList<Guard> built = [.. registry.Definitions.Select(factory.Create)];
        var lines = new Dictionary<string, Guard>(StringComparer.Ordinal);
        foreach (var guard in built)
        {
            foreach (var line in guard.VersionLines)
            {
                if (!lines.TryAdd(line, guard))
                {
                    throw new SchemaGuardConfigurationException(
                        guard.Name,
                        [ConfigurationMessages.SharedHistory(lines[line].Name, guard.Name)]
                    );
                }
            }
        }

        return built;
    }
}
