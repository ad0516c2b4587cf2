namespace SchemaGuard.Migrations.Sources;

/// <summary>The loader of a guard's migration set from the sources of its modules.</summary>
internal sealed class MigrationSetLoader(string guard, IReadOnlyList<ModuleSources> modules, IReadOnlyList<string> basePaths)
{
    private static readonly Comparison<Migration> InOrder = (left, right) =>
        (left.Version, right.Version) switch
        {
            (null, null) => string.CompareOrdinal(left.Name, right.Name),
            (null, _) => 1,
            (_, null) => -1,
            var (first, second) => first.CompareTo(second) is var order && order != 0
                ? order
                : string.CompareOrdinal(left.Name, right.Name),
        };

    /// <summary>Gets the names of the modules that have migrations.</summary>
    public IEnumerable<string> Modules => modules.Where(module => module.Sources.Count > 0).Select(module => module.Module);

    /// <summary>Reads every source once.</summary>
    /// <exception cref="SchemaGuardConfigurationException">The files have problems; each of them is named.</exception>
    public MigrationSet Load()
    {
        var problems = new List<string>();
        var all = new List<Migration>();
        foreach (var module in modules)
        {
            var collector = new MigrationCollector(module.Module, basePaths);
            foreach (var source in module.Sources)
            {
                source.Collect(collector);
            }

            var sorted = collector.Migrations.ToList();
            sorted.Sort(InOrder);
            problems.AddRange(collector.Problems);
            AddDuplicates(module.Module, sorted, problems);
            all.AddRange(sorted);
        }

        return problems.Count == 0 ? new MigrationSet([.. Modules], all) : throw new SchemaGuardConfigurationException(guard, problems);
    }

    private static void AddDuplicates(string module, List<Migration> sorted, List<string> problems)
    {
        for (var i = 1; i < sorted.Count; i++)
        {
            var (previous, next) = (sorted[i - 1], sorted[i]);
            if (previous.Version is { } version && version == next.Version && !(version.IsDay && next.Version.IsDay))
            {
                problems.Add(MigrationMessages.Duplicate(module, version.ToString(), previous.Origin, next.Origin));
            }
            else if (previous.Name == next.Name && previous.Version == next.Version)
            {
                problems.Add(MigrationMessages.DuplicateName(module, next.Name, previous.Origin, next.Origin));
            }
        }
    }
}
