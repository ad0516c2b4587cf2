using SchemaGuard.Inspection;
using static SchemaGuard.FindingSeverity;
using static SchemaGuard.Inspection.SchemaObjectKind;

namespace SchemaGuard.Specification.Drift.MySql;

/// <summary>The changes to columns.</summary>
internal static class MySqlColumnCases
{
    private const string Doubled = "decimal(11, 2) generated always as";

    public static IReadOnlyList<DriftCase> Common { get; } =
    [
        new(
            Column,
            DriftCase.Missing,
            "alter table parents drop column note",
            "alter table parents add column note varchar(200) collate utf8mb4_bin after name, add key parents_note (note(20))",
            FindingCodes.ColumnMissing,
            "parents.note",
            Error
        ),
        new(
            Column,
            "renamed",
            "alter table children rename column weight to heft",
            "alter table children rename column heft to weight",
            FindingCodes.ColumnMissing,
            "children.weight",
            Error
        ),
        new(
            Column,
            DriftCase.Unexpected,
            "alter table children add column extra int",
            "alter table children drop column extra",
            FindingCodes.ColumnUnexpected,
            "children.extra",
            Information
        ),
        new(
            Column,
            "that every insert must fill",
            "alter table children add column extra int not null",
            "alter table children drop column extra",
            FindingCodes.InsertWouldFail,
            "children.extra",
            Error
        ),
        Modify(AspectNames.Visible, "children", "weight", "int default 5 invisible", "int default 5", Error),
        Modify(AspectNames.Type, "children", "weight", "bigint default 5", "int default 5", Error),
        Modify(AspectNames.Type, "children", "weight", "int unsigned default 5", "int default 5", Error),
        Modify(
            AspectNames.Type,
            "numbered",
            "kind",
            "enum('a', 'b', 'c') not null default 'a'",
            "enum('a', 'b') not null default 'a'",
            Error
        ),
        Modify(AspectNames.Type, "pairs", "j", "text", "json", Error),
        Modify(AspectNames.Nullable, "children", "weight", "int not null default 5", "int default 5", Error),
        Modify(AspectNames.Nullable, "loose", "a", "int", "int not null", Warning),
        Modify(AspectNames.Default, "children", "weight", "int default 6", "int default 5", Warning),
        Modify(AspectNames.Default, "children", "weight", "int", "int default 5", Warning),
        Modify(AspectNames.Default, "numbered", "kind", "enum('a', 'b') not null", "enum('a', 'b') not null default 'a'", Error),
        Modify(
            AspectNames.Default,
            "parents",
            "name",
            "varchar(40) not null default 'it''s; -- nobody'",
            @"varchar(40) not null default 'it''s; -- nobody\\'",
            Warning
        ),
        Modify(AspectNames.Identity, "numbered", "id", "int not null", "int not null auto_increment", Error),
        Modify(AspectNames.Generated, "parents", "doubled", $"{Doubled} (amount * 3) stored", $"{Doubled} (amount * 2) stored", Error),
        Modify(AspectNames.Generated, "parents", "doubled", "decimal(11, 2)", $"{Doubled} (amount * 2) stored", Error),
        new(
            Column,
            AspectNames.Generated,
            $"alter table parents drop column doubled, add column doubled {Doubled} (amount * 2) virtual after amount",
            $"alter table parents drop column doubled, add column doubled {Doubled} (amount * 2) stored after amount",
            FindingCodes.ColumnDifferent,
            "parents.doubled",
            Error
        ),
        Modify(AspectNames.Collation, "parents", "note", "varchar(200)", "varchar(200) collate utf8mb4_bin", Warning),
        Modify(AspectNames.Collation, "pairs", "label", "varchar(20) character set latin1", "varchar(20)", Warning),
        Modify(
            AspectNames.OnUpdate,
            "parents",
            "touched",
            "timestamp(3) not null default current_timestamp(3)",
            "timestamp(3) not null default current_timestamp(3) on update current_timestamp(3)",
            Error
        ),
    ];

    /// <summary>Gets the changes to the values that a column accepts, which MariaDB does not know.</summary>
    public static IReadOnlyList<DriftCase> OfMySql { get; } =
    [Modify(AspectNames.Type, "looser", "place", "point", "point srid 4326", Error)];

    private static DriftCase Modify(string aspect, string table, string column, string change, string undo, FindingSeverity severity) =>
        new(
            Column,
            aspect,
            $"alter table {table} modify column {column} {change}",
            $"alter table {table} modify column {column} {undo}",
            FindingCodes.ColumnDifferent,
            $"{table}.{column}",
            severity
        );
}
