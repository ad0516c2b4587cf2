using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// The comparison of the parts of one table. What only follows from a column that is missing or has a different type, such as an index that
/// was dropped with it, is not reported again.
/// </summary>
internal sealed class TableComparison(
    ComparisonContext context,
    SchemaObject expectedTable,
    SchemaObject table,
    IReadOnlyList<SchemaObject> expected
)
{
    private readonly AspectComparison _aspects = new(context);
    private readonly PartMatching _parts = new(context, table, expected);
    private readonly HashSet<string> _gone = new(context.Actual.PartNameComparer);
    private readonly HashSet<string> _troubled = new(context.Actual.PartNameComparer);

    private ILookup<SchemaObjectKind, SchemaObject> ByKind => field ??= expected.ToLookup(part => part.Kind);

    /// <summary>Finds the differences.</summary>
    public IReadOnlyList<Finding> Compare()
    {
        if (_parts.AreEqual())
        {
            return [];
        }

        var columns = ByKind[SchemaObjectKind.Column].ToList();
        var missing = columns.FindAll(column => _parts.Match(column) is null);
        if (missing.Count > 1 && missing.Count * 2 >= columns.Count && context.Explains(true))
        {
            return [AnotherShape(columns, missing)];
        }

        var findings = new List<Finding>();
        CompareColumns(columns, missing, findings);
        AddColumnOrder(columns, findings);
        foreach (
            var kind in ComparisonRules.All.Where(rule => rule.IsPart && rule.Kind != SchemaObjectKind.Column && ByKind.Contains(rule.Kind))
        )
        {
            CompareKind(kind, findings);
        }

        if (context.Expected.IsComplete && _parts.HasOthers)
        {
            findings.AddRange(new UnexpectedParts(context, expectedTable, table).Find(_parts.Others.ToList(), _troubled));
        }

        return findings;
    }

    /// <summary>Reports a different order of columns, if it can be chosen: statements that name no columns depend on it.</summary>
    private void AddColumnOrder(List<SchemaObject> columns, List<Finding> findings)
    {
        if (!context.Expected.IsComplete || !context.Actual.HasColumnOrder)
        {
            return;
        }

        var wanted = columns.ConvertAll(column => column.Name);
        var found = _parts.Actual.Where(part => part.Kind == SchemaObjectKind.Column).Select(column => column.Name).ToList();
        if (!OrderText.IsSame(wanted, found, context.Actual.PartNameComparer))
        {
            findings.Add(DifferenceFindings.ColumnOrder(context.TargetOf(table), wanted, found));
        }
    }

    private Finding AnotherShape(List<SchemaObject> columns, List<SchemaObject> missing)
    {
        var known = columns.Select(column => column.Name).ToHashSet(context.Actual.PartNameComparer);
        var others = _parts.Actual.Where(part => part.Kind == SchemaObjectKind.Column && !known.Contains(part.Name));
        return DifferenceFindings.AnotherShape(
            context.TargetOf(table),
            [.. missing.Select(column => column.Name)],
            [.. others.Select(column => column.Name)],
            columns.Count
        );
    }

    private void CompareColumns(List<SchemaObject> columns, List<SchemaObject> missing, List<Finding> findings)
    {
        var rule = ComparisonRules.Of(SchemaObjectKind.Column);

        // The collation of a column is only given if it differs from that of its table.
        var explained = expectedTable[AspectNames.Collation] == table[AspectNames.Collation] ? null : AspectNames.Collation;
        foreach (var column in missing.Where(column => !context.Explains(context.FollowsFromMissing(column))))
        {
            var renamed = _parts.FindRenamed(column);
            if (renamed is not null && context.Explains(true))
            {
                _parts.Take(renamed);
                _gone.Add(renamed.Name);
            }

            _gone.Add(column.Name);
            var finding = DifferenceFindings.Missing(
                rule,
                column,
                context.TargetOf(column),
                renamed is null ? null : context.TargetOf(renamed)
            );
            findings.Add(OtherCase.Hint(context, column, finding));
        }

        _troubled.UnionWith(_gone);
        var missingKey = FindMissingKey();
        foreach (var column in missing.Count == 0 ? columns : columns.Except(missing))
        {
            var actual = _parts.Match(column)!;
            _parts.Take(actual);
            var isOfMissingKey =
                missingKey is not null && context.Explains(context.MentionsAny(missingKey[AspectNames.Columns], [column.Name]));
            findings.AddRange(_aspects.Compare(isOfMissingKey ? AsKeyless(column, actual) : column, actual, _troubled, explained));
            if (column[AspectNames.Type] is { } type && type != actual[AspectNames.Type])
            {
                _troubled.Add(column.Name);
            }
        }
    }

    private SchemaObject? FindMissingKey() =>
        ByKind[SchemaObjectKind.PrimaryKey].FirstOrDefault() is { } key && _parts.Match(key) is null ? key : null;

    /// <summary>Returns a column whose key is missing without the aspects that follow from the key.</summary>
    private static SchemaObject AsKeyless(SchemaObject column, SchemaObject actual) =>
        new(
            column.Kind,
            column.Schema,
            column.Table,
            column.Name,
            [.. column.Aspects.Where(aspect => !IsOfKey(aspect)), .. actual.Aspects.Where(IsOfKey)]
        );

    private static bool IsOfKey(SchemaAspect aspect) => aspect.Name is AspectNames.Nullable or AspectNames.Identity;

    private void CompareKind(KindRule kind, List<Finding> findings)
    {
        var unmatched = new List<SchemaObject>();
        foreach (var part in ByKind[kind.Kind])
        {
            if (_parts.Match(part) is not { } actual)
            {
                unmatched.Add(part);
                continue;
            }

            _parts.Take(actual);
            if (actual[AspectNames.Valid] == "false")
            {
                findings.Add(CatalogFindings.InvalidIndex(actual, context.TargetOf(actual), FindingSeverity.Error));
            }
            else
            {
                findings.AddRange(_aspects.Compare(part, actual, _troubled));
                if (IsNamedOtherwise(part, actual))
                {
                    findings.Add(DifferenceFindings.NameDifferent(kind, context.TargetOf(part), context.TargetOf(actual)));
                }
            }
        }

        findings.AddRange(unmatched.Select(part => Missing(kind, part)).OfType<Finding>());
    }

    /// <summary>
    /// Determines whether a primary key has another name. A table has one, whatever its name; everything else is found by its name.
    /// </summary>
    private bool IsNamedOtherwise(SchemaObject part, SchemaObject actual) =>
        part.Kind == SchemaObjectKind.PrimaryKey
        && part.Name.Length > 0
        && actual.Name.Length > 0
        && !context.SamePartName(part.Name, actual.Name)
        && _aspects.IsSame(part, actual);

    /// <summary>Reports that a part is missing, unless it exists under another name or went with something else that is missing.</summary>
    private Finding? Missing(KindRule kind, SchemaObject part)
    {
        var other = part.Name.Length == 0 ? null : _parts.FindSame(part, [kind.Kind]);
        if (other is not null)
        {
            _parts.Take(other);
            return DifferenceFindings.NameDifferent(kind, context.TargetOf(part), context.TargetOf(other));
        }

        if (UniquenessFindings.Find(context, table, part) is { } changed)
        {
            _parts.Take(changed);
            return UniquenessFindings.Of(part, changed, context.TargetOf(part));
        }

        if (kind.Kind == SchemaObjectKind.Index && _parts.FindConstraintOf(part) is { } constraint)
        {
            _parts.Take(constraint);
            return DifferenceFindings.BecameConstraint(constraint, context.TargetOf(part), context.TargetOf(constraint));
        }

        var follows = context.FollowsFromMissing(part) || part.Aspects.Any(aspect => context.MentionsAny(aspect.Value, _gone));
        return IsOfNewParent(part) || !context.Holds(kind.Kind) || context.Explains(follows) || context.PassOver(kind.Kind)
            ? null
            : OtherCase.Hint(context, part, DifferenceFindings.Missing(kind, part, context.TargetOf(part), renamed: null));
    }

    /// <summary>Determines whether a part is one of the new parent: parts of an attached table become its parent's.</summary>
    private bool IsOfNewParent(SchemaObject part) => ParentParts.IsAmong(ParentParts.Of(table, expectedTable, context.Actual), part);
}
