using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>The comparison of a catalog with what is expected of it. Pure. An instance makes one comparison.</summary>
internal sealed class SchemaComparison(ComparisonContext context, HiddenObjects hidden)
{
    private readonly RenamedTables _renamed = new(context, hidden);
    private readonly List<SchemaObject> _schemas =
    [
        .. context.Expected.Objects.Where(expected => expected.Kind == SchemaObjectKind.Schema),
    ];
    private readonly AspectComparison _aspects = new(context);
    private readonly OwnedSequences _sequences = new(context);
    private readonly HashSet<SchemaObject> _matched = [];
    private readonly ILookup<ObjectKey, SchemaObject> _parts = context
        .Expected.Objects.Where(expected => expected.Table is not null)
        .ToLookup(
            part => TableKey(part.Schema ?? context.Actual.DefaultSchema, part.Table!),
            new ObjectKeyComparer(context.Actual.NameComparer, context.Actual.PartNameComparer)
        );

    /// <summary>Finds the differences.</summary>
    public IReadOnlyList<Finding> Compare() =>
        new OtherSearchPath(context).Find() is { } elsewhere && context.Explains(true) ? [elsewhere] : CompareObjects();

    private List<Finding> CompareObjects()
    {
        var findings = new List<Finding>();
        var whole = context.Expected.Objects.Where(expected => expected.Table is null).ToList();
        NoteMissing(whole);

        // Tables first: differences in their columns explain differences in views.
        foreach (var expected in whole.OrderBy(expected => expected.Kind == SchemaObjectKind.Table ? 0 : 1))
        {
            Compare(expected, findings);
        }

        if (context.Expected.IsComplete)
        {
            findings.AddRange(Unexpected());
        }

        if (context.UnseenObjects > 0)
        {
            findings.Add(DifferenceFindings.Unseen(context.Unseen, context.UnseenObjects));
        }

        if (context.IncomparableTexts.Count > 0)
        {
            findings.Add(
                DifferenceFindings.ManifestOfOtherServer(context.Servers.Manifest, context.Servers.Server, [.. context.IncomparableTexts])
            );
        }

        return findings;
    }

    private void NoteMissing(List<SchemaObject> whole)
    {
        foreach (var expected in whole)
        {
            if (Find(expected) is { } actual)
            {
                _matched.Add(actual);
                MissColumns(expected, actual);
            }
            else if (
                !context.Actual.Unseen.Contains(expected.Kind)
                && context.Holds(expected.Kind)
                && _sequences.FindOwner(expected) is null
            )
            {
                context.Miss(BareName(expected));
            }
        }
    }

    private void MissColumns(SchemaObject expected, SchemaObject actual)
    {
        foreach (var column in _parts[TableKey(actual.Schema, actual.Name)].Where(part => part.Kind == SchemaObjectKind.Column))
        {
            if (context.Actual.Find(SchemaObjectKind.Column, actual.Schema, actual.Name, column.Name) is null)
            {
                context.Miss(expected.Name, column.Name);
            }
        }
    }

    private void Compare(SchemaObject expected, List<Finding> findings)
    {
        var actual = Find(expected);
        if (actual is null)
        {
            AddMissing(expected, findings);
            return;
        }

        if (!context.Explains(context.FollowsFromMissing(expected)))
        {
            findings.AddRange(_aspects.Compare(expected, actual, troubled: []));
        }

        if (expected.Kind is SchemaObjectKind.Table or SchemaObjectKind.View)
        {
            var parts = _parts[TableKey(actual.Schema, actual.Name)].ToList();
            findings.AddRange(new TableComparison(context, expected, actual, parts).Compare());
        }
    }

