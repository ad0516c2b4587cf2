using System.Data.Common;
using Dapper;
using SchemaGuard.Inspection;
using SchemaGuard.Providers;

namespace SchemaGuard.Sqlite;

/// <summary>Reads the catalog of the main database in one query.</summary>
internal sealed class SqliteInspector : ICatalogInspector
{
    // sqlite_master is the name that every version knows.
    private const string Query = """
        SELECT name AS Name, type AS Type FROM sqlite_master
        WHERE type IN ('table', 'view') AND substr(name, 1, 7) <> 'sqlite_'
        """;

    public async Task<Snapshot> InspectAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var rows = await connection
            .QueryAsync<Row>(new CommandDefinition(Query, cancellationToken: cancellationToken))
            .ConfigureAwait(false);
        var tables = rows.Select(row => new SchemaObject(
            row.Type == "view" ? SchemaObjectKind.View : SchemaObjectKind.Table,
            "main",
            table: null,
            row.Name
        ));
        return new Snapshot([.. tables], StringComparer.OrdinalIgnoreCase, defaultSchema: "main");
    }

    private sealed class Row
    {
        public required string Name { get; init; }

        public required string Type { get; init; }
    }
}
