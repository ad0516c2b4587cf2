using SchemaGuard.DependencyInjection;

namespace SchemaGuard.Hosting;

/// <summary>Builds the guards of a container, once, when they are first asked for.</summary>
internal sealed class SchemaGuards(GuardRegistry registry, GuardFactory factory) : ISchemaGuards, IDisposable
{
    /// <summary>The category of every log message.</summary>
    public const string LogCategory = "SchemaGuard";

    private readonly Lazy<IReadOnlyList<Guard>> _guards = new(() => Build(registry, factory));

    public IReadOnlyList<ISchemaGuard> All => _guards.Value;

    public IReadOnlyList<Guard> Guards => _guards.Value;

    public ISchemaGuard Get(string name) =>
        _guards.Value.FirstOrDefault(guard => guard.Name == name)
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
        foreach (var shared in built.GroupBy(guard => guard.Line, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            var names = shared.Select(guard => guard.Name).ToList();
            throw new SchemaGuardConfigurationException(names[1], [ConfigurationMessages.SharedHistory(names[0], names[1])]);
        }

        return built;
    }
}
