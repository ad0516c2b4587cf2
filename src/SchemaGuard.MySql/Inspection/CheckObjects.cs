using System.Data.Common;
using SchemaGuard.Inspection;
using SchemaGuard.MySql.Commands;

namespace SchemaGuard.MySql.Inspection;

/// <summary>The checks that the rows of CHECK_CONSTRAINTS describe, without those by which MariaDB turns a text column into a JSON column.</summary>
internal sealed class CheckObjects
{
    private readonly InspectedDatabase _database;
    private readonly IReadOnlyList<string?[]> _rows;
    private readonly HashSet<(string Table, string Column)> _json;

    private CheckObjects(InspectedDatabase database, IReadOnlyList<string?[]> rows, IReadOnlyList<string?[]> columns)
    {
        (_database, _rows) = (database, rows);
        _json = [.. rows.Where(IsJson).Select(row => (row[0]!, row[1]!))];
        _json.IntersectWith(columns.Where(column => column[3] == "longtext").Select(column => (column[0]!, column[1]!)));
    }

    /// <summary>Reads the checks.</summary>
    /// <param name="database">The database.</param>
    /// <param name="connection">A connection to it.</param>
    /// <param name="columns">The rows of COLUMNS.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<CheckObjects> ReadAsync(
        InspectedDatabase database,
        DbConnection connection,
        IReadOnlyList<string?[]> columns,
        CancellationToken cancellationToken
    )
    {
        if (database.Server.IsMariaDb)
        {
            var all = await connection.CatalogRowsAsync(CatalogQueries.ChecksOfMariaDb, [], cancellationToken).ConfigureAwait(false);
            return new CheckObjects(database, all, columns);
        }

        var checks = await connection.CatalogRowsAsync(CatalogQueries.ChecksOfMySql, [], cancellationToken).ConfigureAwait(false);
        var conditions = (
            await connection.CatalogRowsAsync(CatalogQueries.ConditionsOfMySql, [], cancellationToken).ConfigureAwait(false)
        ).ToDictionary(row => row[0]!, row => row[1], StringComparer.Ordinal);
        const string TableLevel = "0";
        return new CheckObjects(
            database,
            [.. checks.Select(row => (string?[])[.. row, conditions.GetValueOrDefault(row[1]!), TableLevel])],
            columns
        );
    }

    /// <summary>Determines whether a check makes a column JSON.</summary>
    public bool MakesJson(string table, string column) => _json.Contains((table, column));

    public IEnumerable<SchemaObject> Of() =>
        _rows
            .Where(row => !(IsJson(row) && MakesJson(row[0]!, row[1]!)))
            .Select(row =>
                _database.Part(
                    SchemaObjectKind.Check,
                    row[0]!,
                    row[1]!,
                    (AspectNames.Expression, _database.Expression(row[3])),
                    (AspectNames.Enforced, row[2] == "1" ? AspectText.False : null)
                )
            );

    /// <summary>Determines whether a check makes its column JSON. MariaDB names the check of a column like the column.</summary>
    private bool IsJson(string?[] row) =>
        row[4] == "1" && _database.Expression(row[3]) == _database.Expression($"json_valid({Identifier.Quote(row[1]!)})");
}
