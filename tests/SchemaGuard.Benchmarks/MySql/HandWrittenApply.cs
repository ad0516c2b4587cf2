using System.Security.Cryptography;
using System.Text;
using MySqlConnector;

namespace SchemaGuard.Benchmarks.MySql;

/// <summary>
/// Applies a folder of migrations with a loop as people write it by hand: the statement of each file, then its history row, each committed by
/// itself.
/// </summary>
internal sealed class HandWrittenApply(string connectionString, string folder)
{
    private const string CreateHistory = """
        CREATE TABLE IF NOT EXISTS history (
            version bigint NOT NULL PRIMARY KEY,
            name varchar(255) NOT NULL,
            checksum varchar(64) NOT NULL,
            applied_at datetime(3) NOT NULL
        )
        """;

    private const string Insert =
        "INSERT INTO history (version, name, checksum, applied_at) VALUES (@version, @name, @checksum, UTC_TIMESTAMP(3))";

    public async Task RunAsync()
    {
        await using var connection = new MySqlConnection(connectionString);
        await connection.OpenAsync();
        await ExecuteAsync(connection, CreateHistory);
        var files = Directory.GetFiles(folder, "*.sql");
        Array.Sort(files, StringComparer.Ordinal);
        for (var i = 0; i < files.Length; i++)
        {
            var bytes = await File.ReadAllBytesAsync(files[i]);
            await ExecuteAsync(connection, Encoding.UTF8.GetString(bytes));
            await ExecuteAsync(
                connection,
                Insert,
                ("@version", i + 1),
                ("@name", Path.GetFileNameWithoutExtension(files[i])),
                ("@checksum", Convert.ToHexStringLower(SHA256.HashData(bytes)))
            );
        }
    }

    private static async Task ExecuteAsync(MySqlConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        await using var command = new MySqlCommand(sql, connection);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        await command.ExecuteNonQueryAsync();
    }
}
