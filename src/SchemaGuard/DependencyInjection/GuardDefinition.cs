using SchemaGuard.Migrations;
using SchemaGuard.Providers;

namespace SchemaGuard.DependencyInjection;

/// <summary>Collects what code registers for one guard.</summary>
internal sealed class GuardDefinition(string name)
{
    /// <summary>The name of a guard that was given none.</summary>
    public const string DefaultName = "default";

    private readonly List<ModuleDefinition> _modules = [new ModuleDefinition(ModuleDefinition.DefaultName)];

    public string Name { get; } = name;

    /// <summary>Gets or sets what makes the provider; <see langword="null"/> until a <c>Use…</c> method was called.</summary>
    public Func<ProviderContext, IDatabaseProvider>? CreateProvider { get; set; }

    public ModuleDefinition DefaultModule => _modules[0];

    /// <summary>Gets the modules that hold something, in the order in which they were added.</summary>
    public IReadOnlyList<ModuleDefinition> Modules => _modules;

    public ModuleDefinition GetOrAddModule(string module)
    {
        if (_modules.Find(existing => existing.Name == module) is { } found)
        {
            return found;
        }

        var added = new ModuleDefinition(module);
        _modules.Add(added);
        return added;
    }
}
