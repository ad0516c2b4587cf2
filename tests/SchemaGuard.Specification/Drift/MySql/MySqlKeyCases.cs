using SchemaGuard.Inspection;
using static SchemaGuard.FindingSeverity;
using static SchemaGuard.Inspection.SchemaObjectKind;

namespace SchemaGuard.Specification.Drift.MySql;

/// <summary>The changes to keys, checks and indexes.</summary>
internal static class MySqlKeyCases
{
    private const string Positive = @"check (amount >= 0 and name <> 'x''y\\')";

    public static IReadOnlyList<DriftCase> Common { get; } =
    [
        Change(
            PrimaryKey,
            DriftCase.Missing,
            "pairs",
            "drop primary key",
            "add primary key (code, n)",
            FindingCodes.KeyMissing,
            "PRIMARY",
            Error
        ),
        Change(
            PrimaryKey,
            DriftCase.Unexpected,
            "loose",
            "add primary key (a)",
            "drop primary key",
            FindingCodes.KeyUnexpected,
            "PRIMARY",
            Information
        ),
        Remake(PrimaryKey, AspectNames.Columns, "pairs", "primary key", "primary key (n, code)", "primary key (code, n)", Error),
        Remake(PrimaryKey, AspectNames.Columns, "pairs", "primary key", "primary key (code(5), n)", "primary key (code, n)", Error),
        Remake(PrimaryKey, AspectNames.Method, "fast", "primary key", "primary key using btree (id)", "primary key (id)", Warning),
        Change(
            UniqueKey,
            DriftCase.Missing,
            "parents",
            "drop key parents_name",
            "add unique key parents_name (name)",
            FindingCodes.KeyMissing,
            "parents_name",
            Error
        ),
        Change(
            UniqueKey,
            DriftCase.Unexpected,
            "loose",
            "add unique key once (b)",
            "drop key once",
            FindingCodes.KeyUnexpected,
            "once",
            Information
        ),
        Remake(UniqueKey, "not unique any more", "parents", "key parents_name", "key parents_name (name)", Names, Error),
        Remake(UniqueKey, "not unique any more", "parents", "key parents_name", "key parents_name (name, amount)", Names, Error),
        Remake(
            SchemaObjectKind.Index,
            AspectNames.Unique,
            "pairs",
            "key pairs_label",
            "unique key pairs_label (label)",
            "key pairs_label (label)",
            Error
        ),
        Remake(UniqueKey, AspectNames.Columns, "parents", "key parents_name", "unique key parents_name (name(10))", Names, Error),
        Remake(UniqueKey, AspectNames.Columns, "parents", "key parents_name", "unique key parents_name (name, amount)", Names, Error),
        Remake(UniqueKey, AspectNames.Method, "fast", "key fast_k", "unique key fast_k (k) using btree", "unique key fast_k (k)", Warning),
        Change(
            UniqueKey,
            "named otherwise",
            "parents",
            "rename key parents_name to parents_by_name",
            "rename key parents_by_name to parents_name",
            FindingCodes.NameDifferent,
            "parents_name",
            Information
        ),
        Change(
            Check,
            DriftCase.Missing,
            "parents",
            "drop constraint amount_positive",
            $"add constraint amount_positive {Positive}",
            FindingCodes.CheckMissing,
            "amount_positive",
            Error
        ),
        Change(
            Check,
            DriftCase.Unexpected,
            "loose",
            "add constraint small check (b < 10)",
            "drop constraint small",
            FindingCodes.CheckUnexpected,
            "small",
            Information
        ),
        Remake(
            Check,
            AspectNames.Expression,
            "parents",
            "constraint amount_positive",
            @"constraint amount_positive check (amount >= -1 and name <> 'x''y\\')",
            $"constraint amount_positive {Positive}",
            Error
        ),
        Remake(
            Check,
            AspectNames.Expression,
            "parents",
            "constraint amount_positive",
            "constraint amount_positive check (amount >= 0 and name <> 'x''y')",
            $"constraint amount_positive {Positive}",
            Error
        ),
        Change(
            SchemaObjectKind.Index,
            DriftCase.Missing,
            "parents",
            "drop key parents_amount",
            "add key parents_amount (amount desc, name)",
            FindingCodes.IndexMissing,
            "parents_amount",
            Warning
        ),
        Change(
            SchemaObjectKind.Index,
            DriftCase.Unexpected,
            "loose",
            "add key loose_b (b)",
            "drop key loose_b",
            FindingCodes.IndexUnexpected,
            "loose_b",
            Information
        ),
        Reindex(AspectNames.Columns, "key parents_amount (amount, name)"),
        Reindex(AspectNames.Columns, "key parents_amount (name, amount desc)"),
        Reindex(AspectNames.Columns, "key parents_amount (amount desc, name(10))"),
        Remake(SchemaObjectKind.Index, AspectNames.Method, "fast", "key fast_v", "key fast_v (v) using btree", "key fast_v (v)", Warning),
        Remake(
            SchemaObjectKind.Index,
            AspectNames.Method,
            "pairs",
            "key pairs_label",
            "fulltext key pairs_label (label)",
            "key pairs_label (label)",
            Warning
        ),
    ];

