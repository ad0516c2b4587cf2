using System.Data.Common;
using SchemaGuard.History;
using SchemaGuard.MySql.Commands;

namespace SchemaGuard.MySql.History;

/// <summary>The creation of the history tables. A session that creates them at the same time waits for this one, and then finds them.</summary>
internal static class HistoryTablesCreation
{
    public static async Task CreateAsync(DbConnection connection, HistoryTables tables, CancellationToken cancellationToken)
    {
        foreach (var statement in MySqlHistory.Create(tables))
        {
            await connection.RunAsync(statement, cancellationToken).ConfigureAwait(false);
        }
    }
}
