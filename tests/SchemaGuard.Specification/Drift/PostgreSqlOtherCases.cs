using SchemaGuard.Inspection;
using static SchemaGuard.FindingSeverity;
using static SchemaGuard.Inspection.SchemaObjectKind;

namespace SchemaGuard.Specification.Drift;

/// <summary>The changes to what few databases have, and to the rarer properties of columns and tables.</summary>
internal static class PostgreSqlOtherCases
{
    private const string Kept = "create rule parcels_kept as on delete to parcels where old.size = 'large' do instead nothing";
    private const string NotedDrops = "create event trigger noted_drops on sql_drop execute function noted()";
    private const string RatingCast = "create cast (text as rating) with function rating_of(text) as assignment";
    private const string Equality = "create operator === (leftarg = amount, rightarg = amount, function = same_amount)";
    private const string Statistics = "create statistics parcels_size_weight on size, weight from parcels";
    private const string Words = "create text search dictionary words (template = simple, accept = false)";
    private const string PlainWords = "create text search configuration plain_words (copy = simple)";
    private const string ByByte = "create collation by_byte (provider = libc, locale = 'C')";
    private const string Span = "create type span as range (subtype = date)";

    public static IReadOnlyList<DriftCase> All { get; } =
    [
        new(Rule, DriftCase.Missing, "drop rule parcels_kept on parcels", Kept, FindingCodes.RuleMissing, "parcels.parcels_kept", Error),
        new(
            Rule,
            DriftCase.Unexpected,
            "create rule swallowed as on insert to plain do instead nothing",
            "drop rule swallowed on plain",
            FindingCodes.RuleUnexpected,
            "plain.swallowed",
            Error
        ),
        new(
            Rule,
            DriftCase.Unexpected,
            "create rule noticed as on insert to plain do also notify noticed",
            "drop rule noticed on plain",
            FindingCodes.RuleUnexpected,
            "plain.noticed",
            Information
        ),
        new(
            Rule,
            AspectNames.Definition,
            Kept.Replace("create", "create or replace", StringComparison.Ordinal).Replace("large", "small", StringComparison.Ordinal),
            Kept.Replace("create", "create or replace", StringComparison.Ordinal),
            FindingCodes.RuleDifferent,
            "parcels.parcels_kept",
            Error
        ),
        new(
            Rule,
            AspectNames.Enabled,
            "alter table parcels disable rule parcels_kept",
            "alter table parcels enable rule parcels_kept",
            FindingCodes.RuleDifferent,
            "parcels.parcels_kept",
            Error
        ),
        Gone("drop event trigger noted_drops", NotedDrops, "event trigger noted_drops", Warning),
        Gone("drop cast (text as rating)", RatingCast, "cast (text AS rating)", Error),
        Gone("drop operator === (amount, amount)", Equality, "operator === (amount, amount)", Error),
        Gone("drop publication changes", "create publication changes for table parcels", "publication changes", Warning),
        Gone("drop statistics parcels_size_weight", Statistics, "statistics parcels_size_weight", Warning),
        Gone("drop text search configuration plain_words", PlainWords, "text search configuration plain_words", Error),
        Gone("drop text search dictionary words", Words, "text search dictionary words", Error),
        Gone("drop collation by_byte", ByByte, "collation by_byte", Error),
        new(
            Other,
            DriftCase.Unexpected,
            "create publication more for all tables",
            "drop publication more",
            FindingCodes.OtherUnexpected,
            "publication more",
            Information
        ),
        Changed(
            AspectNames.Definition,
            "drop event trigger noted_drops; create event trigger noted_drops on ddl_command_end execute function noted()",
            $"drop event trigger noted_drops; {NotedDrops}",
            "event trigger noted_drops",
            Warning
        ),
        Changed(
            AspectNames.Definition,
            "drop cast (text as rating); create cast (text as rating) with function rating_of(text)",
            $"drop cast (text as rating); {RatingCast}",
            "cast (text AS rating)",
            Error
        ),
        Changed(
            AspectNames.Definition,
            $"drop operator === (amount, amount); {Equality.Replace("same_amount)", "same_amount, hashes)", StringComparison.Ordinal)}",
            $"drop operator === (amount, amount); {Equality}",
            "operator === (amount, amount)",
            Error
        ),
        Changed(
            AspectNames.Definition,
            "alter publication changes add table posts",
            "alter publication changes drop table posts",
            "publication changes",
            Warning
        ),
        Changed(
            AspectNames.Definition,
            "drop statistics parcels_size_weight; create statistics parcels_size_weight (ndistinct) on size, weight from parcels",
            $"drop statistics parcels_size_weight; {Statistics}",
            "statistics parcels_size_weight",
            Warning
        ),
        Changed(
            AspectNames.Definition,
            "alter text search configuration plain_words alter mapping for word with english_stem",
            "alter text search configuration plain_words alter mapping for word with simple",
            "text search configuration plain_words",
            Error
        ),
        Changed(
            AspectNames.Enabled,
            "alter event trigger noted_drops disable",
            "alter event trigger noted_drops enable",
            "event trigger noted_drops",
            Warning
        ),
        Changed(
            AspectNames.Options,
            "alter text search dictionary words (accept = true)",
            "alter text search dictionary words (accept = false)",
            "text search dictionary words",
            Warning
        ),
        Changed(
            AspectNames.Options,
            "alter publication changes set (publish = 'insert')",
            "alter publication changes set (publish = 'insert, update, delete, truncate')",
            "publication changes",
            Warning
        ),
        Changed(
            AspectNames.Options,
            "alter server far options (set host 'two')",
            "alter server far options (set host 'one')",
            "server far",
            Information
        ),
        new(
            Column,
            AspectNames.Sequence,
            "alter sequence parcels_id_seq increment by 10 cycle",
            "alter sequence parcels_id_seq increment by 1 no cycle",
            FindingCodes.ColumnDifferent,
            "parcels.id",
            Warning
        ),
        new(
            Column,
            AspectNames.Sequence,
            "alter table parcels alter code set maxvalue 1000 set cache 20",
            "alter table parcels alter code set no maxvalue set cache 1",
            FindingCodes.ColumnDifferent,
            "parcels.code",
            Warning
        ),
        new(
            Column,
            AspectNames.Sequence,
            "alter sequence parcels_id_seq as smallint",
            "alter sequence parcels_id_seq as integer",
            FindingCodes.ColumnDifferent,
            "parcels.id",
            Warning
        ),
        new(
            Sequence,
            AspectNames.Cache,
            "alter sequence numbers cache 10",
            "alter sequence numbers cache 1",
            FindingCodes.SequenceDifferent,
            "numbers",
            Warning
        ),
        new(
            Table,
            AspectNames.ReplicaIdentity,
            "alter table users replica identity full",
            "alter table users replica identity default",
            FindingCodes.TableDifferent,
            "users",
            Warning
        ),
        new(
            Table,
            AspectNames.Storage,
            "alter foreign table dropped_off options (set filename '/dev/zero')",
            "alter foreign table dropped_off options (set filename '/dev/null')",
            FindingCodes.TableDifferent,
            "dropped_off",
            Error
        ),
        new(
            View,
            AspectNames.Default,
            "alter view shown_secrets alter column owner set default 'somebody'",
            "alter view shown_secrets alter column owner set default 'nobody'",
            FindingCodes.ViewDifferent,
            "shown_secrets",
            Warning
        ),
        new(
            SchemaObjectKind.Type,
            AspectNames.Options,
            "drop type span; create type span as range (subtype = date, subtype_diff = days)",
            $"drop type span; {Span}",
            FindingCodes.TypeDifferent,
            "span",
            Error
        ),
        new(
            Extension,
            AspectNames.Schema,
            "alter extension pg_trgm set schema audit",
            "alter extension pg_trgm set schema public",
            FindingCodes.ExtensionDifferent,
            "pg_trgm",
            Information
        ),
        new(
            Table,
            "a partition dropped",
            "drop table stock_1",
            "create table stock_1 partition of stock for values in (1)",
            FindingCodes.PartitionsDifferent,
            "stock_1",
            Information
        ),
        new(
            Table,
            "a partition detached",
            "alter table log detach partition log_2026",
            "alter table log attach partition log_2026 for values from ('2026-01-01') to ('2027-01-01')",
            FindingCodes.PartitionsDifferent,
            "log_2026",
            Information
        ),
        new(
            Table,
            "a partition added",
            "create table stock_2 partition of stock for values in (2)",
            "drop table stock_2",
            FindingCodes.TableUnexpected,
            "stock_2",
            Information
        ),
        new(
            Table,
            "the default partition dropped",
            "drop table stock_rest",
            "create table stock_rest partition of stock default",
            FindingCodes.RequiredTableMissing,
            "stock_rest",
            Error
        ),
        new(
            Table,
            "a partitioned table dropped",
            "drop table stock",
            "create table stock (place integer, item integer) partition by list (place); "
                + "create table stock_1 partition of stock for values in (1); "
                + "create table stock_rest partition of stock default; create index stock_item_ix on stock (item)",
            FindingCodes.RequiredTableMissing,
            "stock",
            Error
        ),
        new(
            SchemaObjectKind.Index,
            AspectNames.Attached,
            "drop index stock_item_ix; create index stock_item_ix on only stock (item)",
            "drop index stock_item_ix; create index stock_item_ix on stock (item)",
            FindingCodes.IndexNotAttached,
            "stock.stock_item_ix",
            Warning
        ),
        OnlyKey(PrimaryKey, "orders_pkey", "primary key (place, item)"),
        OnlyKey(UniqueKey, "orders_key", "unique (place, code)"),
    ];

    private static DriftCase Gone(string change, string undo, string target, FindingSeverity severity) =>
        new(Other, DriftCase.Missing, change, undo, FindingCodes.OtherMissing, target, severity);

    private static DriftCase Changed(string aspect, string change, string undo, string target, FindingSeverity severity) =>
        new(Other, aspect, change, undo, FindingCodes.OtherDifferent, target, severity);

    private static DriftCase OnlyKey(SchemaObjectKind kind, string name, string key) =>
        new(
            kind,
            AspectNames.Attached,
            $"alter table orders drop constraint {name}; alter table only orders add constraint {name} {key}",
            $"alter table orders drop constraint {name}; alter table orders add constraint {name} {key}",
            FindingCodes.IndexNotAttached,
            $"orders.{name}",
            Error
        );
}
