using SchemaGuard.Inspection;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Verification.Expectations;

namespace SchemaGuard.Configuration;

/// <summary>The validator of what the modules of a guard require. It reports all problems and never stops at the first.</summary>
internal static class ModuleValidator
{
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
}
