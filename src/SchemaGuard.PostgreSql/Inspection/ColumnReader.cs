using SchemaGuard.Inspection;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>The reader of the columns of tables. Those of views follow from their definitions; their names are needed for triggers on them.</summary>
internal static class ColumnReader
{
    private const int VersionWithConstraintsForNotNull = 18;

    // What the constraint says beyond the column's own mark; on few tables it says anything.
    private const string UnusualNotNull = """
        CASE WHEN a.attnotnull AND a.attrelid = ANY (ARRAY(SELECT k.conrelid FROM pg_catalog.pg_constraint k
            WHERE k.contype = 'n' AND (NOT k.convalidated OR k.connoinherit)))
             THEN (SELECT concat_ws(' ', CASE WHEN NOT k.convalidated THEN 'invalid' END, CASE WHEN k.connoinherit THEN 'heirless' END)
                   FROM pg_catalog.pg_constraint k
                   WHERE k.conrelid = a.attrelid AND k.contype = 'n' AND k.conkey = ARRAY[a.attnum]) END
        """;

    public static string Query(int version) => Of("true", version);

    /// <summary>Returns the query for some tables.</summary>
    /// <param name="scope">The condition that their number <c>c.oid</c> meets.</param>
    /// <param name="version">The server's major version.</param>
    public static string Of(string scope, int version) =>
        $"""
            SELECT a.attrelid AS Table, a.attnum::int AS Number, a.attname::text AS Name, format_type(a.atttypid, a.atttypmod) AS Type,
                   a.attnotnull AS IsNotNull, a.attidentity::text AS Identity, a.attgenerated::text AS Generated,
                   CASE WHEN {HasCollation} THEN (SELECT a.attcollation::regcollation::text FROM pg_catalog.pg_type t
                       WHERE t.oid = a.atttypid AND t.typcollation <> a.attcollation) END AS Collation,
                   CASE WHEN a.attfdwoptions IS NOT NULL THEN {ForeignOptions.Of("a.attfdwoptions")} END AS Options,
                   {(version >= VersionWithConstraintsForNotNull ? UnusualNotNull : "NULL")} AS NotNull, c.relkind::text AS Kind
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.oid >= {CatalogScope.FirstNumber} AND c.relkind IN ('r', 'p', 'f', 'm') AND {scope}
            ORDER BY a.attrelid, a.attnum
            """;

    // Nearly all columns whose type has the database's collation (100) by default have one of these types: their type need not be looked up.
    private const string HasCollation =
        "a.attcollation <> 0 AND (a.attcollation <> 100 OR a.atttypid NOT IN ('text'::regtype, 'varchar'::regtype, 'bpchar'::regtype))";

    /// <summary>Creates the objects, and records their names.</summary>
    public static IEnumerable<SchemaObject> Map(IEnumerable<Row> rows, CatalogNames names)
    {
        foreach (var row in rows)
        {
            names.AddColumn(row.Table, row.Number, row.Name);
            if (row.Kind != "m" && names.FindTable(row.Table) is { } table)
            {
                yield return Column(row, table, names.FindExpression(row.Table, row.Number), names);
            }
        }
    }

    private static SchemaObject Column(Row row, TableName table, string? expression, CatalogNames names)
    {
        var sequences = names.FindSequences(row.Table, row.Number);
        var sequence = SequenceReader.Numbering(sequences, expression);
        return new AspectList()
            .Add(AspectNames.Type, row.Type)
            .Add(AspectNames.Nullable, row.IsNotNull ? AspectText.False : AspectText.True)
            .Add(AspectNames.Default, row.Generated.Length == 0 ? expression : null)
            .Add(
                AspectNames.Identity,
                row.Identity switch
                {
                    "a" => "always",
                    "d" => "by default",
                    _ => null,
                }
            )
            .Add(AspectNames.Generated, row.Generated.Length == 0 ? null : $"{expression} {(row.Generated == "s" ? "stored" : "virtual")}")
            .Add(AspectNames.Collation, row.Collation)
            .Add(AspectNames.Sequence, sequence is null ? null : SequenceReader.Unusual(sequence, row.Type))
            .Add(AspectNames.OwnedSequence, sequence is null ? null : SequenceReader.Names(sequences, table, names))
            .Add(AspectNames.Persistence, sequence is { IsUnlogged: true } && !table.IsUnlogged ? "unlogged" : null)
            .Add(AspectNames.Storage, row.Options)
            .AddFlag(AspectNames.Validated, row.NotNull?.Contains("invalid", StringComparison.Ordinal) != true, usual: true)
            .Add(AspectNames.Options, row.NotNull?.Contains("heirless", StringComparison.Ordinal) == true ? "not null no inherit" : null)
            .Of(SchemaObjectKind.Column, table.Schema, table.Name, row.Name);
    }

    internal sealed class Row
    {
        public required uint Table { get; init; }

        public required int Number { get; init; }

        public required string Name { get; init; }

        public required string Type { get; init; }

        public bool IsNotNull { get; init; }

        public string Identity { get; init; } = "";

        public string Generated { get; init; } = "";

        public string? Collation { get; init; }

        /// <summary>Gets the options of a column of a foreign table.</summary>
        public string? Options { get; init; }

        /// <summary>Gets what is unusual about its NOT NULL constraint.</summary>
        public string? NotNull { get; init; }

        public required string Kind { get; init; }
    }
}
