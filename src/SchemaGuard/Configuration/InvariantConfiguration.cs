using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace SchemaGuard.Configuration;

/// <summary>A reader of invariants.</summary>
internal sealed class InvariantConfiguration(ConfigurationValues values, ModuleBuilder module)
{
    private static readonly string[] Expectations = ["Expected", "ExpectedRows", "ExpectedText"];

    /// <summary>Reads the section of one invariant.</summary>
    public void Read(IConfigurationSection section)
    {
        string? name = null;
        string? sql = null;
        var severity = FindingSeverity.Error;
        var expected = new List<Expect?>();
        values.Read(
            section,
            new Dictionary<string, Action<IConfigurationSection>>(StringComparer.OrdinalIgnoreCase)
            {
                ["Name"] = key => values.Text(key, value => name = value),
                ["Sql"] = key => values.Text(key, value => sql = value),
                [Expectations[0]] = key => expected.Add(ReadNumber(key)),
                [Expectations[1]] = key => expected.Add(ReadRows(key)),
                [Expectations[2]] = key => expected.Add(ReadText(key)),
                ["Severity"] = key => values.Choice<FindingSeverity>(key, value => severity = value),
            }
        );
        RefuseMissing(section);
        if (expected.Count > 1)
        {
            values.Refuse(ConfigurationMessages.SeveralExpectations(section.Path, Expectations));
        }
        else if (name is not null && sql is not null && expected is [{ } one])
        {
            module.AddInvariant(name, sql, one, severity);
        }
    }

    private void RefuseMissing(IConfigurationSection section)
    {
        var missing =
            !section.GetSection("Name").Exists() ? "Name"
            : !section.GetSection("Sql").Exists() ? "Sql"
            : !Expectations.Any(key => section.GetSection(key).Exists()) ? Expectations[0]
            : null;
        if (missing is not null && section.GetChildren().All(key => IsKnown(key.Key)))
        {
            values.Refuse(ConfigurationMessages.MissingValue($"{section.Path}:{missing}"));
        }
    }

    /// <summary>
    /// Determines whether a key is known. An unknown key is most likely a misspelt form of the missing one, and was already reported.
    /// </summary>
    private static bool IsKnown(string key) =>
        ((string[])["Name", "Sql", "Severity", .. Expectations]).Contains(key, StringComparer.OrdinalIgnoreCase);

    private Expect? ReadNumber(IConfigurationSection key)
    {
        Expect? expected = null;
        values.Text(
            key,
            text =>
            {
                if (!ExpectText.TryParse(text, out expected))
                {
                    values.Refuse(ConfigurationMessages.BadExpectation(key.Path, text));
                }
            }
        );
        return expected;
    }

    private Expect? ReadRows(IConfigurationSection key)
    {
        Expect? expected = null;
        values.Number(key, rows => expected = Expect.Rows(rows));
        return expected;
    }

    private Expect? ReadText(IConfigurationSection key)
    {
        Expect? expected = null;
        values.Text(key, text => expected = Expect.Text(text));
        return expected;
    }
}
