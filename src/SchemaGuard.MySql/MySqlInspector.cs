using System.Data.Common;
using SchemaGuard.Inspection;
using SchemaGuard.Providers;

namespace SchemaGuard.MySql;

/// <summary>Reads the tables and views of all databases that the user may see, without the server's own.</summary>
internal sealed class MySqlInspector : ICatalogInspector
{
    private const string TablesQuery = """
        SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE LIKE '%VIEW', DATABASE(), @@lower_case_table_names FROM information_schema.TABLES
        WHERE TABLE_SCHEMA NOT IN ('information_schema', 'performance_schema', 'mysql', 'sys')
        """;

    public async Task<Snapshot> InspectAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var rows = await connection.RowsAsync(TablesQuery, [], cancellationToken).ConfigureAwait(false);
        return new Snapshot(
            [
                .. rows.Select(row => new SchemaObject(
                    row[2] == "1" ? SchemaObjectKind.View : SchemaObjectKind.Table,
                    row[0],
                    table: null,
                    row[1]!
                )),
            ],
            rows.Count > 0 && rows[0][4] == "0" ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase,
            rows.Count > 0 ? rows[0][3] : null
        );
    }
}
