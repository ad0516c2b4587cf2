using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace SchemaGuard.Benchmarks.Sqlite;

/// <summary>Applies a folder of migrations with a loop as people write it by hand: one transaction and one history row for each file.</summary>
internal sealed class HandWrittenApply(string path, string folder)
{
    private const string CreateHistory = """
        CREATE TABLE IF NOT EXISTS history (
            sequence INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            checksum TEXT NOT NULL,
            state TEXT NOT NULL,
            started_at TEXT NOT NULL,
            finished_at TEXT NOT NULL,
            duration_ms INTEGER NOT NULL,
            host TEXT,
            application TEXT
        )
        """;

    private const string Insert = """
        INSERT INTO history (sequence, name, kind, checksum, state, started_at, finished_at, duration_ms, host, application)
        VALUES (@sequence, @name, 'sql', @checksum, 'applied', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'),
            strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 0, @host, 'hand-written')
        """;

    public async Task RunAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        await ExecuteAsync(connection, transaction: null, CreateHistory);
        var files = Directory.GetFiles(folder, "*.sql");
        Array.Sort(files, StringComparer.Ordinal);
        for (var i = 0; i < files.Length; i++)
        {
            await ApplyAsync(connection, i + 1, files[i]);
        }
    }

    private static async Task ApplyAsync(SqliteConnection connection, int sequence, string file)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        await using var transaction = connection.BeginTransaction();
        await ExecuteAsync(connection, transaction, Encoding.UTF8.GetString(bytes));
        await ExecuteAsync(
            connection,
            transaction,
            Insert,
            ("@sequence", sequence.ToString(CultureInfo.InvariantCulture)),
            ("@name", Path.GetFileNameWithoutExtension(file)),
            ("@checksum", Convert.ToHexStringLower(SHA256.HashData(bytes))),
            ("@host", Environment.MachineName)
        );
        await transaction.CommitAsync();
    }

    private static async Task ExecuteAsync(
        SqliteConnection connection,
        SqliteTransaction? transaction,
        string sql,
        params (string Name, string Value)[] parameters
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        await command.ExecuteNonQueryAsync();
    }
}
