using Microsoft.Extensions.Options;
using SchemaGuard.Migrations;
using SchemaGuard.Providers;

namespace SchemaGuard.Configuration;

/// <summary>What code registers for one guard.</summary>
internal sealed class GuardDefinition(string name)
{
    /// <summary>The name of the guard that was registered without one.</summary>
    public const string DefaultName = "default";

    private readonly List<ModuleDefinition> _modules = [new ModuleDefinition(ModuleNames.Default)];

    private GuardDefinition(GuardDefinition other)
        : this(other.Name)
    {
        CreateProvider = other.CreateProvider;
        _modules = [.. other._modules.Select(module => module.Copy())];
    }

    public string Name { get; } = name;

    /// <summary>
    /// Gets the name of the guard's options. Those of the default guard have none, so that <c>services.Configure</c> without a name reaches
    /// them.
    /// </summary>
    public string OptionsName => IsDefault(Name) ? Options.DefaultName : Name;

    /// <summary>Determines whether a name is that of the default guard.</summary>
    public static bool IsDefault(string guard) => ModuleNames.AreSame(guard, DefaultName);

    /// <summary>Returns the name of the guard to which options with a name belong.</summary>
    public static string NameOf(string? options) => string.IsNullOrEmpty(options) ? DefaultName : options;

    /// <summary>Gets or sets the factory of the provider; <see langword="null"/> until a <c>Use…</c> method is called.</summary>
    public Func<ProviderContext, IDatabaseProvider>? CreateProvider { get; set; }

    public ModuleDefinition DefaultModule => GetOrAddModule(ModuleNames.Default);

    /// <summary>Gets the modules, in the order in which they were added.</summary>
    public IReadOnlyList<ModuleDefinition> Modules => _modules;

    /// <summary>Copies what code registered, so that one container can add its configuration.</summary>
    public GuardDefinition Copy() => new(this);

    /// <summary>Sorts modules before those that depend on them.</summary>
    public void SortModules(List<string> problems)
    {
        var sorted = new ModuleOrder(_modules, problems).Sort();
        _modules.Clear();
        _modules.AddRange(sorted);
    }

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
