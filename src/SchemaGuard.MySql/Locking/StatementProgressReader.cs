using System.Data.Common;
using System.Globalization;
using SchemaGuard.History;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.History;
using SchemaGuard.MySql.Messages;
using SchemaGuard.MySql.Products;
using SchemaGuard.Providers;

namespace SchemaGuard.MySql.Locking;

/// <summary>
/// The reader of the stage of a statement. MariaDB's process list has it. MySQL's performance schema does while its
/// instruments and consumers of stages are on, which is not everywhere the default, and for users who may read that schema.
/// </summary>
internal sealed class StatementProgressReader(MySqlActivity activity) : IStatementProgressReader
{
    private const string StageOfMySql = """
        SELECT SUBSTRING_INDEX(e.EVENT_NAME, '/', -1), e.WORK_COMPLETED / NULLIF(e.WORK_ESTIMATED, 0)
        FROM performance_schema.events_stages_current e JOIN performance_schema.threads t ON t.THREAD_ID = e.THREAD_ID
        WHERE e.WORK_ESTIMATED > 0 AND t.PROCESSLIST_ID
        """;

    public async Task<StatementProgress?> ReadAsync(DbConnection connection, HistoryTables tables, CancellationToken cancellationToken)
    {
        var stage = ServerProduct.Parse(connection.ServerVersion).TellsProgress ? StageOfMariaDb(activity.Processes) : StageOfMySql;
        return await ReadAsync(connection, $"{stage} = IS_USED_LOCK('{LockName.Of(tables)}')", cancellationToken).ConfigureAwait(false)
            ?? await ReadOfOwnerAsync(connection, stage, tables, cancellationToken).ConfigureAwait(false);
    }

    private static string StageOfMariaDb(string processes) =>
        $"""
            SELECT CONCAT(COALESCE(NULLIF(p.STATE, ''), p.COMMAND), IF(p.MAX_STAGE > 1, CONCAT(', stage ', p.STAGE, ' of ', p.MAX_STAGE), '')), p.PROGRESS / 100
            FROM {processes} p WHERE p.MAX_STAGE > 0 AND p.ID
            """;

    /// <summary>Reads the stage of the session of the lease's owner, if it is on this server.</summary>
    private static async Task<StatementProgress?> ReadOfOwnerAsync(
        DbConnection connection,
        string stage,
        HistoryTables tables,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var session = LeaseSql.SessionOfOwner(MySqlHistory.Qualified(tables.Schema, tables.State));
            return await ReadAsync(connection, $"{stage} = ({session})", cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception) when (ServerError.NumberOf(exception) == ServerError.NoSuchTable)
        {
            return null;
        }
    }

    private static async Task<StatementProgress?> ReadAsync(DbConnection connection, string query, CancellationToken cancellationToken) =>
        await connection.RowsAsync(query, [], cancellationToken).ConfigureAwait(false) is [[{ } phase, var share], ..]
            ? new StatementProgress(phase, Number(share))
            : null;

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