    /// <summary>Gets the changes to checks that are not the ones that make a column JSON.</summary>
    public static IReadOnlyList<DriftCase> OfMariaDb { get; } =
    [
        Change(
            Check,
            DriftCase.Missing,
            "texts",
            "modify column short varchar(100)",
            "modify column short varchar(100) check (json_valid(short))",
            FindingCodes.CheckMissing,
            "short",
            Error
        ),
        Change(
            Check,
            DriftCase.Missing,
            "texts",
            "drop constraint texts_long",
            "add constraint texts_long check (json_valid(long_one))",
            FindingCodes.CheckMissing,
            "texts_long",
            Error
        ),
    ];

    public static IReadOnlyList<DriftCase> OfMySql { get; } =
    [
        Change(
            Check,
            AspectNames.Enforced,
            "looser",
            "alter check strictly not enforced",
            "alter check strictly enforced",
            FindingCodes.CheckDifferent,
            "strictly",
            Error
        ),
        Remake(
            SchemaObjectKind.Index,
            AspectNames.Columns,
            "looser",
            "key looser_lower",
            "key looser_lower ((upper(b)), a)",
            "key looser_lower ((lower(b)), a)",
            Warning
        ),
    ];

    private const string Names = "unique key parents_name (name)";

    /// <summary>Returns the changes for which the products use different words.</summary>
    public static IReadOnlyList<DriftCase> WithHiding(string hidden, string shown) =>
        [
            Change(
                UniqueKey,
                AspectNames.Visible,
                "parents",
                $"alter index parents_name {hidden}",
                $"alter index parents_name {shown}",
                FindingCodes.KeyDifferent,
                "parents_name",
                Warning
            ),
            Change(
                SchemaObjectKind.Index,
                AspectNames.Visible,
                "parents",
                $"alter index parents_note {hidden}",
                $"alter index parents_note {shown}",
                FindingCodes.IndexDifferent,
                "parents_note",
                Warning
            ),
        ];

    /// <summary>Returns a change to a table.</summary>
    public static DriftCase Change(
        SchemaObjectKind kind,
        string what,
        string table,
        string change,
        string undo,
        string code,
        string name,
        FindingSeverity severity
    ) => new(kind, what, $"alter table {table} {change}", $"alter table {table} {undo}", code, $"{table}.{name}", severity);

    /// <summary>Returns the case that drops a key, an index or a check, and creates another one of its name.</summary>
    private static DriftCase Remake(
        SchemaObjectKind kind,
        string aspect,
        string table,
        string dropped,
        string change,
        string undo,
        FindingSeverity severity
    ) =>
        new(
            kind,
            aspect,
            $"alter table {table} drop {dropped}; alter table {table} add {change}",
            $"alter table {table} drop {dropped}; alter table {table} add {undo}",
            kind switch
            {
                Check => FindingCodes.CheckDifferent,
                SchemaObjectKind.Index => FindingCodes.IndexDifferent,
                _ => FindingCodes.KeyDifferent,
            },
            $"{table}.{(kind == PrimaryKey ? "PRIMARY" : dropped.Split(' ')[^1])}",
            severity
        );

    private static DriftCase Reindex(string aspect, string change) =>
        Remake(SchemaObjectKind.Index, aspect, "parents", "key parents_amount", change, "key parents_amount (amount desc, name)", Warning);
}
