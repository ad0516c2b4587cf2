using Microsoft.Extensions.Configuration;
using SchemaGuard.Migrations;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Configuration;

/// <summary>
/// A reader of a guard's configuration. It fills the guard's modules and finds everything that is wrong: an unknown key is an error with a
/// suggestion, and nothing is ignored silently. The options themselves come through <see cref="GuardOptionsConfiguration"/>.
/// </summary>
internal sealed class GuardConfiguration(List<string> problems)
{
    private const string RootKey = "SchemaGuard";
    private const string GuardsKey = "Guards";
    private const string ModulesKey = "Modules";

    private readonly ConfigurationValues _values = new(problems);

    /// <summary>Returns the sections of a guard. Those of the default guard are the root and the section with its name.</summary>
    public static IReadOnlyList<IConfigurationSection> Sections(IConfiguration configuration, string guard)
    {
        var named = configuration.GetSection($"{RootKey}:{GuardsKey}:{guard}");
        return GuardDefinition.IsDefault(guard) ? [configuration.GetSection(RootKey), named] : [named];
    }

    /// <summary>Reads everything that is configured for a guard, and adds it to the modules.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="guard">The guard.</param>
    public void Read(IConfiguration configuration, GuardDefinition guard)
    {
        var options = new OptionConfiguration(new SchemaGuardOptions(), _values);
        var modules = new ModulesConfiguration(configuration, _values, guard);
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var section in Sections(configuration, guard.Name))
        {
            foreach (var key in _values.Keys(section, nameof(SchemaGuardOptions.Startup)))
            {
                if (!IsGuards(section, key))
                {
                    if (!seen.TryAdd(key.Key, key.Path))
                    {
                        problems.Add(ConfigurationMessages.SaidTwice(seen[key.Key], key.Path));
                    }

                    Read(key, options, modules, guard);
                }
            }
        }

        guard.SortModules(problems);
    }

    /// <summary>Finds configuration for guards that are not registered, which would otherwise be ignored silently.</summary>
    public static IEnumerable<string> FindUnknownGuards(IConfiguration configuration, IReadOnlyList<string> registered)
    {
        var root = configuration.GetSection(RootKey);
        var guards = root.GetSection(GuardsKey);
        if (!string.IsNullOrEmpty(guards.Value))
        {
            yield return ConfigurationMessages.ValueForSection(guards.Path, registered[0]);
        }

        foreach (var guard in guards.GetChildren().Where(guard => !registered.Contains(guard.Key, ModuleNames.Comparer)))
        {
            yield return ConfigurationMessages.UnknownKey(guard.Path, NearestName.Find(guard.Key, registered), registered);
        }

        if (registered.Any(GuardDefinition.IsDefault))
        {
            yield break;
        }

        if (!string.IsNullOrEmpty(root.Value))
        {
            yield return ConfigurationMessages.ValueForSection(root.Path, GuardsKey);
        }

        foreach (var key in root.GetChildren().Where(key => !IsGuards(root, key)))
        {
            yield return ConfigurationMessages.NoDefaultGuard(key.Path, $"{guards.Path}:{registered[0]}:{key.Key}");
        }
    }

    /// <summary>Determines whether a key holds the sections of the other guards. Only a key of the root does.</summary>
    private static bool IsGuards(IConfigurationSection section, IConfigurationSection key) =>
        section.Path.Equals(RootKey, StringComparison.OrdinalIgnoreCase) && key.Key.Equals(GuardsKey, StringComparison.OrdinalIgnoreCase);

    private void Read(IConfigurationSection key, OptionConfiguration options, ModulesConfiguration modules, GuardDefinition guard)
    {
        if (key.Key.Equals(ModulesKey, StringComparison.OrdinalIgnoreCase))
        {
            modules.Read(key);
        }
        else if (!options.TryRead(key) && !new ModuleConfiguration(_values, guard.DefaultModule).TryRead(key))
        {
            _values.RefuseUnknown(key, [.. OptionConfiguration.Keys, .. ModuleConfiguration.Keys, ModulesKey]);
        }
    }
}
