using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace SchemaGuard.Configuration;

/// <summary>A reader of probes.</summary>
internal sealed class ProbeConfiguration(ConfigurationValues values, ModuleBuilder module)
{
    /// <summary>Reads the section of an index probe.</summary>
    public void ReadIndexProbe(IConfigurationSection section)
    {
        var texts = ReadTexts(section, "Name", "Query", "Index");
        if (texts is [var name, var query, var index])
        {
            module.AddIndexProbe(name, query, index);
        }
    }

    /// <summary>Reads the section of a write probe.</summary>
    public void ReadWriteProbe(IConfigurationSection section)
    {
        string? name = null;
        List<string> statements = [];
        values.Read(
            section,
            new Dictionary<string, Action<IConfigurationSection>>(StringComparer.OrdinalIgnoreCase)
            {
                ["Name"] = key => values.Text(key, value => name = value),
                ["Statements"] = key => statements = values.List(key),
            }
        );
        if (name is not null && statements.Count > 0)
        {
            module.AddWriteProbe(name, statements);
        }

        RefuseMissing(section, "Name", "Statements");
    }

    private List<string> ReadTexts(IConfigurationSection section, params string[] names)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        values.Read(
            section,
            names.ToDictionary(
                name => name,
                Action<IConfigurationSection> (name) => key => values.Text(key, value => found[name] = value),
                StringComparer.OrdinalIgnoreCase
            )
        );
        RefuseMissing(section, names);
        return found.Count == names.Length ? [.. names.Select(name => found[name])] : [];
    }

    private void RefuseMissing(IConfigurationSection section, params string[] names)
    {
        foreach (var name in names.Where(name => !section.GetSection(name).Exists()))
        {
            values.Refuse(ConfigurationMessages.MissingValue($"{section.Path}:{name}"));
        }
    }
}
