using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SchemaGuard.Providers;
using SchemaGuard.Sqlite.Errors;
using SQLitePCL;

namespace SchemaGuard.Sqlite.Statements;

/// <summary>
/// A check of every foreign key after a migration that ran without them, as SQLite's own procedure for rebuilding tables requires
/// (sqlite.org/lang_altertable.html, section 7). Rows that were orphans before do not count, even if their table was renamed.
/// </summary>
internal sealed class ForeignKeyCheck : ICommitCheck
{
    private const string TablesWithForeignKeys = """
        SELECT DISTINCT m.name FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) WHERE m.type = 'table'
        """;

    private const string Orphans = """
        SELECT parent, count(*) FROM pragma_foreign_key_check(@table) GROUP BY parent ORDER BY 2 DESC LIMIT 1
        """;

    private const string Total = "SELECT count(*) FROM pragma_foreign_key_check(@table)";

    public async Task<string> BeginAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var (rows, mismatches, _) = await LookAsync(connection, transaction, cancellationToken).ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture, $"{rows} {mismatches}");
    }

    public async Task<string?> EndAsync(
        DbConnection connection,
        DbTransaction transaction,
        string baseline,
        CancellationToken cancellationToken
    )
    {
        var before = baseline.Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        var (rows, mismatches, worst) = await LookAsync(connection, transaction, cancellationToken).ConfigureAwait(false);
        if (rows > before[0] && worst is var (table, parent))
        {
            return SqliteMessages.ForeignKeysBroken(rows - before[0], table, parent);
        }

        return mismatches > before[1] ? SqliteMessages.ForeignKeyMismatch() : null;
    }

    /// <summary>Counts orphaned rows, and tables whose foreign keys SQLite cannot even check because they do not fit their parent.</summary>
    private static async Task<(long Rows, long Mismatches, (string Table, string Parent)? Worst)> LookAsync(
        DbConnection connection,
        DbTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        long rows = 0;
        long mismatches = 0;
        (string Table, string Parent)? worst = null;
        foreach (var table in await ReadAsync(connection, transaction, TablesWithForeignKeys, "", cancellationToken).ConfigureAwait(false))
        {
            try
            {
                var counts = await ReadAsync(connection, transaction, Total, table, cancellationToken).ConfigureAwait(false);
                var found = long.Parse(counts[0], CultureInfo.InvariantCulture);
                if (found > 0)
                {
                    rows += found;
                    var parents = await ReadAsync(connection, transaction, Orphans, table, cancellationToken).ConfigureAwait(false);
                    worst ??= (table, parents[0]);
                }
            }
            catch (SqliteException exception) when (exception.SqliteErrorCode == raw.SQLITE_ERROR)
            {
                mismatches++;
            }
        }

        return (rows, mismatches, worst);
    }

    private static async Task<List<string>> ReadAsync(
        DbConnection connection,
        DbTransaction transaction,
        string query,
        string table,
        CancellationToken cancellationToken
    )
    {
        var values = new List<string>();
        var command = ((SqliteConnection)connection).CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = query;
            command.Transaction = (SqliteTransaction)transaction;
            command.Parameters.AddWithValue("@table", table);
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    values.Add(reader.GetString(0));
                }
            }
        }

        return values;
    }
}
