using SchemaGuard.Inspection;
using static SchemaGuard.FindingSeverity;
using static SchemaGuard.Inspection.SchemaObjectKind;

namespace SchemaGuard.Specification.Drift.MySql;

/// <summary>The changes to foreign keys.</summary>
internal static class MySqlForeignKeyCases
{
    private const string ChildOf = "foreign key (parent) references parents (id) on delete cascade on update set null";

    public static IReadOnlyList<DriftCase> Common { get; } =
    [
        MySqlKeyCases.Change(
            ForeignKey,
            DriftCase.Missing,
            "children",
            "drop foreign key child_of",
            $"add constraint child_of {ChildOf}",
            FindingCodes.ForeignKeyMissing,
            "child_of",
            Error
        ),
        MySqlKeyCases.Change(
            ForeignKey,
            DriftCase.Unexpected,
            "children",
            "add constraint also foreign key (other) references parents (id)",
            "drop foreign key also",
            FindingCodes.ForeignKeyUnexpected,
            "also",
            Information
        ),
        MySqlKeyCases.Change(
            ForeignKey,
            "unexpected, with the index that it makes",
            "children",
            "add constraint also foreign key (third) references parents (id)",
            "drop foreign key also, drop key also",
            FindingCodes.ForeignKeyUnexpected,
            "also",
            Information
        ),
        Refer(AspectNames.Columns, "foreign key (other) references parents (id) on delete cascade on update set null"),
        Refer(AspectNames.References, "foreign key (parent) references elders (id) on delete cascade on update set null"),
        Refer(AspectNames.OnDelete, "foreign key (parent) references parents (id) on update set null"),
        Refer(AspectNames.OnUpdate, "foreign key (parent) references parents (id) on delete cascade on update cascade"),
    ];

    private static DriftCase Refer(string aspect, string change) =>
        new(
            ForeignKey,
            aspect,
            $"alter table children drop foreign key child_of; alter table children add constraint child_of {change}",
            $"alter table children drop foreign key child_of; alter table children add constraint child_of {ChildOf}",
            FindingCodes.ForeignKeyDifferent,
            "children.child_of",
            Error
        );
}
