using Npgsql;

namespace SchemaGuard.PostgreSql.Statements;

/// <summary>The command of a batch that the server is running, or was when the batch failed.</summary>
internal static class RunningCommand
{
    /// <summary>
    /// Finds the running command. The server's messages are read in order, so it is the first command that the server has not completed.
    /// </summary>
    public static NpgsqlBatchCommand? Find(NpgsqlBatch batch) =>
        batch.BatchCommands.OfType<NpgsqlBatchCommand>().FirstOrDefault(command => command.StatementType == Npgsql.StatementType.Unknown);

    /// <summary>
    /// Finds the failed command. The driver reports it only if the data source enables that; otherwise it is the first command that the server has
    /// not completed.
    /// </summary>
    public static NpgsqlBatchCommand? FindFailed(NpgsqlBatch batch, Exception exception) =>
        exception is not PostgresException server ? null : server.BatchCommand ?? Find(batch);
}
