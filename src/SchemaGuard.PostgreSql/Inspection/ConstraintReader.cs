using SchemaGuard.Inspection;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>
/// The reader of keys, foreign keys, checks and exclusions. Those that a partition or an inheriting table has from its parent are left out.
/// </summary>
internal static class ConstraintReader
{
    private const int VersionWithDeleteColumns = 15;
    private const int VersionWithEnforced = 18;
    private const int VersionWithPeriods = 18;

    public static string Query(int version) => Query(version, CatalogScope.OfSchema("con.conrelid"));

    /// <summary>Returns the query for some tables.</summary>
    /// <param name="version">The server's major version.</param>
    /// <param name="scope">The condition that their number <c>con.conrelid</c> meets.</param>
    public static string Query(int version, string scope) =>
        $"""
            SELECT con.conrelid AS Table, con.conname::text AS Name, con.contype::text AS Type, array_to_string(con.conkey, ' ') AS Columns,
                   con.condeferrable AS IsDeferrable, con.condeferred AS IsDeferred, con.convalidated AS IsValidated,
                   {(version >= VersionWithEnforced ? "con.conenforced" : "true")}
                     AND NOT (con.contype = 'f' AND con.oid = ANY (ARRAY(SELECT g.tgconstraint FROM pg_catalog.pg_trigger g
                         WHERE g.tgconstraint <> 0 AND g.tgenabled IN ('D', 'R')))) AS IsEnforced,
                   con.confrelid AS Target, array_to_string(con.confkey, ' ') AS TargetColumns,
                   con.confdeltype::text AS OnDelete, con.confupdtype::text AS OnUpdate, con.confmatchtype::text AS Match,
                   {(version >= VersionWithDeleteColumns ? "array_to_string(con.confdelsetcols, ' ')" : "NULL")} AS DeleteColumns,
                   {(
                version >= VersionWithPeriods ? "con.conperiod" : "false"
            )} AS HasPeriod, con.contype = 'c' AND con.connoinherit AS IsNotForHeirs,
                   CASE WHEN con.contype = 'c' THEN pg_get_expr(con.conbin, con.conrelid) WHEN con.contype = 'x'
                       THEN regexp_replace(pg_get_constraintdef(con.oid), ' DEFERRABLE( INITIALLY DEFERRED)?$', '') END AS Text,
                   CASE WHEN con.contype IN ('p', 'u', 'x') THEN con.conindid ELSE 0 END AS Index
            FROM pg_catalog.pg_constraint con
            WHERE con.oid >= {CatalogScope.FirstNumber} AND con.conrelid <> 0 AND con.contype IN ('p', 'u', 'f', 'c', 'x') AND con.conparentid = 0
              AND (con.conislocal OR con.contype <> 'c') AND {scope}
            """;

    /// <summary>Creates the objects.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="names">The names of tables and columns.</param>
    /// <param name="indexes">The indexes, including those that a constraint created.</param>
    public static IEnumerable<SchemaObject> Map(
        IEnumerable<Row> rows,
        CatalogNames names,
        IReadOnlyDictionary<uint, IndexReader.Row> indexes
    ) => rows.Select(row => names.FindTable(row.Table) is { } table ? Constraint(row, table, names, indexes) : null).OfType<SchemaObject>();

