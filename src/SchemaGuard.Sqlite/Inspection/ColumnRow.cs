namespace SchemaGuard.Sqlite.Inspection;

/// <summary>A column of a table that does not belong to a module.</summary>
internal sealed class ColumnRow
{
    // Only such tables have pages of their own. A default is never an empty text, and a column of a single type is read without guessing.
    public const string Query = """
        SELECT m.name AS "Table", x.name AS Name, x.type AS Type, x."notnull" AS "NotNull", ifnull(x.dflt_value, '') AS "Default", x.pk AS KeyPlace
        FROM main.sqlite_master m JOIN pragma_table_xinfo(m.name, 'main') x
        WHERE m.type = 'table' AND m.rootpage > 0 AND substr(m.name, 1, 7) <> 'sqlite_'
        ORDER BY m.name, x.cid
        """;

    public required string Table { get; init; }

    public required string Name { get; init; }

    public required string Type { get; init; }

    public required long NotNull { get; init; }

    public required string Default { get; init; }

    /// <summary>Gets its position in the primary key, from 1; 0 where it is not part of the key.</summary>
    public required long KeyPlace { get; init; }
}
