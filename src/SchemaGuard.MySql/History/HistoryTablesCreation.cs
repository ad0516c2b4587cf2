using System.Data.Common;
using SchemaGuard.MySql.Commands;
using SchemaGuard.Providers.State;

namespace SchemaGuard.MySql.History;

/// <summary>Creates the history tables. A session that does the same beside this one waits for it, and then finds them there.</summary>
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
