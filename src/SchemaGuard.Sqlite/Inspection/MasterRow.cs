namespace SchemaGuard.Sqlite.Inspection;

/// <summary>A row of sqlite_master.</summary>
internal sealed class MasterRow
{
    public const string Query = """
        SELECT type AS Type, name AS Name, tbl_name AS "Table", sql AS Sql
        FROM main.sqlite_master
        WHERE sql IS NOT NULL AND substr(name, 1, 7) <> 'sqlite_'
        ORDER BY rowid
        """;

    public required string Type { get; init; }

    public required string Name { get; init; }

    public required string Table { get; init; }

    public required string Sql { get; init; }
}
