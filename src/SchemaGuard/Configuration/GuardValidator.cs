using SchemaGuard.Inspection;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Scripts.Text;
using SchemaGuard.Verification.Expectations;

namespace SchemaGuard.Configuration;

/// <summary>The validator of a guard's options and registrations. It reports all problems and never stops at the first.</summary>
internal static class GuardValidator
{
    private const int LongestTableName = 50;
    private const int LongestSchemaName = 63;

    /// <summary>Validates the options that can be checked without a database.</summary>
    public static List<string> Validate(SchemaGuardOptions options)
    {
        var problems = new List<string>();
        if (options.Startup is not (StartupMode.Migrate or StartupMode.Verify or StartupMode.Wait or StartupMode.Off))
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

    /// <summary>Validates what the modules require.</summary>
    public static List<string> Validate(IReadOnlyList<ModuleDefinition> modules, ICatalogSpelling spelling)
    {
        var problems = new List<string>();
        CheckTables(modules, spelling.IdentifierComparer, problems);
        CheckAdjustments(modules, problems);
        CheckInvariants(modules, spelling, problems);
        CheckProbes(modules, spelling, problems);
        CheckPrivileges(modules, problems);
        return problems;
    }

    private static void CheckTables(IReadOnlyList<ModuleDefinition> modules, StringComparer comparer, List<string> problems)
    {
        var required = new HashSet<string>(comparer);
        foreach (var module in modules)
        {
            CheckNames(module.Name, "RequireTables", module.RequiredTables, problems);
            CheckNames(module.Name, "ForbidTables", module.ForbiddenTables, problems);
            CheckNames(module.Name, "RequirePrivileges", [.. module.Privileges.SelectMany(access => access.Tables)], problems);
            required.UnionWith(module.RequiredTables);
        }

        foreach (var module in modules)
        {
            foreach (var table in module.ForbiddenTables)
            {
                if (required.Contains(table))
                {
                    problems.Add(ConfigurationMessages.RequiredAndForbidden(table));
                }
            }
        }
    }

    private static void CheckAdjustments(IReadOnlyList<ModuleDefinition> modules, List<string> problems)
    {
        foreach (var module in modules)
        {
            foreach (var adjustment in module.Adjustments)
            {
                if (!FindingAdjustment.IsAdjustable(adjustment.Code))
                {
                    problems.Add(ConfigurationMessages.NotAdjustable(adjustment.Code));
                }
            }
        }
    }

    private static void CheckInvariants(IReadOnlyList<ModuleDefinition> modules, ICatalogSpelling spelling, List<string> problems)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var module in modules)
        {
            foreach (var invariant in module.Invariants)
            {
                if (!names.Add(invariant.Name))
                {
                    problems.Add(ConfigurationMessages.DuplicateInvariant(invariant.Name));
                }

                if (SqlScript.Parse(invariant.Sql, spelling.LexicalRules).Statements is not [{ Class.Verb: StatementVerb.Select }])
                {
                    problems.Add(ConfigurationMessages.InvariantNotQuery(invariant.Name));
                }
            }
        }
    }

    private static void CheckProbes(IReadOnlyList<ModuleDefinition> modules, ICatalogSpelling spelling, List<string> problems)
    {
        foreach (var module in modules)
        {
            foreach (var probe in module.Probes)
            {
                problems.AddRange(
                    probe
                        .Statements.Where(statement => probe.Index is null && !IsOneDataStatement(statement, spelling))
                        .Select(_ => ConfigurationMessages.ProbeNotOneStatement(probe.Name))
                        .Take(1)
                );
                if (
                    probe.Index is not null
                    && SqlScript.Parse(probe.Statements[0], spelling.LexicalRules).Statements is not [{ Class.Verb: StatementVerb.Select }]
                )
                {
                    problems.Add(ConfigurationMessages.InvariantNotQuery(probe.Name));
                }
            }
        }
    }

    /// <summary>
    /// Determines whether a text is a single statement that reads or writes rows. Anything else might end the transaction that is rolled
    /// back after a probe.
    /// </summary>
    private static bool IsOneDataStatement(string statement, ICatalogSpelling spelling) =>
        SqlScript.Parse(statement, spelling.LexicalRules)
            is {
                ClientCommands.Count: 0,
                UnterminatedAt: null,
                Statements: [
                    {
                        Class.Verb: StatementVerb.Select
                            or StatementVerb.Insert
                            or StatementVerb.Update
                            or StatementVerb.Delete
                            or StatementVerb.Merge
                            or StatementVerb.Replace
                    },
                ]
            };

    private static void CheckPrivileges(IReadOnlyList<ModuleDefinition> modules, List<string> problems)
    {
        var isAnythingRequired = modules.Any(module =>
            module.RequiredTables.Count + module.RequiredObjects.Count + module.Manifests.Count > 0
        );
        if (!isAnythingRequired && modules.Any(module => module.Privileges.Exists(required => required.Tables.Count == 0)))
        {
            problems.Add(ConfigurationMessages.PrivilegesOnNothing());
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

    private static void CheckNames(string module, string what, List<string> tables, List<string> problems)
    {
        foreach (var table in tables)
        {
            if (string.IsNullOrWhiteSpace(table))
            {
                problems.Add(ConfigurationMessages.EmptyName(module, what));
                return;
            }
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
