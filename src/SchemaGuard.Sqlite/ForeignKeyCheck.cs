using System.Data.Common;
using SchemaGuard.Providers;

namespace SchemaGuard.Sqlite;

/// <summary>
/// Checks every foreign key after a migration that ran without them, as SQLite's own procedure for table rebuilds asks
/// (sqlite.org/lang_altertable.html, section 7). Rows that pointed nowhere before are not held against it.
/// </summary>
internal sealed class ForeignKeyCheck : ICommitCheck
{
    private const string Query = """
        SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 3 DESC
        """;

    private IReadOnlyDictionary<(string Table, string Parent), long> _before = new Dictionary<(string Table, string Parent), long>();

    public async Task BeginAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken) =>
        _before = await ReadAsync(connection, transaction, cancellationToken).ConfigureAwait(false);

    public async Task<string?> EndAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var after = await ReadAsync(connection, transaction, cancellationToken).ConfigureAwait(false);
        foreach (var (key, rows) in after)
        {
            var added = rows - _before.GetValueOrDefault(key);
            if (added > 0)
            {
                return SqliteMessages.ForeignKeysBroken(added, key.Table, key.Parent);
            }
        }

        return null;
    }

    private static async Task<IReadOnlyDictionary<(string Table, string Parent), long>> ReadAsync(
        DbConnection connection,
        DbTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        var rows = new Dictionary<(string Table, string Parent), long>();
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = Query;
            command.Transaction = transaction;
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows[(reader.GetString(0), reader.GetString(1))] = reader.GetInt64(2);
                }
            }
        }

        return rows;
    }
}
