using Microsoft.Data.Sqlite;

namespace SchemaGuard.Benchmarks.Sqlite;

/// <summary>
/// Is the least that a start must do, written by hand: read and hash the files in order, then one query on a pooled connection
/// for the newest history row and the required tables.
/// </summary>
internal sealed class HandWrittenStart(string path, string folder, IReadOnlyList<string> requiredTables)
{
    private readonly string _connectionString = GuardedDatabase.ReadConnectionString(path);

    private readonly string _query = $"""
        SELECT h.sequence, h.chain,
               (SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ({string.Join(
            ", ",
            requiredTables.Select(table => $"'{table}'")
        )}))
        FROM schemaguard_history h ORDER BY h.sequence DESC LIMIT 1
        """;

    /// <summary>Starts once.</summary>
    /// <exception cref="InvalidOperationException">The database is not up to date: the comparison would be one of different work.</exception>
    public async Task RunAsync()
    {
        var files = FileHashes.Compute(folder);
        await using var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = _query;
        await using var reader = await command.ExecuteReaderAsync();
        var isCurrent =
            await reader.ReadAsync()
            && reader.GetInt64(0) == files
            && reader.GetString(1).Length > 0
            && reader.GetInt64(2) == requiredTables.Count;
        if (!isCurrent)
        {
            throw new InvalidOperationException("The hand-written start found a database that is not up to date.");
        }
    }
}
