using Microsoft.Extensions.Options;
using SchemaGuard.Migrations;
using SchemaGuard.Providers;

namespace SchemaGuard.Configuration;

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

    /// <summary>Gets the name of the guard's options: the default guard's have none, so that <c>services.Configure</c> without a name reaches them.</summary>
    public string OptionsName => IsDefault(Name) ? Options.DefaultName : Name;

    /// <summary>Says whether a name is that of the default guard.</summary>
    public static bool IsDefault(string guard) => ModuleNames.AreSame(guard, DefaultName);

    /// <summary>Gives the name of the guard whose options have a name.</summary>
    public static string NameOf(string? options) => string.IsNullOrEmpty(options) ? DefaultName : options;

    /// <summary>Gets or sets what makes the provider; <see langword="null"/> until a <c>Use…</c> method was called.</summary>
    public Func<ProviderContext, IDatabaseProvider>? CreateProvider { get; set; }

    public ModuleDefinition DefaultModule => GetOrAddModule(ModuleDefinition.DefaultName);

    /// <summary>Gets the modules that hold something, in the order in which they were added.</summary>
    public IReadOnlyList<ModuleDefinition> Modules => _modules;

    /// <summary>Copies what code registered, for one container to add its configuration to.</summary>
    public GuardDefinition Copy() => new(this);

    /// <summary>Puts modules before those that depend on them.</summary>
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
