namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>The reader of the expressions of columns: defaults, and those of generated columns.</summary>
internal static class DefaultReader
{
    public static readonly string Query = Of(CatalogScope.OfSchema("d.adrelid"));

    /// <summary>Returns the query for some tables.</summary>
    /// <param name="scope">The condition that their number <c>d.adrelid</c> meets.</param>
    public static string Of(string scope) =>
        $"""
            SELECT d.adrelid AS Table, d.adnum::int AS Number, pg_get_expr(d.adbin, d.adrelid) AS Expression
            FROM pg_catalog.pg_attrdef d WHERE d.oid >= {CatalogScope.FirstNumber} AND {scope}
            """;

    /// <summary>Records the expressions.</summary>
    public static void Note(IEnumerable<Row> rows, CatalogNames names)
    {
        foreach (var row in rows)
        {
            names.AddExpression(row.Table, row.Number, row.Expression);
        }
    }

    internal sealed class Row
    {
        public required uint Table { get; init; }

        public required int Number { get; init; }

        public required string Expression { get; init; }
    }
}
