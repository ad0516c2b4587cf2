using System.Data.Common;

namespace SchemaGuard.Commands;

/// <summary>Extension methods that fill batches: one statement per command, named parameters.</summary>
internal static class DbBatchCommands
{
    public static DbBatchCommand Add(this DbBatch batch, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
        return command;
    }

    /// <summary>Reads the rest of a result: a statement has run to its end only when its rows are read.</summary>
    public static async Task ReadToEndAsync(this DbDataReader reader, CancellationToken cancellationToken)
    {
        do
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) { }
        } while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false));
    }
}
