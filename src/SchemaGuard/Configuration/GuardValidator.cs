using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Configuration;

/// <summary>The validator of a guard's options. It reports all problems and never stops at the first.</summary>
internal static class GuardValidator
{
    private const int LongestTableName = 50;
    private const int LongestSchemaName = 63;

    /// <summary>Validates the options that can be checked without a database.</summary>
    public static List<string> Validate(SchemaGuardOptions options)
    {
        var problems = new List<string>();
        if (!Enum.IsDefined(options.Startup))
        {
            problems.Add(ConfigurationMessages.UndefinedValue(nameof(options.Startup), options.Startup, typeof(StartupMode)));
        }

        if (options.OutOfOrder is not (OutOfOrderPolicy.Refuse or OutOfOrderPolicy.Allow))
        {
            problems.Add(ConfigurationMessages.UndefinedValue(nameof(options.OutOfOrder), options.OutOfOrder, typeof(OutOfOrderPolicy)));
        }

        if (options.OnExisting is not (ExistingObjectPolicy.Refuse or ExistingObjectPolicy.Verify))
        {
            problems.Add(
                ConfigurationMessages.UndefinedValue(nameof(options.OnExisting), options.OnExisting, typeof(ExistingObjectPolicy))
            );
        }

        CheckWait(nameof(options.ConnectTimeout), options.ConnectTimeout, problems);
        CheckWait(nameof(options.LockTimeout), options.LockTimeout, problems);
        CheckWait(nameof(options.WaitTimeout), options.WaitTimeout, problems);
        if (options.StatementTimeout is { } statementTimeout)
        {
            CheckBound(nameof(options.StatementTimeout), statementTimeout, problems);
        }

        if (options.MonitorThreshold < 1)
        {
            problems.Add(ConfigurationMessages.BelowOne(nameof(options.MonitorThreshold), options.MonitorThreshold));
        }

        CheckBound(nameof(options.StatementLockTimeout), options.StatementLockTimeout, problems);
        CheckWait(nameof(options.MonitorInterval), options.MonitorInterval, problems);
        CheckWait(nameof(options.MonitorLongestInterval), options.MonitorLongestInterval, problems);
        CheckWait(nameof(options.OutageTolerance), options.OutageTolerance, problems);
        CheckBound(nameof(options.InvariantTimeout), options.InvariantTimeout, problems);
        CheckTables(options, problems);
        return problems;
    }

    private static void CheckTables(SchemaGuardOptions options, List<string> problems)
    {
        if (!IsTableName(options.HistoryTable))
        {
            problems.Add(ConfigurationMessages.TableName(nameof(options.HistoryTable), options.HistoryTable));
        }

        if (options.HistorySchema is { } schema && !IsSchemaName(schema))
        {
            problems.Add(ConfigurationMessages.SchemaName(nameof(options.HistorySchema), schema));
        }
    }

    private static void CheckWait(string option, TimeSpan value, List<string> problems)
    {
        if (value < TimeSpan.Zero)
        {
            problems.Add(ConfigurationMessages.NegativeTime(option, value));
        }

        CheckLength(option, value, problems);
    }

    private static void CheckBound(string option, TimeSpan value, List<string> problems)
    {
        if (value <= TimeSpan.Zero)
        {
            problems.Add(ConfigurationMessages.NotPositiveTime(option, value));
        }

        CheckLength(option, value, problems);
    }

    private static void CheckLength(string option, TimeSpan value, List<string> problems)
    {
        if (value > DurationText.Longest)
        {
            problems.Add(ConfigurationMessages.TooLong(option, DurationText.Longest));
        }
    }

    /// <summary>
    /// Accepts every name that a database allows for a schema, because it is always quoted. The maximum length is that of PostgreSQL, the
    /// shortest of all.
    /// </summary>
    private static bool IsSchemaName(string name) =>
        !string.IsNullOrWhiteSpace(name) && System.Text.Encoding.UTF8.GetByteCount(name) <= LongestSchemaName && !name.Any(char.IsControl);

    private static bool IsTableName(string name)
    {
        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character != '_')
            {
                return false;
            }
        }

        return name.Length is > 0 and <= LongestTableName && !char.IsAsciiDigit(name[0]);
    }
}
