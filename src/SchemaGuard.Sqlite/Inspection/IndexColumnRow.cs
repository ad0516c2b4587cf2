namespace SchemaGuard.Sqlite.Inspection;

/// <summary>A column or expression of an index that was created by a statement.</summary>
internal sealed class IndexColumnRow
{
    public const string Query = """
        SELECT m.name AS "Index", x.cid AS Place, ifnull(x.name, '') AS Name, x."desc" AS Descending, ifnull(x.coll, 'BINARY') AS Collation
        FROM main.sqlite_master m JOIN pragma_index_xinfo(m.name, 'main') x
        WHERE m.type = 'index' AND m.sql IS NOT NULL AND x.key = 1
        ORDER BY m.name, x.seqno
        """;

    private const long Expression = -2;
    private const long RowNumber = -1;

    public required string Index { get; init; }

    /// <summary>Gets the column's position in its table; negative for an expression or the row's number.</summary>
    public required long Place { get; init; }

    public required string Name { get; init; }

    public required long Descending { get; init; }

    public required string Collation { get; init; }

    public bool IsExpression => Place == Expression;

    public bool IsRowNumber => Place == RowNumber;
}
