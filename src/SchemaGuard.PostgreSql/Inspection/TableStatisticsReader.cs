using System.Data.Common;
using Npgsql;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.Providers;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>The reader of the numbers that the server keeps for its planner, and of the size of files. Neither takes a right on the tables.</summary>
/// <param name="readsPathOnly">Whether only the schemas of the search path are guarded.</param>
internal sealed class TableStatisticsReader(bool readsPathOnly) : ITableStatisticsReader
{
    /// <summary>
    /// Measuring waits for whoever has locked the table or one of its indexes exclusively, or is about to, as most migrations do. Such a table is left
    /// without a size.
    /// </summary>
    private const string Size = """
        CASE WHEN c.relkind = 'r' AND NOT EXISTS (SELECT 1 FROM locked k WHERE k.relation = c.oid
            OR k.relation IN (SELECT i.indexrelid FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid))
            THEN pg_catalog.pg_total_relation_size(c.oid) END
        """;

    private const string NoSize = "NULL::bigint";

    public async Task<TableCatalog> ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var npgsql = (NpgsqlConnection)connection;
        try
        {
            return await ReadAsync(npgsql, Size, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException exception)
            when (exception.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.InsufficientPrivilege)
        {
            // A table was locked in the meantime, or the administrator has revoked the function.
            return await ReadAsync(npgsql, NoSize, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<TableCatalog> ReadAsync(NpgsqlConnection connection, string size, CancellationToken cancellationToken)
    {
        var tables = new List<CatalogTable>();
        string? defaultSchema = null;
        var command = new NpgsqlCommand(Query(connection.PostgreSqlVersion.Major, size), connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteBoundedReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    defaultSchema = Text(reader, 0);
                    if (Text(reader, 1) is { } schema)
                    {
                        tables.Add(
                            new CatalogTable(schema, reader.GetString(2), Number(reader, 3), Number(reader, 4))
                            {
                                IsSecondary = reader.GetBoolean(5),
                            }
                        );
                    }
                }
            }
        }

        return new TableCatalog(tables, StringComparer.Ordinal, defaultSchema);
    }

    /// <summary>
    /// Returns the query. Its rows name the default schema even if there are no tables. A table that is divided has the sum of its parts, as far as
    /// they are known.
    /// </summary>
    private string Query(int version, string size) =>
        $"""
            WITH RECURSIVE locked AS (
                SELECT l.relation FROM pg_catalog.pg_locks l WHERE l.mode = 'AccessExclusiveLock'
                    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = current_database())),
            relation AS MATERIALIZED (
                SELECT c.oid, c.relname, c.relnamespace, c.relkind, c.relispartition,
                       CASE WHEN {IsKnown(version)} THEN c.reltuples::bigint END AS rows, {size} AS bytes
                FROM pg_catalog.pg_class c
                WHERE c.oid >= {CatalogScope.FirstNumber} AND c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't'
                    AND {CatalogScope.NotOfExtension("pg_class", "c.oid")}),
            part (top, oid) AS (
                SELECT r.oid, r.oid FROM relation r WHERE r.relkind = 'p'
                UNION ALL
                SELECT p.top, r.oid FROM part p JOIN pg_catalog.pg_inherits h ON h.inhparent = p.oid
                    JOIN relation r ON r.oid = h.inhrelid AND r.relispartition),
            total AS (
                SELECT p.top, sum(r.rows)::bigint AS rows, sum(r.bytes)::bigint AS bytes
                FROM part p JOIN relation r ON r.oid = p.oid AND r.relkind <> 'p' GROUP BY p.top)
            SELECT current_schema()::text, n.nspname::text, r.relname::text,
                   CASE r.relkind WHEN 'p' THEN t.rows ELSE r.rows END, CASE r.relkind WHEN 'p' THEN t.bytes ELSE r.bytes END,
                   coalesce(r.relispartition, false)
            FROM (SELECT 1) AS one LEFT JOIN (relation r JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
                AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' {(
                readsPathOnly ? "AND n.nspname = ANY (current_schemas(false))" : ""
            )} LEFT JOIN total t ON t.top = r.oid) ON true
            """;

    /// <summary>Returns the condition that the number of rows is known: before PostgreSQL 14 zero also stood for a table never analysed.</summary>
    private static string IsKnown(int version) =>
        version < 14 ? "c.relkind <> 'p' AND c.relpages > 0" : "c.relkind <> 'p' AND c.reltuples >= 0";

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static long? Number(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
}
