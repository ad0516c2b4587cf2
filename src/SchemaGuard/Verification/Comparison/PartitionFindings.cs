using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>The findings about partitions that are not the expected ones.</summary>
internal static class PartitionFindings
{
    private const string Nothing =
        "Nothing needs to be done if retention or maintenance did it. If it was not intended, restore it, or write the manifest again.";

    public static Finding Missing(string target, string partitionOf) =>
        Make(target, FindingSeverity.Information, $"Table '{target}', which was a partition of {partitionOf}, no longer exists.") with
        {
            Expected = partitionOf,
            Actual = "none",
        };

    public static Finding Detached(string target, string partitionOf) =>
        Make(target, FindingSeverity.Information, $"Table '{target}' is no longer a partition of {partitionOf}: it was detached.") with
        {
            Expected = partitionOf,
            Actual = "none",
        };

    public static Finding Attached(string target, string partitionOf) =>
        Make(target, FindingSeverity.Information, $"Table '{target}' is now a partition of {partitionOf}.") with
        {
            Expected = "none",
            Actual = partitionOf,
        };

    public static Finding Changed(string target, PartitionList partitions) =>
        partitions.LacksRest
            ? new Finding(
                FindingCodes.TableDifferent,
                FindingSeverity.Error,
                target,
                $"Table '{target}' lacks the partition {List(partitions.Missing)}, "
                    + "which takes all rows that match no other: inserting such a row fails.",
                "Add it again with ALTER TABLE … ADD PARTITION, in a new migration."
            )
            {
                Expected = List(partitions.Missing),
                Actual = "none",
            }
            : Make(target, FindingSeverity.Information, $"The partitions of table '{target}' are different: {What(partitions)}.") with
            {
                Expected = List(partitions.Missing),
                Actual = List(partitions.Added),
            };

    public static Finding OwnFiring(string target, string? wanted, string? found) =>
        new(
            FindingCodes.TableDifferent,
            FindingSeverity.Error,
            target,
            found is null
                ? $"Partition '{target}' fires its triggers and checks its foreign keys as its parent does but is expected not to: {wanted}."
                : $"Partition '{target}' behaves differently from its parent: {found}. "
                    + $"{(wanted is null ? "Its parent's triggers and foreign keys are expected to apply to it as well" : $"Expected is {wanted}")}.",
            "Correct it with ALTER TABLE … ENABLE TRIGGER or DISABLE TRIGGER on the partition, and check the rows that were written meanwhile. "
                + "If it is intended, write the manifest again with 'schemaguard manifest'."
        )
        {
            Expected = wanted ?? "as its parent",
            Actual = found ?? "as its parent",
        };

    public static Finding NotAttached(SchemaObject index, string target, FindingSeverity severity)
    {
        var isIndex = index.Kind == SchemaObjectKind.Index;
        var (noun, table) = (isIndex ? "Index" : "Key", ObjectNames.Join(index.Table));
        var lacking = index[AspectNames.Lacking] is { } names ? $" These partitions have none attached to it: {names}." : "";
        return new Finding(
            FindingCodes.IndexNotAttached,
            severity,
            target,
            $"{noun} '{target}' was created ON ONLY the partitioned table '{table}' and is not complete.{lacking}",
            $"Where it is missing, CREATE {(isIndex && index[AspectNames.Unique] is null ? "" : "UNIQUE ")}INDEX CONCURRENTLY on the partition; "
                + $"then ALTER INDEX {AspectText.Name(index.Name)} ATTACH PARTITION with the partition's index. It becomes valid with the last one."
        );
    }

    private static Finding Make(string target, FindingSeverity severity, string message) =>
        new(FindingCodes.PartitionsDifferent, severity, target, message, Nothing);

    private static string What(PartitionList partitions) =>
        string.Join(
            "; ",
            new[]
            {
                partitions.Missing.Count == 0 ? null : $"{List(partitions.Missing)} no longer there",
                partitions.Added.Count == 0 ? null : $"{List(partitions.Added)} new",
            }.OfType<string>()
        );

    private static string List(IReadOnlyList<string> names) =>
        names.Count == 0 ? "none" : string.Join(", ", names.Select(name => $"'{name}'"));
}
