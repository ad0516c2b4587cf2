using SchemaGuard.Inspection;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Verification.Comparison;
using SchemaGuard.Verification.Expectations;

namespace SchemaGuard.Verification;

/// <summary>The faults of a catalog, regardless of what is expected of it.</summary>
/// <param name="snapshot">The catalog.</param>
/// <param name="requirements">What the application needs. A fault in one of these objects is an error.</param>
/// <param name="rules">How the server writes SQL.</param>
internal sealed class CatalogFaults(Snapshot snapshot, Requirements requirements, LexicalRules rules)
{
    private static readonly HashSet<string> CodesOfMissing = new(StringComparer.Ordinal)
    {
        FindingCodes.RequiredTableMissing,
        FindingCodes.RequiredTableIsView,
        FindingCodes.TableShape,
        FindingCodes.ColumnMissing,
        FindingCodes.ViewMissing,
        FindingCodes.RoutineMissing,
    };

    /// <summary>Finds the faults that the comparison has not reported, and that do not follow from what it has reported.</summary>
    /// <param name="hidden">The guard's own tables.</param>
    /// <param name="told">What the comparison has reported.</param>
    public IReadOnlyList<Finding> Find(HiddenObjects hidden, IReadOnlyList<Finding> told)
    {
        var known = told.Select(finding => (finding.Code, finding.Target)).ToHashSet();
        return
        [
            .. Indexes().Where(fault => !known.Contains((fault.Code, fault.Target))),
            .. snapshot.Faults.Count == 0 ? [] : References(hidden, Missing(told)),
        ];
    }

    private IEnumerable<Finding> Indexes()
    {
        foreach (var found in snapshot.Objects)
        {
            if (found[AspectNames.Valid] == AspectText.False)
            {
                yield return CatalogFindings.InvalidIndex(found, Target(found), FindingSeverity.Warning);
            }
            else if (found[AspectNames.Attached] == AspectText.False)
            {
                yield return PartitionFindings.NotAttached(found, Target(found), FindingSeverity.Information);
            }
        }
    }

    /// <summary>
    /// Reports the faults, except those that only follow from something that is missing: from a table, or from a view that reads it.
    /// </summary>
    private IEnumerable<Finding> References(HiddenObjects hidden, List<IReadOnlyList<string>> missing)
    {
        var expected = Expected();
        var faults = snapshot.Faults.Where(fault => !hidden.Hides(fault.Target) || expected.Contains(fault.Target)).ToList();
        var names = faults.ToDictionary(fault => fault, fault => Names(fault.Target));
        for (var before = -1; before != faults.Count; )
        {
            before = faults.Count;
            foreach (var fault in faults.FindAll(fault => missing.Exists(path => path.All(names[fault].Contains))))
            {
                faults.Remove(fault);
                missing.Add([fault.Target.Name]);
            }
        }

        return faults.Select(fault =>
            CatalogFindings.BrokenReference(
                fault,
                Target(fault.Target),
                expected.Contains(fault.Target) ? FindingSeverity.Error : FindingSeverity.Warning
            )
        );
    }

    /// <summary>
    /// Returns what is reported to be missing as an error: a table by its name, a column by the names of its table and its own.
    /// </summary>
    private List<IReadOnlyList<string>> Missing(IReadOnlyList<Finding> told) =>
        [
            .. FindingAdjustment
                .Apply(requirements.Adjustments, told)
                .Where(finding => finding.Severity == FindingSeverity.Error && CodesOfMissing.Contains(finding.Code))
                .Select(finding => Path(finding)),
        ];

    private static IReadOnlyList<string> Path(Finding finding)
    {
        var parts = ObjectNames.Split(finding.Target);
        return finding.Code == FindingCodes.ColumnMissing ? [.. parts.TakeLast(2)] : [parts[^1].Split('(')[0]];
    }

    /// <summary>Returns every name that an object mentions, including its table's.</summary>
    private HashSet<string> Names(SchemaObject found)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var aspect in found.Aspects)
        {
            names.UnionWith(ServerSql.NamesIn(aspect.Value, rules));
        }

        names.Add(found.Table ?? "");
        return names;
    }

    /// <summary>Finds the objects of the catalog that a manifest or a requirement names.</summary>
    private HashSet<SchemaObject> Expected() =>
        requirements
            .Expected.SelectMany(expected => expected.Objects)
            .Select(expected => snapshot.Find(expected.Kind, expected.Schema, expected.Table, expected.Name))
            .OfType<SchemaObject>()
            .ToHashSet();

    private string Target(SchemaObject found) =>
        ObjectNames.Display(snapshot.NameComparer.Equals(found.Schema, snapshot.DefaultSchema) ? found.InSchema(null) : found);
}
