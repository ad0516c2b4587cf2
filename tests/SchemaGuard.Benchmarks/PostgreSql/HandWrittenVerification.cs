using System.Globalization;
using Npgsql;
using SchemaGuard.PostgreSql.Inspection;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>
/// Is the least that a start must do which compares the whole catalog, written by hand: read and hash the files in order, then one batch on one connection for
/// the newest history row and for the columns, indexes with their validity, and constraints of every table; and, if it is told to, for the drift
/// token that a stamp needs.
/// </summary>
internal sealed class HandWrittenVerification(string folder, int tables, bool readsToken)
{
    private const string UserTables =
        "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'";

    private static readonly string[] Queries =
    [
        "SELECT sequence, chain FROM schemaguard_history ORDER BY sequence DESC LIMIT 1",
        "SELECT c.oid, a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid) "
            + $"FROM {UserTables} JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
            + "LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE c.relkind IN ('r', 'p')",
        "SELECT c.oid, i.indexrelid, i.indkey::text, i.indisunique, i.indisvalid "
            + $"FROM {UserTables} JOIN pg_index i ON i.indrelid = c.oid WHERE c.relkind IN ('r', 'p')",
        "SELECT c.oid, k.conname::text, k.contype::text, pg_get_constraintdef(k.oid) "
            + $"FROM {UserTables} JOIN pg_constraint k ON k.conrelid = c.oid WHERE c.relkind IN ('r', 'p')",
    ];

    /// <summary>Starts once, on a new pool.</summary>
    public async Task RunAsync(string connectionString)
    {
        await using var source = HandWrittenStart.CreateSource(connectionString);
        await RunAsync(source);
    }

    /// <summary>Starts once.</summary>
    /// <exception cref="InvalidOperationException">The catalog does not hold every table: the comparison would be one of different work.</exception>
    public async Task RunAsync(NpgsqlDataSource source)
    {
        FileHashes.Compute(folder);
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = connection.CreateBatch();
        foreach (var query in readsToken ? [$"SELECT {DriftToken.Of(18)}", .. Queries] : Queries)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(query));
        }

        await using var reader = await batch.ExecuteReaderAsync();
        var rows = 0;
        do
        {
            while (await reader.ReadAsync())
            {
                rows++;
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    _ = reader.GetValue(column);
                }
            }
        } while (await reader.NextResultAsync());

        if (rows < tables * 6)
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"The hand-written start read only {rows} rows.")
            );
        }
    }
}
