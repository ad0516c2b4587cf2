using SchemaGuard.Inspection;
using static SchemaGuard.FindingSeverity;
using static SchemaGuard.Inspection.SchemaObjectKind;

namespace SchemaGuard.Specification.Drift.MySql;

/// <summary>The changes to sequences, which MariaDB has.</summary>
internal static class MySqlSequenceCases
{
    public static IReadOnlyList<DriftCase> OfMariaDb { get; } =
    [
        new(
            Sequence,
            DriftCase.Missing,
            "drop sequence tickets",
            "create sequence tickets start with 100 increment by 10 minvalue 1 maxvalue 1000000 cache 5",
            FindingCodes.SequenceMissing,
            "tickets",
            Error
        ),
        new(
            Sequence,
            DriftCase.Unexpected,
            "create sequence extra",
            "drop sequence extra",
            FindingCodes.SequenceUnexpected,
            "extra",
            Information
        ),
        Alter(AspectNames.Start, "start with 200", "start with 100"),
        Alter(AspectNames.Increment, "increment by 5", "increment by 10"),
        Alter(AspectNames.Minimum, "minvalue 50", "minvalue 1"),
        Alter(AspectNames.Maximum, "maxvalue 2000000", "maxvalue 1000000"),
        Alter(AspectNames.Cycle, "cycle", "nocycle"),
        Alter(AspectNames.Cache, "cache 7", "cache 5"),
    ];

    private static DriftCase Alter(string aspect, string change, string undo) =>
        new(
            Sequence,
            aspect,
            $"alter sequence tickets {change}",
            $"alter sequence tickets {undo}",
            FindingCodes.SequenceDifferent,
            "tickets",
            Warning
        );
}
