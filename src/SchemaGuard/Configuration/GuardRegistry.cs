using SchemaGuard.Migrations;

namespace SchemaGuard.Configuration;

/// <summary>The guards that are registered while the container is being configured.</summary>
internal sealed class GuardRegistry
{
    private readonly List<GuardDefinition> _definitions = [];

    public IReadOnlyList<GuardDefinition> Definitions => _definitions;

    public GuardDefinition GetOrAdd(string name)
    {
        if (_definitions.Find(definition => ModuleNames.AreSame(definition.Name, name)) is { } existing)
        {
            return existing;
        }

        var added = new GuardDefinition(name);
        _definitions.Add(added);
        return added;
    }
}
