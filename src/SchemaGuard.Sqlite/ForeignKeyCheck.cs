using System.Data.Common;

namespace SchemaGuard.Sqlite;

/// <summary>Checks every foreign key before a migration that ran without them commits, as SQLite's own procedure for table rebuilds asks (sqlite.org/lang_altertable.html, section 7).</summary>
internal static class ForeignKeyCheck
{
    private const string Query = """
        SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 1
        """;

    /// <summary>Finds the foreign key with the most rows that point nowhere.</summary>
    /// <returns>A sentence about it, or <see langword="null"/>.</returns>
    public static async Task<string?> RunAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = Query;
            command.Transaction = transaction;
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
                    ? SqliteMessages.ForeignKeysBroken(reader.GetInt64(2), reader.GetString(0), reader.GetString(1))
                    : null;
            }
        }
    }
}
