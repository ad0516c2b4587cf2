using System.Data.Common;
using Dapper;
using SchemaGuard.Inspection;
using SchemaGuard.Providers;

namespace SchemaGuard.PostgreSql;

/// <summary>Reads the catalog of all schemas but the system's, in two queries.</summary>
internal sealed class PostgreSqlInspector : ICatalogInspector
{
    private const string UserSchema = "n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'";

    private const string TablesQuery = $"""
        SELECT n.nspname::text AS Schema, c.relname::text AS Name, c.relkind IN ('v', 'm') AS IsView, current_schema()::text AS DefaultSchema
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND {UserSchema}
        """;

    // One that is being built at this moment is not valid yet.
    private const string InvalidIndexesQuery = $"""
        SELECT n.nspname::text AS Schema, c.relname::text AS Name, t.relname::text AS Table
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE NOT (i.indisvalid AND i.indisready) AND {UserSchema}
          AND {IndexRepair.NotInProgress}
        ORDER BY 1, 2
        """;

    public async Task<Snapshot> InspectAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var tables = (
            await connection
                .QueryAsync<TableRow>(new CommandDefinition(TablesQuery, cancellationToken: cancellationToken))
                .ConfigureAwait(false)
        ).AsList();
        return new Snapshot(
            [
                .. tables.Select(row => new SchemaObject(
                    row.IsView ? SchemaObjectKind.View : SchemaObjectKind.Table,
                    row.Schema,
                    table: null,
                    row.Name
                )),
            ],
            StringComparer.Ordinal,
            tables.Count > 0 ? tables[0].DefaultSchema : null
        );
    }

    private sealed class TableRow
    {
        public required string Schema { get; init; }

        public required string Name { get; init; }

        public required bool IsView { get; init; }

        public string? DefaultSchema { get; init; }
    }
}
