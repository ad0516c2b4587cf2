using Microsoft.Extensions.Configuration;
using SchemaGuard.Migrations;

namespace SchemaGuard.Configuration;

/// <summary>
/// A reader of a guard's modules, which are keys, or an array of sections that each contain a name. Configuration sorts keys by name; only an array
/// keeps the order of the file. Several sections of one module complement each other, as long as no key occurs twice.
/// </summary>
/// <param name="configuration">The whole configuration, which knows its sources.</param>
/// <param name="values">The reader of values.</param>
/// <param name="guard">The guard.</param>
internal sealed class ModulesConfiguration(IConfiguration configuration, ConfigurationValues values, GuardDefinition guard)
{
    private const string NameKey = "Name";
    private readonly Dictionary<string, string> _seen = new(ModuleNames.Comparer);

    /// <summary>Reads the section of the modules.</summary>
    public void Read(IConfigurationSection section)
    {
        foreach (var module in values.Keys(section, "name"))
        {
            if (FindName(module) is { } name)
            {
                Read(module, name);
            }
            else
            {
                values.Refuse(ConfigurationMessages.ModuleWithoutName(module.Path, module.Key));
            }
        }
    }

    private void Read(IConfigurationSection module, string name)
    {
        RefuseOverridden(module);
        var isNamed = module[NameKey] is not null && IsEntry(module);
        var reader = new ModuleConfiguration(values, guard.GetOrAddModule(name));
        foreach (var key in values.Keys(module, ModuleConfiguration.MigrationsKey))
        {
            if (isNamed && key.Key.Equals(NameKey, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (!_seen.TryAdd($"{name}:{key.Key}", key.Path))
            {
                values.Refuse(ConfigurationMessages.ModuleSaidTwice(_seen[$"{name}:{key.Key}"], key.Path, name));
            }
            else if (!reader.TryRead(key))
            {
                values.RefuseUnknown(key, [.. ModuleConfiguration.Keys]);
            }
        }
    }

    /// <summary>Determines whether a section is an array entry, whose key is its number.</summary>
    private static bool IsEntry(IConfigurationSection module) => module.Key.All(char.IsAsciiDigit);

    /// <summary>Finds the name of a module. A number is a name if code has registered a module with that name.</summary>
    private string? FindName(IConfigurationSection module) =>
        !IsEntry(module) ? module.Key
        : !string.IsNullOrWhiteSpace(module[NameKey]) ? module[NameKey]
        : guard.Modules.Any(known => ModuleNames.AreSame(known.Name, module.Key)) ? module.Key
        : null;

    /// <summary>
    /// Refuses an entry that belongs to different modules in different configuration sources: the settings of one module would be taken for
    /// the other's.
    /// </summary>
    private void RefuseOverridden(IConfigurationSection module)
    {
        if (!IsEntry(module) || configuration is not IConfigurationRoot root)
        {
            return;
        }

        var names = root
            .Providers.Select(provider => provider.TryGet($"{module.Path}:{NameKey}", out var name) ? name : null)
            .OfType<string>()
            .Distinct(ModuleNames.Comparer)
            .ToList();
        if (names.Count > 1)
        {
            values.Refuse(ConfigurationMessages.EntryOverridden(module.Path, names));
        }
    }
}
