using SchemaGuard.Migrations;

namespace SchemaGuard.Configuration;

/// <summary>
/// The order of modules by dependency: a module comes after those it depends on. Otherwise modules stay in the order in which they were
/// added.
/// </summary>
internal sealed class ModuleOrder(IReadOnlyList<ModuleDefinition> modules, List<string> problems)
{
    private readonly List<ModuleDefinition> _sorted = [];
    private readonly List<ModuleDefinition> _path = [];

    public IReadOnlyList<ModuleDefinition> Sort()
    {
        foreach (var module in modules)
        {
            Visit(module);
        }

        return _sorted;
    }

    private void Visit(ModuleDefinition module)
    {
        if (_sorted.Contains(module))
        {
            return;
        }

        if (_path.IndexOf(module) is var start and >= 0)
        {
            problems.Add(ConfigurationMessages.DependencyCircle([.. _path.Skip(start).Append(module).Select(one => one.Name)]));
            return;
        }

        _path.Add(module);
        foreach (var name in module.DependsOn)
        {
            if (modules.FirstOrDefault(other => ModuleNames.AreSame(other.Name, name)) is { } other)
            {
                Visit(other);
            }
            else
            {
                problems.Add(ConfigurationMessages.UnknownDependency(module.Name, name, modules.Select(known => known.Name)));
            }
        }

        _path.Remove(module);
        if (!_sorted.Contains(module))
        {
            _sorted.Add(module);
        }
    }
}
