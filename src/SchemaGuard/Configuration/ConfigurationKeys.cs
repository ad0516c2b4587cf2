using Microsoft.Extensions.Configuration;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Configuration;

/// <summary>
/// A reader of what a key of the configuration holds: a value, an array or further keys. What does not belong there becomes a problem.
/// </summary>
internal abstract class ConfigurationKeys(List<string> problems)
{
    /// <summary>Determines whether a key holds several names in one text, and adds a problem that shows how lists are written.</summary>
    public bool IsListInText(IConfigurationSection key)
    {
        var isList = key.Value?.Contains(',', StringComparison.Ordinal) == true && !key.GetChildren().Any();
        if (isList)
        {
            problems.Add(ConfigurationMessages.ListInText(key.Path, key.Value!));
        }

        return isList;
    }

    /// <summary>Returns the entries of an array. A single value counts as an array of one.</summary>
    public IEnumerable<IConfigurationSection> Entries(IConfigurationSection key)
    {
        var entries = key.GetChildren().ToList();
        if (entries.Count > 0 && !string.IsNullOrEmpty(key.Value))
        {
            problems.Add(ConfigurationMessages.ValueAndKeys(key.Path, entries[0].Key));
            return [];
        }

        if (entries.Count == 0 && string.IsNullOrWhiteSpace(key.Value))
        {
            problems.Add(ConfigurationMessages.MissingValue(key.Path));
            return [];
        }

        return entries.Count == 0 ? [key] : entries;
    }

    /// <summary>Returns the keys of a section, each at most once. A value in their place is a problem.</summary>
    /// <param name="section">The section.</param>
    /// <param name="example">A key that the section takes.</param>
    public IEnumerable<IConfigurationSection> Keys(IConfigurationSection section, string example)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            problems.Add(ConfigurationMessages.ValueForSection(section.Path, example));
        }

        return section.GetChildren();
    }

    /// <summary>Reads the keys of a section by their names.</summary>
    public void Read(IConfigurationSection section, IReadOnlyDictionary<string, Action<IConfigurationSection>> readers)
    {
        foreach (var key in Keys(section, readers.Keys.First()))
        {
            if (readers.TryGetValue(key.Key, out var read))
            {
                read(key);
            }
            else
            {
                RefuseUnknown(key, [.. readers.Keys]);
            }
        }
    }

    public void RefuseUnknown(IConfigurationSection key, IReadOnlyList<string> known) =>
        problems.Add(ConfigurationMessages.UnknownKey(key.Path, NearestName.Find(key.Key, known), known));

    public void Refuse(string problem) => problems.Add(problem);

    /// <summary>Determines whether a key holds a single value, or none; a section in its place is a problem.</summary>
    protected bool IsValue(IConfigurationSection key)
    {
        if (key.GetChildren().FirstOrDefault() is not { } child)
        {
            return true;
        }

        problems.Add(ConfigurationMessages.SectionForValue(key.Path, child.Key));
        return false;
    }

    /// <summary>Returns the value of a key; an empty one is a problem.</summary>
    protected string? Given(IConfigurationSection key)
    {
        if (!string.IsNullOrWhiteSpace(key.Value))
        {
            return key.Value;
        }

        problems.Add(ConfigurationMessages.MissingValue(key.Path));
        return null;
    }
}
