using Npgsql;

namespace SchemaGuard.PostgreSql.Commands;

/// <summary>
/// A bound on how long the statements of one round trip wait for locks. The bound is sent with them and ends with the transaction that they share, so
/// the session keeps its settings. A SET LOCAL would do the same, and make the server warn.
/// </summary>
internal static class BoundedRead
{
    /// <summary>The expression that sets the bound for the statements sent after its own.</summary>
    public const string Bound = "pg_catalog.set_config('lock_timeout', '1000', true)";

    /// <summary>The statement that sets the bound. It has one row.</summary>
    public const string Statement = "SELECT " + Bound;

    /// <summary>Runs a query.</summary>
    /// <returns>A reader positioned before the query's first row.</returns>
    public static Task<NpgsqlDataReader> ExecuteBoundedReaderAsync(this NpgsqlCommand command, CancellationToken cancellationToken)
    {
        command.CommandText = $"{Statement}; {command.CommandText}";
        return AfterBoundAsync(command.ExecuteReaderAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Runs a batch.</summary>
    /// <returns>The first value of its first result.</returns>
    public static async Task<object?> ExecuteBoundedScalarAsync(this NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        batch.BatchCommands.Insert(0, new NpgsqlBatchCommand(Statement));
        var reader = await AfterBoundAsync(batch.ExecuteReaderAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? reader.GetValue(0) : null;
        }
    }

    private static async Task<NpgsqlDataReader> AfterBoundAsync(Task<NpgsqlDataReader> executing, CancellationToken cancellationToken)
    {
        var reader = await executing.ConfigureAwait(false);
        try
        {
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            return reader;
        }
        catch
        {
            await reader.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
