using SchemaGuard.Inspection;
using static SchemaGuard.FindingSeverity;
using static SchemaGuard.Inspection.SchemaObjectKind;

namespace SchemaGuard.Specification.Drift.MySql;

/// <summary>The changes to tables.</summary>
internal static class MySqlTableCases
{
    private const string CreateNumbered =
        "create table numbered (id int not null auto_increment primary key, kind enum('a', 'b') not null default 'a')";

    private const string Partitions =
        "alter table parted partition by range (y) (partition old values less than (2000), "
        + "partition recent values less than (2020), partition rest values less than maxvalue)";

    public static IReadOnlyList<DriftCase> Common { get; } =
    [
        new(Table, DriftCase.Missing, "drop table numbered", CreateNumbered, FindingCodes.RequiredTableMissing, "numbered", Error),
        new(
            Table,
            DriftCase.Unexpected,
            "create table extra (id int primary key)",
            "drop table extra",
            FindingCodes.TableUnexpected,
            "extra",
            Information
        ),
        new(
            Table,
            "renamed",
            "rename table parents to persons",
            "rename table persons to parents",
            FindingCodes.RequiredTableMissing,
            "parents",
            Error
        ),
        new(
            Table,
            "replaced by a view",
            "drop table numbered; create view numbered as select 1 as id, 'a' as kind",
            $"drop view numbered; {CreateNumbered}",
            FindingCodes.RequiredTableIsView,
            "numbered",
            Error
        ),
        new(
            Table,
            "replaced by another of its name",
            "alter table pairs rename column code to word, rename column n to many, rename column label to text",
            "alter table pairs rename column word to code, rename column many to n, rename column text to label",
            FindingCodes.TableShape,
            "pairs",
            Error
        ),
        new(
            Table,
            AspectNames.Engine,
            "alter table loose engine = myisam",
            "alter table loose engine = innodb",
            FindingCodes.TableDifferent,
            "loose",
            Warning
        ),
        new(
            Table,
            AspectNames.Partitioning,
            "alter table parted drop partition recent",
            Partitions,
            FindingCodes.PartitionsDifferent,
            "parted",
            Information
        ),
        new(
            Table,
            AspectNames.Partitioning,
            "alter table parted reorganize partition rest into (partition later values less than (2030), partition rest values less than maxvalue)",
            Partitions,
            FindingCodes.PartitionsDifferent,
            "parted",
            Information
        ),
        new(
            Table,
            AspectNames.Partitioning,
            "alter table parted drop partition rest",
            Partitions,
            FindingCodes.TableDifferent,
            "parted",
            Error
        ),
        new(
            Table,
            AspectNames.Storage,
            "alter table packed row_format = dynamic",
            "alter table packed row_format = compact",
            FindingCodes.TableDifferent,
            "packed",
            Warning
        ),
        new(
            Table,
            AspectNames.TriggerOrder,
            $"drop trigger elders_first; {First("follows")}",
            $"drop trigger elders_first; {First("precedes")}",
            FindingCodes.TableDifferent,
            "elders",
            Warning
        ),
        new(
            Column,
            "another order",
            "alter table children modify column weight int default 5 after id",
            "alter table children modify column weight int default 5 after third",
            FindingCodes.ColumnOrderDifferent,
            "children",
            Information
        ),
        new(
            Table,
            AspectNames.Partitioning,
            "alter table parted remove partitioning",
            Partitions,
            FindingCodes.TableDifferent,
            "parted",
            Warning
        ),
        new(
            Table,
            AspectNames.Partitioning,
            "alter table loose partition by hash (a) partitions 4",
            "alter table loose remove partitioning",
            FindingCodes.TableDifferent,
            "loose",
            Warning
        ),
    ];

    public static IReadOnlyList<DriftCase> OfMariaDb { get; } =
    [
        new(
            Table,
            AspectNames.Kind,
            "alter table loose add system versioning",
            "alter table loose drop system versioning",
            FindingCodes.TableDifferent,
            "loose",
            Error
        ),
        new(
            Table,
            AspectNames.CrashSafe,
            "alter table counted transactional = 0",
            "alter table counted transactional = 1",
            FindingCodes.TableDifferent,
            "counted",
            Warning
        ),
        new(
            Column,
            AspectNames.Versioned,
            "set session system_versioning_alter_history = keep; alter table kept modify b int without system versioning",
            "set session system_versioning_alter_history = keep; alter table kept modify b int with system versioning",
            FindingCodes.ColumnDifferent,
            "kept.b",
            Warning
        ),
    ];

    private static string First(string place) =>
        $"create trigger elders_first before insert on elders for each row {place} elders_second set new.since = coalesce(new.since, '2000-01-01')";

    /// <summary>Returns the changes that need the database's collation to be undone.</summary>
    public static IReadOnlyList<DriftCase> WithCollation(string usual) =>
        [
            new(
                Table,
                AspectNames.Collation,
                "alter table pairs convert to character set utf8mb4 collate utf8mb4_unicode_ci",
                $"alter table pairs convert to character set utf8mb4 collate {usual}{JsonAgain(usual)}",
                FindingCodes.TableDifferent,
                "pairs",
                Warning
            ),
            // The body of a function that is followed by others in one text has their separator at its end.
            new(
                Routine,
                AspectNames.Collation,
                $"alter database collate utf8mb4_unicode_ci; drop function total; {MySqlProgramCases.Total}",
                $"alter database collate {usual}; drop function total; {MySqlProgramCases.Total}",
                FindingCodes.RoutineDifferent,
                "total",
                Warning
            ),
            // The columns keep their collation, which is now not that of the table.
            new(
                Table,
                AspectNames.Collation,
                "alter table pairs default character set utf8mb4 collate utf8mb4_unicode_ci",
                $"alter table pairs default character set utf8mb4 collate {usual}",
                FindingCodes.TableDifferent,
                "pairs",
                Warning
            ),
        ];

    /// <summary>Returns the conversion back to JSON: MariaDB converts its JSON columns, too, because they are texts.</summary>
    private static string JsonAgain(string usual) => usual == "utf8mb4_general_ci" ? "; alter table pairs modify j json" : "";
}
