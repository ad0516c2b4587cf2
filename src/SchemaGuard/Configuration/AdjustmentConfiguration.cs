using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace SchemaGuard.Configuration;

/// <summary>A reader of the findings whose severity differs from the usual one.</summary>
internal sealed class AdjustmentConfiguration(ConfigurationValues values, ModuleBuilder module)
{
    /// <summary>Reads the section of one adjustment.</summary>
    public void Read(IConfigurationSection section)
    {
        string? code = null;
        string? reason = null;
        FindingSeverity? severity = null;
        var target = "*";
        values.Read(
            section,
            new Dictionary<string, Action<IConfigurationSection>>(StringComparer.OrdinalIgnoreCase)
            {
                ["Code"] = key => values.Text(key, value => code = value),
                ["Severity"] = key => values.Choice<FindingSeverity>(key, value => severity = value),
                ["Reason"] = key => values.Text(key, value => reason = value),
                ["Target"] = key => values.Text(key, value => target = value),
            }
        );
        foreach (var name in ((string[])["Code", "Severity", "Reason"]).Where(name => !section.GetSection(name).Exists()))
        {
            values.Refuse(ConfigurationMessages.MissingValue($"{section.Path}:{name}"));
        }

        if (code is not null && severity is { } given && reason is not null)
        {
            module.AdjustFinding(code, given, reason, target);
        }
    }
}
