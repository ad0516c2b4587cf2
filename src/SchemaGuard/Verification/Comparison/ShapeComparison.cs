using SchemaGuard.Inspection;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// The comparison of a table with the one that a statement would create. What the statement creates must exist and be alike; anything else
/// may have been added later. Pure.
/// </summary>
internal static class ShapeComparison
{
    private const string Unlike = "not as expected";
    private const string MissingText = " missing";
    private const string OtherText = " expected";

    /// <summary>The aspects that a separate statement gives a table after its creation.</summary>
    private static readonly string[] LaterAspects =
    [
        AspectNames.RowSecurity,
        AspectNames.ReplicaIdentity,
        AspectNames.TriggerOrder,
        AspectNames.PartitionOf,
        AspectNames.Inherits,
        AspectNames.OwnFiring,
    ];

    /// <summary>Finds the differences, one phrase each.</summary>
    /// <param name="expected">What the statement would create: one table with its parts, or with those that count.</param>
    /// <param name="found">The table that exists, with its parts.</param>
    /// <param name="schema">The schema of both; <see langword="null"/> where there are none.</param>
    /// <param name="following">The statements that are still to run.</param>
    /// <param name="spelling">How names compare and SQL is read.</param>
    /// <returns>The differences; <see langword="null"/> if all of them may come from statements that are still to run.</returns>
    public static IReadOnlyList<string>? Differences(
        IReadOnlyList<SchemaObject> expected,
        IReadOnlyList<SchemaObject> found,
        string? schema,
        IEnumerable<SqlStatement> following,
        ICatalogSpelling spelling
    )
    {
        var differences = Compare(expected, found, schema, spelling);
        if (differences.Count == 0)
        {
            return differences;
        }

        var later = new LaterStatements(following, TableOf(found).Name, spelling.LexicalRules);
        if (later.ReplaceTable)
        {
            return null;
        }

        var rest = Compare([.. expected.Where(part => !later.Change(part))], found, schema, spelling);
        return rest.Count == 0 ? null : rest;
    }

    private static IReadOnlyList<string> Compare(
        IReadOnlyList<SchemaObject> expected,
        IReadOnlyList<SchemaObject> found,
        string? schema,
        ICatalogSpelling spelling
    )
    {
        (expected, found) = (WithoutSequences(expected), WithoutSequences(found));
        var (wanted, table) = (TableOf(expected), TableOf(found));
        var actual = new Snapshot(
            [.. found.Select(part => part == table ? WithoutLater(part, wanted) : part)],
            spelling.IdentifierComparer,
            schema
        );
        var context = new ComparisonContext(
            new ExpectedSchema(expected) { IsComplete = true },
            actual,
            product: "",
            serverVersion: "",
            spelling.LexicalRules
        )
        {
            KeepsText = spelling.KeepsText,
        };
        var there = TableOf(actual.Objects);
        return
        [
            .. new AspectComparison(context)
                .Compare(wanted, there, troubled: [])
                .Concat(new TableComparison(context, wanted, there, [.. expected.Where(part => part.Table is not null)]).Compare())
                .Where(IsDifference)
                .Select(Phrase),
        ];
    }

    private static SchemaObject TableOf(IReadOnlyList<SchemaObject> objects) => objects.First(part => part.Table is null);

    private static SchemaObject WithoutLater(SchemaObject table, SchemaObject wanted) =>
        Without(table, aspect => wanted[aspect] is null && LaterAspects.Contains(aspect));

    /// <summary>Leaves out the names of the sequences of columns: the server chooses another name if one is taken.</summary>
    private static IReadOnlyList<SchemaObject> WithoutSequences(IReadOnlyList<SchemaObject> objects) =>
        [
            .. objects.Select(part =>
                part[AspectNames.OwnedSequence] is null ? part : Without(part, aspect => aspect == AspectNames.OwnedSequence)
            ),
        ];

    private static SchemaObject Without(SchemaObject part, Func<string, bool> isLeftOut) =>
        new(part.Kind, part.Schema, part.Table, part.Name, [.. part.Aspects.Where(aspect => !isLeftOut(aspect.Name))]);

    private static bool IsDifference(Finding finding) =>
        finding.Severity != FindingSeverity.Information
        && finding.Code is not (FindingCodes.InsertWouldFail or FindingCodes.RuleUnexpected);

    /// <summary>Returns one phrase that describes a difference, including a text that findings show beside their sentence.</summary>
    private static string Phrase(Finding finding)
    {
        var sentence = finding.Message.TrimEnd('.');
        var phrase = char.ToLowerInvariant(sentence[0]) + sentence[1..];
        return PrintableText.Line(
            phrase.EndsWith(MissingText, StringComparison.Ordinal) && finding.Expected is { } wanted ? $"{phrase}: {wanted}"
            : phrase.EndsWith(OtherText, StringComparison.Ordinal) && finding is { Expected: null, Actual: { } more } ? $"{phrase}: {more}"
            : phrase.EndsWith(Unlike, StringComparison.Ordinal) || finding.Code == FindingCodes.RenderedDifferently
                ? $"{phrase}: {finding.Actual} where the statement says {finding.Expected}"
            : phrase
        );
    }
}
