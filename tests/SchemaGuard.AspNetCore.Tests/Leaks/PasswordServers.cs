using SchemaGuard.PostgreSql.Tests;
using SchemaGuard.Servers;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Leaks;

/// <summary>A PostgreSQL server that asks everybody but its superuser for a password, for the tests of this folder.</summary>
public sealed class PasswordServers : IAsyncLifetime
{
    private const string Rules = """
        host all postgres 127.0.0.1/32 trust
        host all all 127.0.0.1/32 scram-sha-256
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("schemaguard-hba-");
    private readonly Lazy<Task<PostgreSqlServer>> _server;

    public PasswordServers() => _server = new Lazy<Task<PostgreSqlServer>>(StartAsync);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Makes an empty database on the server.</summary>
    public async Task<PostgreSqlTestDatabase> CreateDatabaseAsync() => await PostgreSqlTestDatabase.CreateAsync(await _server.Value);

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            await (await _server.Value).DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task<PostgreSqlServer> StartAsync()
    {
        var installation = PostgreSqlServers.Find(PostgreSqlServers.Oldest);
        var file = Path.Combine(_folder.FullName, "hba.conf");
        await File.WriteAllTextAsync(file, Rules + "\n");
        if (!OperatingSystem.IsWindows())
        {
            // The server runs in an account of its own.
            const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
            File.SetUnixFileMode(file, Readable);
            File.SetUnixFileMode(
                _folder.FullName,
                File.GetUnixFileMode(_folder.FullName) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute
            );
        }

        return await PostgreSqlServer.StartInMemoryAsync(installation, $"hba_file={file}");
    }
}