    private static SchemaObject Constraint(
        Row row,
        TableName table,
        CatalogNames names,
        IReadOnlyDictionary<uint, IndexReader.Row> indexes
    ) =>
        row.Type switch
        {
            "p" => Key(row, names, indexes.GetValueOrDefault(row.Index))
                .Of(SchemaObjectKind.PrimaryKey, table.Schema, table.Name, row.Name),
            "u" => Key(row, names, indexes.GetValueOrDefault(row.Index)).Of(SchemaObjectKind.UniqueKey, table.Schema, table.Name, row.Name),
            "f" => ForeignKey(row, names).Of(SchemaObjectKind.ForeignKey, table.Schema, table.Name, row.Name),
            "c" => new AspectList()
                .Add(AspectNames.Expression, row.Text)
                .AddFlag(AspectNames.Validated, row.IsValidated || !row.IsEnforced, usual: true)
                .AddFlag(AspectNames.Enforced, row.IsEnforced, usual: true)
                .Add(AspectNames.Options, row.IsNotForHeirs ? "no inherit" : null)
                .Of(SchemaObjectKind.Check, table.Schema, table.Name, row.Name),
            _ => new AspectList()
                .Add(AspectNames.Definition, row.Text)
                .Add(AspectNames.Deferrable, Deferral(row))
                .Of(SchemaObjectKind.Exclusion, table.Schema, table.Name, row.Name),
        };

    private static AspectList Key(Row row, CatalogNames names, IndexReader.Row? index) =>
        new AspectList()
            .Add(AspectNames.Columns, AspectText.Names(names.Columns(row.Table, row.Columns)) + (row.HasPeriod ? " without overlaps" : ""))
            .AddFlag(AspectNames.NullsNotDistinct, index is { NullsNotDistinct: true }, usual: false)
            .Add(AspectNames.Include, index is null ? null : IndexReader.Included(index, names))
            .Add(AspectNames.Deferrable, Deferral(row))
            .AddFlag(AspectNames.Attached, index is not { IsOnly: true }, usual: true)
            .Add(AspectNames.Lacking, index?.Lacking);

    private static AspectList ForeignKey(Row row, CatalogNames names) =>
        new AspectList()
            .Add(AspectNames.Columns, AspectText.Names(names.Columns(row.Table, row.Columns)) + (row.HasPeriod ? " as period" : ""))
            .Add(AspectNames.References, names.References(row.Target, row.TargetColumns ?? ""))
            .Add(AspectNames.OnDelete, OnDelete(row, names))
            .Add(AspectNames.OnUpdate, Action(row.OnUpdate))
            .Add(AspectNames.Match, row.Match == "f" ? "full" : null)
            .Add(AspectNames.Deferrable, Deferral(row))
            .AddFlag(AspectNames.Validated, row.IsValidated || !row.IsEnforced, usual: true)
            .AddFlag(AspectNames.Enforced, row.IsEnforced, usual: true);

    private static string? Deferral(Row row) =>
        row.IsDeferred ? "initially deferred"
        : row.IsDeferrable ? "deferrable"
        : null;

    private static string? OnDelete(Row row, CatalogNames names) =>
        row.DeleteColumns is { Length: > 0 } columns
            ? $"{Action(row.OnDelete)} ({AspectText.Names(names.Columns(row.Table, columns))})"
            : Action(row.OnDelete);

    private static string? Action(string? letter) =>
        letter switch
        {
            "r" => "restrict",
            "c" => "cascade",
            "n" => "set null",
            "d" => "set default",
            _ => null,
        };

    internal sealed class Row
    {
        public required uint Table { get; init; }

        public required string Name { get; init; }

        public required string Type { get; init; }

        public string Columns { get; init; } = "";

        public bool IsDeferrable { get; init; }

        public bool IsDeferred { get; init; }

        public bool IsValidated { get; init; }

        public bool IsEnforced { get; init; }

        public uint Target { get; init; }

        public string? TargetColumns { get; init; }

        public string? OnDelete { get; init; }

        /// <summary>Gets the columns that a deletion sets, if it does not set all of the key's.</summary>
        public string? DeleteColumns { get; init; }

        public string? OnUpdate { get; init; }

        public string? Match { get; init; }

        public string? Text { get; init; }

        /// <summary>Gets whether the last column is a period of time or another range.</summary>
        public bool HasPeriod { get; init; }

        public bool IsNotForHeirs { get; init; }

        /// <summary>Gets the index that a key or an exclusion created; 0 for the others.</summary>
        public uint Index { get; init; }
    }
}
