using System.Globalization;
using Microsoft.Extensions.Configuration;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Configuration;

/// <summary>A reader of single configuration values. A value that cannot be read becomes a problem, and nothing is set.</summary>
internal sealed class ConfigurationValues(List<string> problems)
{
    private const string None = "none";

    public void Text(IConfigurationSection key, Action<string> set)
    {
        if (IsValue(key) && Given(key) is { } value)
        {
            set(value);
        }
    }

    /// <summary>Reads a text that may be <see langword="null"/>.</summary>
    public void OptionalText(IConfigurationSection key, Action<string?> set)
    {
        if (IsValue(key) && (key.Value is null || Given(key) is not null))
        {
            set(key.Value);
        }
    }

    public void Time(IConfigurationSection key, Action<TimeSpan> set)
    {
        if (!IsValue(key))
        {
            return;
        }

        if (DurationText.TryParse(key.Value ?? "", out var time))
        {
            set(time);
        }
        else
        {
            problems.Add(ConfigurationMessages.BadTime(key.Path, key.Value ?? ""));
        }
    }

    /// <summary>
    /// Reads an optional time: <see langword="null"/> in a file means no time, as does <c>none</c> where there is no null, for example in
    /// an environment variable.
    /// </summary>
    public void OptionalTime(IConfigurationSection key, Action<TimeSpan?> set)
    {
        if (key.Value is null || key.Value.Equals(None, StringComparison.OrdinalIgnoreCase))
        {
            if (IsValue(key))
            {
                set(null);
            }
        }
        else
        {
            Time(key, time => set(time));
        }
    }

    public void Number(IConfigurationSection key, Action<int> set)
    {
        if (!IsValue(key))
        {
            return;
        }

        if (int.TryParse(key.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            set(number);
        }
        else
        {
            problems.Add(ConfigurationMessages.BadNumber(key.Path, key.Value ?? ""));
        }
    }

    public void Flag(IConfigurationSection key, Action<bool> set)
    {
        if (!IsValue(key))
        {
            return;
        }

        if (bool.TryParse(key.Value, out var flag))
        {
            set(flag);
        }
        else
        {
            problems.Add(ConfigurationMessages.BadChoice(key.Path, key.Value ?? "", ["true", "false"]));
        }
    }

    public void Choice<TChoice>(IConfigurationSection key, Action<TChoice> set)
        where TChoice : struct, Enum
    {
        if (!IsValue(key))
        {
            return;
        }

        if (FindChoice<TChoice>(key.Value) is { } choice)
        {
            set(choice);
        }
        else
        {
            problems.Add(ConfigurationMessages.BadChoice(key.Path, key.Value ?? "", Enum.GetNames<TChoice>()));
        }
    }

    /// <summary>Reads the names of flags, such as <c>Select, Insert</c>, or an array of them.</summary>
    public TChoice Choices<TChoice>(IConfigurationSection key, Func<TChoice, TChoice, TChoice> join)
        where TChoice : struct, Enum
    {
        var all = default(TChoice);
        foreach (var name in List(key).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries)))
        {
            if (FindChoice<TChoice>(name) is { } choice)
            {
                all = join(all, choice);
            }
            else
            {
                problems.Add(ConfigurationMessages.BadChoice(key.Path, name, Enum.GetNames<TChoice>()));
            }
        }

        return all;
    }

    /// <summary>Reads one value, or an array of them.</summary>
    public List<string> List(IConfigurationSection key)
    {
        var values = new List<string>();
        foreach (var entry in Entries(key))
        {
            if (IsValue(entry) && Given(entry) is { } value)
            {
                values.Add(value);
            }
        }

        return values;
    }

    /// <summary>
    /// Reads one name, or an array of them. Several names in one text are refused, because they would be read as a single name that does
    /// not exist.
    /// </summary>
    public List<string> Names(IConfigurationSection key) => IsListInText(key) ? [] : List(key);

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

    // Only names: parsing would accept any number, even one that is not among the choices.
    private static TChoice? FindChoice<TChoice>(string? text)
        where TChoice : struct, Enum =>
        Enum.GetNames<TChoice>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } found
            ? Enum.Parse<TChoice>(found)
            : null;

    private bool IsValue(IConfigurationSection key)
    {
        if (key.GetChildren().FirstOrDefault() is not { } child)
        {
            return true;
        }

        problems.Add(ConfigurationMessages.SectionForValue(key.Path, child.Key));
        return false;
    }

    private string? Given(IConfigurationSection key)
    {
        if (!string.IsNullOrWhiteSpace(key.Value))
        {
            return key.Value;
        }

        problems.Add(ConfigurationMessages.MissingValue(key.Path));
        return null;
    }
}
