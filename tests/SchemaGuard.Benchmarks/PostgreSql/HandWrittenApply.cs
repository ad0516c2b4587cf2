using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>
/// Applies a folder of migrations with a loop as people write it by hand who know the driver: begin, script, history row and commit of each file in
/// one batch.
/// </summary>
internal sealed class HandWrittenApply(string connectionString, string folder)
{
    private const string CreateHistory = """
        CREATE TABLE IF NOT EXISTS history (
            sequence bigint PRIMARY KEY,
            name text NOT NULL,
            kind text NOT NULL,
            checksum text NOT NULL,
            state text NOT NULL,
            started_at timestamptz NOT NULL,
            finished_at timestamptz NOT NULL,
            duration_ms bigint NOT NULL,
            host text,
            application text
        )
        """;

    private const string Insert = """
        INSERT INTO history (sequence, name, kind, checksum, state, started_at, finished_at, duration_ms, host, application)
        VALUES ($1, $2, 'sql', $3, 'applied', now(), clock_timestamp(), 0, $4, 'hand-written')
        """;

    public async Task RunAsync()
    {
        await using var source = HandWrittenStart.CreateSource(connectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using (var command = new NpgsqlCommand(CreateHistory, connection))
        {
            await command.ExecuteNonQueryAsync();
        }

        var files = Directory.GetFiles(folder, "*.sql");
        Array.Sort(files, StringComparer.Ordinal);
        for (var i = 0; i < files.Length; i++)
        {
            await ApplyAsync(connection, i + 1, files[i]);
        }
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, long sequence, string file)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Encoding.UTF8.GetString(bytes)));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(Insert)
            {
                Parameters =
                {
                    new() { Value = sequence },
                    new() { Value = Path.GetFileNameWithoutExtension(file) },
                    new() { Value = Convert.ToHexStringLower(SHA256.HashData(bytes)) },
                    new() { Value = Environment.MachineName },
                },
            }
        );
        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await batch.ExecuteNonQueryAsync();
    }
}