    private void AddMissing(SchemaObject expected, List<Finding> findings)
    {
        var target = context.TargetOf(expected);
        if (!context.Holds(expected.Kind) || context.Explains(IsInMissingSchema(expected)))
        {
            return;
        }

        if (_sequences.FindOwner(expected) is { } owner)
        {
            findings.Add(SequenceFindings.Owned(target, context.TargetOf(owner)));
        }
        else if (expected[AspectNames.PartitionOf] is { } partitionOf)
        {
            AddMissingPartition(expected, partitionOf, target, findings);
        }
        else if (
            expected.Kind == SchemaObjectKind.Table
            && context.Actual.Find(SchemaObjectKind.View, expected.Schema, table: null, expected.Name) is { } view
        )
        {
            _matched.Add(view);
            findings.Add(CatalogFindings.RequiredTableIsView(target));
        }
        else if (expected.Kind == SchemaObjectKind.Table && FindRenamed(expected) is var renamed)
        {
            if (renamed is not null && context.Explains(true))
            {
                _matched.Add(renamed);
            }

            var missing = CatalogFindings.RequiredTableMissing(target, renamed is null ? null : context.TargetOf(renamed));
            findings.Add(OtherCase.Hint(context, expected, missing));
        }
        else if (!context.PassOver(expected.Kind) && !context.Explains(context.FollowsFromMissing(expected)))
        {
            var missing = DifferenceFindings.Missing(ComparisonRules.Of(expected.Kind), expected, target, renamed: null);
            findings.Add(OtherCase.Hint(context, expected, missing));
        }
    }

    /// <summary>
    /// Adds the finding for a missing partition. Retention drops partitions; without the parent, or without the partition for all other
    /// rows, statements fail.
    /// </summary>
    private void AddMissingPartition(SchemaObject expected, string partitionOf, string target, List<Finding> findings)
    {
        if (PartitionText.FindParent(partitionOf, context.Actual) is null)
        {
            if (!WentWithPartition(partitionOf) && !context.Explains(true))
            {
                findings.Add(CatalogFindings.RequiredTableMissing(target));
            }
        }
        else
        {
            findings.Add(
                PartitionText.IsForGood(partitionOf)
                    ? CatalogFindings.RequiredTableMissing(target)
                    : PartitionFindings.Missing(target, partitionOf)
            );
        }
    }

    /// <summary>
    /// Determines whether the parent is itself a partition that retention may have dropped, together with its own partitions.
    /// </summary>
    private bool WentWithPartition(string partitionOf) =>
        PartitionText.FindParent(partitionOf, Expected)?[AspectNames.PartitionOf] is { } parentOf
        && !PartitionText.IsForGood(parentOf)
        && (PartitionText.FindParent(parentOf, context.Actual) is not null || WentWithPartition(parentOf));

    private Snapshot Expected =>
        field ??= new Snapshot(context.Expected.Objects, context.Actual.NameComparer, defaultSchema: null, context.Actual.PartNameComparer);

    private bool IsInMissingSchema(SchemaObject expected) =>
        expected.Schema is { } schema && _schemas.Find(other => context.SameName(other.Name, schema)) is { } known && Find(known) is null;

    private SchemaObject? FindRenamed(SchemaObject missing) =>
        _renamed.Find(
            missing,
            _parts[TableKey(missing.Schema ?? context.Actual.DefaultSchema, missing.Name)]
                .Where(part => part.Kind == SchemaObjectKind.Column),
            _matched
        );

    private IEnumerable<Finding> Unexpected() =>
        context
            .Actual.Objects.Where(actual =>
                actual.Table is null && !_matched.Contains(actual) && !hidden.Hides(actual) && !context.IsOfSibling(actual)
            )
            .Where(actual => context.Holds(actual.Kind) && !_sequences.WasOwned(actual))
            .Where(actual => actual.Kind != SchemaObjectKind.Schema || !context.SameName(actual.Name, context.Actual.DefaultSchema))
            .Select(actual => DifferenceFindings.Unexpected(ComparisonRules.Of(actual.Kind), context.TargetOf(actual)));

    private SchemaObject? Find(SchemaObject expected) => context.Actual.Find(expected.Kind, expected.Schema, table: null, expected.Name);

    private static string BareName(SchemaObject target) =>
        target.Kind == SchemaObjectKind.Routine && target.Name.IndexOf('(') is var at and > 0 ? target.Name[..at] : target.Name;

    private static ObjectKey TableKey(string? schema, string name) => ObjectKey.Of(SchemaObjectKind.Table, schema, table: null, name);
}
