using System.Globalization;
using Microsoft.Extensions.Configuration;
using SchemaGuard.Migrations;
using SchemaGuard.Scripts;
using SchemaGuard.Verification;
using SchemaGuard.Verification.Manifests;

namespace SchemaGuard.DependencyInjection;

/// <summary>
/// Reads a guard's configuration section into its options and modules, by hand: a key that is not known is an error with a suggestion,
/// all errors are reported at once, and the start pays for no reflection.
/// </summary>
internal sealed class GuardConfiguration(SchemaGuardOptions options, List<string> problems)
{
    private const string RootKey = "SchemaGuard";
    private const string GuardsKey = "Guards";
    private const string ModulesKey = "Modules";

    private static readonly string[] ModuleKeys = ["Migrations", "Manifest", "RequireTables", "ForbidTables", "Invariants"];

    private static readonly Dictionary<string, Action<GuardConfiguration, IConfigurationSection>> OptionKeys = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        [nameof(SchemaGuardOptions.Startup)] = (reader, key) =>
            reader.ReadChoice<StartupMode>(key, value => reader.Options.Startup = value),
        [nameof(SchemaGuardOptions.OutOfOrder)] = (reader, key) =>
            reader.ReadChoice<OutOfOrderPolicy>(key, value => reader.Options.OutOfOrder = value),
        [nameof(SchemaGuardOptions.ConnectionString)] = (reader, key) =>
            reader.ReadText(key, value => reader.Options.ConnectionString = value),
        [nameof(SchemaGuardOptions.MigrationConnectionString)] = (reader, key) =>
            reader.ReadText(key, value => reader.Options.MigrationConnectionString = value),
        [nameof(SchemaGuardOptions.StatementLockTimeout)] = (reader, key) =>
            reader.ReadTime(key, value => reader.Options.StatementLockTimeout = value),
        [nameof(SchemaGuardOptions.ConnectTimeout)] = (reader, key) => reader.ReadTime(key, value => reader.Options.ConnectTimeout = value),
        [nameof(SchemaGuardOptions.LockTimeout)] = (reader, key) => reader.ReadTime(key, value => reader.Options.LockTimeout = value),
        [nameof(SchemaGuardOptions.WaitTimeout)] = (reader, key) => reader.ReadTime(key, value => reader.Options.WaitTimeout = value),
        [nameof(SchemaGuardOptions.StatementTimeout)] = (reader, key) =>
            reader.ReadTime(key, value => reader.Options.StatementTimeout = value),
        [nameof(SchemaGuardOptions.InvariantTimeout)] = (reader, key) =>
            reader.ReadTime(key, value => reader.Options.InvariantTimeout = value),
        [nameof(SchemaGuardOptions.MonitorInterval)] = (reader, key) =>
            reader.ReadTime(key, value => reader.Options.MonitorInterval = value),
        [nameof(SchemaGuardOptions.MonitorThreshold)] = (reader, key) =>
            reader.ReadNumber(key, value => reader.Options.MonitorThreshold = value),
        [nameof(SchemaGuardOptions.OutageTolerance)] = (reader, key) =>
            reader.ReadTime(key, value => reader.Options.OutageTolerance = value),
        [nameof(SchemaGuardOptions.HistoryTable)] = (reader, key) => reader.ReadText(key, value => reader.Options.HistoryTable = value),
        [nameof(SchemaGuardOptions.HistorySchema)] = (reader, key) => reader.ReadText(key, value => reader.Options.HistorySchema = value),
        [nameof(SchemaGuardOptions.ApplicationName)] = (reader, key) =>
            reader.ReadText(key, value => reader.Options.ApplicationName = value),
        [nameof(SchemaGuardOptions.TerminationLogPath)] = (reader, key) =>
            reader.ReadText(key, value => reader.Options.TerminationLogPath = value),
    };

    private SchemaGuardOptions Options { get; } = options;

    /// <summary>Gives the section of a guard.</summary>
    public static IConfigurationSection Section(IConfiguration configuration, string guard) =>
        guard == GuardDefinition.DefaultName
            ? configuration.GetSection(RootKey)
            : configuration.GetSection($"{RootKey}:{GuardsKey}:{guard}");

    /// <summary>Reads the section; what it holds overrides options and adds to modules.</summary>
    /// <param name="section">The guard's section.</param>
    /// <param name="modules">Gives the module of a name.</param>
    public void Read(IConfigurationSection section, Func<string, ModuleDefinition> modules)
    {
        foreach (var key in section.GetChildren())
        {
            if (OptionKeys.TryGetValue(key.Key, out var read))
            {
                read(this, key);
            }
            else if (key.Key.Equals(ModulesKey, StringComparison.OrdinalIgnoreCase))
            {
                ReadModules(key, modules);
            }
            else if (!IsGuards(section, key) && !ReadModuleKey(key, modules(ModuleDefinition.DefaultName)))
            {
                RefuseUnknown(key, [.. OptionKeys.Keys, .. ModuleKeys, ModulesKey]);
            }
        }
    }

    /// <summary>Finds the guards that are configured but not registered.</summary>
    public static IEnumerable<string> FindUnknownGuards(IConfiguration configuration, IReadOnlyList<string> registered) =>
        configuration
            .GetSection($"{RootKey}:{GuardsKey}")
            .GetChildren()
            .Where(guard => !registered.Contains(guard.Key, StringComparer.OrdinalIgnoreCase))
            .Select(guard => ConfigurationMessages.UnknownKey(guard.Path, NearestName.Find(guard.Key, registered), registered));

    /// <summary>Says whether a key holds the sections of the other guards, as it does at the root only.</summary>
    private static bool IsGuards(IConfigurationSection section, IConfigurationSection key) =>
        section.Path.Equals(RootKey, StringComparison.OrdinalIgnoreCase) && key.Key.Equals(GuardsKey, StringComparison.OrdinalIgnoreCase);

    private void ReadModules(IConfigurationSection section, Func<string, ModuleDefinition> modules)
    {
        foreach (var module in section.GetChildren())
        {
            foreach (var key in module.GetChildren())
            {
                if (!ReadModuleKey(key, modules(module.Key)))
                {
                    RefuseUnknown(key, ModuleKeys);
                }
            }
        }
    }

    private bool ReadModuleKey(IConfigurationSection key, ModuleDefinition module)
    {
        switch (key.Key.ToUpperInvariant())
        {
            case "MIGRATIONS":
                module.Sources.AddRange(ReadList(key).Select(folder => new FolderSource(folder, new FolderOptions())));
                return true;
            case "MANIFEST":
                module.Manifests.AddRange(ReadList(key).Select(path => new FileManifest(path)));
                return true;
            case "REQUIRETABLES":
                module.RequiredTables.AddRange(ReadList(key));
                return true;
            case "FORBIDTABLES":
                module.ForbiddenTables.AddRange(ReadList(key));
                return true;
            case "INVARIANTS":
                module.Invariants.AddRange(key.GetChildren().Select(ReadInvariant).OfType<Invariant>());
                return true;
            default:
                return false;
        }
    }

    private Invariant? ReadInvariant(IConfigurationSection section)
    {
        string? name = null;
        string? sql = null;
        long? expected = null;
        foreach (var key in section.GetChildren())
        {
            switch (key.Key.ToUpperInvariant())
            {
                case "NAME":
                    name = key.Value;
                    break;
                case "SQL":
                    sql = key.Value;
                    break;
                case "EXPECTED" when long.TryParse(key.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number):
                    expected = number;
                    break;
                case "EXPECTED":
                    problems.Add(ConfigurationMessages.BadNumber(key.Path, key.Value ?? ""));
                    return null;
                default:
                    RefuseUnknown(key, ["Name", "Sql", "Expected"]);
                    return null;
            }
        }

        if (name is not null && sql is not null && expected is not null)
        {
            return new Invariant(name, sql, Expect.Value(expected.Value));
        }

        problems.Add(ConfigurationMessages.MissingValue($"{section.Path}:{(name is null ? "Name" : sql is null ? "Sql" : "Expected")}"));
        return null;
    }

    /// <summary>Reads one value, or an array of them.</summary>
    private List<string> ReadList(IConfigurationSection key)
    {
        List<string> values = key.Value is { Length: > 0 } single
            ? [single]
            : [.. key.GetChildren().Select(child => child.Value).OfType<string>()];
        if (values.Count == 0 || values.Exists(string.IsNullOrWhiteSpace))
        {
            problems.Add(ConfigurationMessages.MissingValue(key.Path));
        }

        return values;
    }

    private void ReadText(IConfigurationSection key, Action<string> set)
    {
        if (string.IsNullOrEmpty(key.Value))
        {
            problems.Add(ConfigurationMessages.MissingValue(key.Path));
            return;
        }

        set(key.Value);
    }

    private void ReadTime(IConfigurationSection key, Action<TimeSpan> set)
    {
        if (DurationText.TryParse(key.Value ?? "", out var time))
        {
            set(time);
            return;
        }

        problems.Add(ConfigurationMessages.BadTime(key.Path, key.Value ?? ""));
    }

    private void ReadNumber(IConfigurationSection key, Action<int> set)
    {
        if (int.TryParse(key.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            set(number);
            return;
        }

        problems.Add(ConfigurationMessages.BadNumber(key.Path, key.Value ?? ""));
    }

    private void ReadChoice<TChoice>(IConfigurationSection key, Action<TChoice> set)
        where TChoice : struct, Enum
    {
        // Names only: a number would be accepted without being one of the choices.
        if (Enum.GetNames<TChoice>().FirstOrDefault(name => name.Equals(key.Value, StringComparison.OrdinalIgnoreCase)) is { } name)
        {
            set(Enum.Parse<TChoice>(name));
            return;
        }

        problems.Add(ConfigurationMessages.BadChoice(key.Path, key.Value ?? "", Enum.GetNames<TChoice>()));
    }

    private void RefuseUnknown(IConfigurationSection key, IReadOnlyList<string> known) =>
        problems.Add(ConfigurationMessages.UnknownKey(key.Path, NearestName.Find(key.Key, known), known));
}
