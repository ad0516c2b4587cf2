using Npgsql;
using SchemaGuard.PostgreSql.Inspection;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>
/// Is the least that a start must do, written by hand: read and hash the files in order, then one batch on one connection for the
/// newest history row, the stamp and, unless it is blind, the drift token that is to equal the stamped one.
/// </summary>
internal sealed class HandWrittenStart(string folder, bool isBlind)
{
    private const string Head = "SELECT sequence, chain FROM schemaguard_history ORDER BY sequence DESC LIMIT 1";
    private const string Stamp = "SELECT expectation, chain, drift_token FROM schemaguard_state WHERE scope = $1";
    private const string Scope = "default";

    /// <summary>Makes a pool that connects with as few round trips as the driver can.</summary>
    public static NpgsqlDataSource CreateSource(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConfigureTypeLoading(loading => loading.EnableTypeLoading(false));
        return builder.Build();
    }

    /// <summary>Starts once, on a new pool.</summary>
    public async Task RunAsync(string connectionString)
    {
        await using var source = CreateSource(connectionString);
        await RunAsync(source);
    }

    /// <summary>Starts once.</summary>
    /// <exception cref="InvalidOperationException">The database is not up to date: the comparison would be one of different work.</exception>
    public async Task RunAsync(NpgsqlDataSource source)
    {
        var files = FileHashes.Compute(folder);
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Head));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Stamp) { Parameters = { new() { Value = Scope } } });
        if (!isBlind)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"SELECT {DriftToken.Of(18)}"));
        }

        await using var reader = await batch.ExecuteReaderAsync();
        if (!await IsCurrentAsync(reader, files))
        {
            throw new InvalidOperationException("The hand-written start found a database that is not up to date.");
        }
    }

    private async Task<bool> IsCurrentAsync(NpgsqlDataReader reader, int files)
    {
        if (!await reader.ReadAsync() || reader.GetInt64(0) != files)
        {
            return false;
        }

        var chain = reader.GetString(1);
        await reader.NextResultAsync();
        if (!await reader.ReadAsync() || reader.GetString(0).Length == 0 || reader.GetString(1) != chain)
        {
            return false;
        }

        var token = reader.GetString(2);
        return isBlind
            || (
                await reader.NextResultAsync()
                && await reader.ReadAsync()
                && token.StartsWith($"{reader.GetString(0)} by ", StringComparison.Ordinal)
            );
    }
}
