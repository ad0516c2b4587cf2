using SchemaGuard.Migrations;
using SchemaGuard.Providers;

namespace SchemaGuard.DependencyInjection;

/// <summary>Collects what code registers for one guard.</summary>
internal sealed class GuardDefinition(string name)
{
    /// <summary>The name of a guard that was given none.</summary>
    public const string DefaultName = "default";

    private readonly List<ModuleDefinition> _modules = [new ModuleDefinition(ModuleDefinition.DefaultName)];

    private GuardDefinition(GuardDefinition other)
        : this(other.Name)
    {
        CreateProvider = other.CreateProvider;
        _modules = [.. other._modules.Select(module => module.Copy())];
    }

    public string Name { get; } = name;

    /// <summary>Gets or sets what makes the provider; <see langword="null"/> until a <c>Use…</c> method was called.</summary>
    public Func<ProviderContext, IDatabaseProvider>? CreateProvider { get; set; }

    public ModuleDefinition DefaultModule => _modules[0];

    /// <summary>Gets the modules that hold something, in the order in which they were added.</summary>
    public IReadOnlyList<ModuleDefinition> Modules => _modules;

    /// <summary>Copies what code registered, for one container to add its configuration to.</summary>
    public GuardDefinition Copy() => new(this);

    public ModuleDefinition GetOrAddModule(string module)
    {
        if (_modules.Find(existing => ModuleNames.AreSame(existing.Name, module)) is { } found)
        {
            return found;
        }

        var added = new ModuleDefinition(module);
        _modules.Add(added);
        return added;
    }
}
