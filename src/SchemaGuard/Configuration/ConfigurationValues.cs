using System.Globalization;
using Microsoft.Extensions.Configuration;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Configuration;

/// <summary>A reader of single configuration values. A value that cannot be read becomes a problem, and nothing is set.</summary>
internal sealed class ConfigurationValues(List<string> problems) : ConfigurationKeys(problems)
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
            Refuse(ConfigurationMessages.BadTime(key.Path, key.Value ?? ""));
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
            Refuse(ConfigurationMessages.BadNumber(key.Path, key.Value ?? ""));
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
            Refuse(ConfigurationMessages.BadChoice(key.Path, key.Value ?? "", ["true", "false"]));
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
            Refuse(ConfigurationMessages.BadChoice(key.Path, key.Value ?? "", Enum.GetNames<TChoice>()));
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
                Refuse(ConfigurationMessages.BadChoice(key.Path, name, Enum.GetNames<TChoice>()));
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

    // Only names: parsing would accept any number, even one that is not among the choices.
    private static TChoice? FindChoice<TChoice>(string? text)
        where TChoice : struct, Enum =>
        Enum.GetNames<TChoice>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } found
            ? Enum.Parse<TChoice>(found)
            : null;
}
