using SchemaGuard.Migrations;
using SchemaGuard.Providers;
using SchemaGuard.Scripts;
using SchemaGuard.Verification;

namespace SchemaGuard.DependencyInjection;

/// <summary>Finds everything that is wrong with a guard's options and registrations. Never stops at the first.</summary>
internal static class GuardValidator
{
    private const int LongestTableName = 50;

    /// <summary>Checks values that need no database.</summary>
    public static IEnumerable<string> Validate(SchemaGuardOptions options)
    {
        if (!Enum.IsDefined(options.Startup))
        {
            yield return ConfigurationMessages.UndefinedValue(nameof(options.Startup), options.Startup, typeof(StartupMode));
        }

        if (!Enum.IsDefined(options.OutOfOrder))
        {
            yield return ConfigurationMessages.UndefinedValue(nameof(options.OutOfOrder), options.OutOfOrder, typeof(OutOfOrderPolicy));
        }

        foreach (var problem in ValidateTimes(options))
        {
            yield return problem;
        }

        if (options.MonitorThreshold < 1)
        {
            yield return ConfigurationMessages.BelowOne(nameof(options.MonitorThreshold), options.MonitorThreshold);
        }

        if (!IsTableName(options.HistoryTable))
        {
            yield return ConfigurationMessages.TableName(nameof(options.HistoryTable), options.HistoryTable);
        }

        if (options.HistorySchema is { } schema && !IsTableName(schema))
        {
            yield return ConfigurationMessages.TableName(nameof(options.HistorySchema), schema);
        }
    }

    private static IEnumerable<string> ValidateTimes(SchemaGuardOptions options)
    {
        foreach (var (name, value) in Waits(options).Where(wait => wait.Value < TimeSpan.Zero))
        {
            yield return ConfigurationMessages.NegativeTime(name, value);
        }

        foreach (var (name, value) in Bounds(options).Where(wait => wait.Value > DurationText.Longest))
        {
            yield return ConfigurationMessages.TooLong(name, DurationText.Longest);
        }

        if (options.StatementTimeout is { } statement && statement <= TimeSpan.Zero)
        {
            yield return ConfigurationMessages.NotPositiveTime(nameof(options.StatementTimeout), statement);
        }

        if (options.StatementLockTimeout <= TimeSpan.Zero)
        {
            yield return ConfigurationMessages.NotPositiveTime(nameof(options.StatementLockTimeout), options.StatementLockTimeout);
        }

        if (options.InvariantTimeout <= TimeSpan.Zero)
        {
            yield return ConfigurationMessages.NotPositiveTime(nameof(options.InvariantTimeout), options.InvariantTimeout);
        }
    }

    /// <summary>Checks what the modules require.</summary>
    public static IEnumerable<string> Validate(IReadOnlyList<ModuleDefinition> modules, ISqlDialect dialect)
    {
        foreach (var module in modules)
        {
            if (module.RequiredTables.Exists(string.IsNullOrWhiteSpace))
            {
                yield return ConfigurationMessages.EmptyName(module.Name, "RequireTables");
            }

            if (module.ForbiddenTables.Exists(string.IsNullOrWhiteSpace))
            {
                yield return ConfigurationMessages.EmptyName(module.Name, "ForbidTables");
            }
        }

        var required = modules.SelectMany(module => module.RequiredTables).ToHashSet(dialect.IdentifierComparer);
        foreach (var table in modules.SelectMany(module => module.ForbiddenTables).Where(required.Contains))
        {
            yield return ConfigurationMessages.RequiredAndForbidden(table);
        }

        foreach (var problem in ValidateAdjustments(modules))
        {
            yield return problem;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var invariant in modules.SelectMany(module => module.Invariants))
        {
            if (!names.Add(invariant.Name))
            {
                yield return ConfigurationMessages.DuplicateInvariant(invariant.Name);
            }

            if (SqlScript.Parse(invariant.Sql, dialect.LexicalRules).Statements is not [{ Class.Verb: StatementVerb.Select }])
            {
                yield return ConfigurationMessages.InvariantNotQuery(invariant.Name);
            }
        }
    }

    private static IEnumerable<string> ValidateAdjustments(IReadOnlyList<ModuleDefinition> modules) =>
        modules
            .SelectMany(module => module.Adjustments)
            .Where(adjustment => !FindingAdjustment.IsAdjustable(adjustment.Code))
            .Select(adjustment => ConfigurationMessages.NotAdjustable(adjustment.Code));

    private static IEnumerable<Time> Waits(SchemaGuardOptions options) =>
        [
            new(nameof(options.ConnectTimeout), options.ConnectTimeout),
            new(nameof(options.LockTimeout), options.LockTimeout),
            new(nameof(options.WaitTimeout), options.WaitTimeout),
            new(nameof(options.MonitorInterval), options.MonitorInterval),
            new(nameof(options.OutageTolerance), options.OutageTolerance),
        ];

    private static IEnumerable<Time> Bounds(SchemaGuardOptions options) =>
        [
            .. Waits(options),
            new(nameof(options.StatementTimeout), options.StatementTimeout ?? TimeSpan.Zero),
            new(nameof(options.InvariantTimeout), options.InvariantTimeout),
            new(nameof(options.StatementLockTimeout), options.StatementLockTimeout),
        ];

    private sealed record Time(string Name, TimeSpan Value);

    private static bool IsTableName(string name) =>
        name.Length is > 0 and <= LongestTableName
        && !char.IsAsciiDigit(name[0])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
