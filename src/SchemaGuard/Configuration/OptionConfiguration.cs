using Microsoft.Extensions.Configuration;

namespace SchemaGuard.Configuration;

/// <summary>A reader of the configuration keys that are options. It is written by hand, so that the start does not pay for reflection.</summary>
internal sealed class OptionConfiguration(SchemaGuardOptions options, ConfigurationValues values)
{
    private static readonly Dictionary<string, Action<OptionConfiguration, IConfigurationSection>> Readers = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        [nameof(SchemaGuardOptions.Startup)] = (to, key) => to.Values.Choice<StartupMode>(key, value => to.Options.Startup = value),
        [nameof(SchemaGuardOptions.OutOfOrder)] = (to, key) =>
            to.Values.Choice<OutOfOrderPolicy>(key, value => to.Options.OutOfOrder = value),
        [nameof(SchemaGuardOptions.OnExisting)] = (to, key) =>
            to.Values.Choice<ExistingObjectPolicy>(key, value => to.Options.OnExisting = value),
        [nameof(SchemaGuardOptions.ConnectionString)] = (to, key) =>
            to.Values.OptionalText(key, value => to.Options.ConnectionString = value),
        [nameof(SchemaGuardOptions.MigrationConnectionString)] = (to, key) =>
            to.Values.OptionalText(key, value => to.Options.MigrationConnectionString = value),
        [nameof(SchemaGuardOptions.StatementLockTimeout)] = (to, key) =>
            to.Values.Time(key, value => to.Options.StatementLockTimeout = value),
        [nameof(SchemaGuardOptions.ConnectTimeout)] = (to, key) => to.Values.Time(key, value => to.Options.ConnectTimeout = value),
        [nameof(SchemaGuardOptions.LockTimeout)] = (to, key) => to.Values.Time(key, value => to.Options.LockTimeout = value),
        [nameof(SchemaGuardOptions.WaitTimeout)] = (to, key) => to.Values.Time(key, value => to.Options.WaitTimeout = value),
        [nameof(SchemaGuardOptions.StatementTimeout)] = (to, key) =>
            to.Values.OptionalTime(key, value => to.Options.StatementTimeout = value),
        [nameof(SchemaGuardOptions.InvariantTimeout)] = (to, key) => to.Values.Time(key, value => to.Options.InvariantTimeout = value),
        [nameof(SchemaGuardOptions.MonitorInterval)] = (to, key) => to.Values.Time(key, value => to.Options.MonitorInterval = value),
        [nameof(SchemaGuardOptions.MonitorLongestInterval)] = (to, key) =>
            to.Values.Time(key, value => to.Options.MonitorLongestInterval = value),
        [nameof(SchemaGuardOptions.MonitorThreshold)] = (to, key) => to.Values.Number(key, value => to.Options.MonitorThreshold = value),
        [nameof(SchemaGuardOptions.OutageTolerance)] = (to, key) => to.Values.Time(key, value => to.Options.OutageTolerance = value),
        [nameof(SchemaGuardOptions.HistoryTable)] = (to, key) => to.Values.Text(key, value => to.Options.HistoryTable = value),
        [nameof(SchemaGuardOptions.HistorySchema)] = (to, key) => to.Values.OptionalText(key, value => to.Options.HistorySchema = value),
        [nameof(SchemaGuardOptions.ApplicationName)] = (to, key) =>
            to.Values.OptionalText(key, value => to.Options.ApplicationName = value),
        [nameof(SchemaGuardOptions.TraceStatementText)] = (to, key) => to.Values.Flag(key, value => to.Options.TraceStatementText = value),
        [nameof(SchemaGuardOptions.TerminationLogPath)] = (to, key) =>
            to.Values.OptionalText(key, value => to.Options.TerminationLogPath = value),
    };

    /// <summary>Gets the keys that are options.</summary>
    public static IEnumerable<string> Keys => Readers.Keys;

    private SchemaGuardOptions Options => options;

    private ConfigurationValues Values => values;

    /// <summary>Reads a key.</summary>
    /// <returns><see langword="true"/> if the key is an option.</returns>
    public bool TryRead(IConfigurationSection key)
    {
        if (!Readers.TryGetValue(key.Key, out var read))
        {
            return false;
        }

        read(this, key);
        return true;
    }
}
