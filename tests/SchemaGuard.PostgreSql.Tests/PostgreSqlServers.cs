using SchemaGuard.Servers;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Starts one server of each version when it is first asked for, for all tests of this assembly.</summary>
public sealed class PostgreSqlServers : IAsyncLifetime
{
    /// <summary>The version that tests use which need only one.</summary>
    public const string Oldest = "15";

    /// <summary>The newest version.</summary>
    public const string Newest = "18";

    private readonly Dictionary<string, Lazy<Task<PostgreSqlServer>>> _servers;

    public PostgreSqlServers() =>
        _servers = new[] { Oldest, Newest }.ToDictionary(
            version => version,
            version => new Lazy<Task<PostgreSqlServer>>(() => StartAsync(version)),
            StringComparer.Ordinal
        );

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Gives a server, or skips the test where there is none; on CI that is a failure.</summary>
    public Task<PostgreSqlServer> GetAsync(string version) => _servers[version].Value;

    /// <summary>Makes an empty database on a server.</summary>
    public async Task<PostgreSqlTestDatabase> CreateDatabaseAsync(string version = Oldest) =>
        await PostgreSqlTestDatabase.CreateAsync(await GetAsync(version));

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values.Where(server => server.IsValueCreated))
        {
            await (await server.Value).DisposeAsync();
        }
    }

    /// <summary>Finds an installation, or skips the test where there is none; on CI that is a failure.</summary>
    public static PostgreSqlInstallation Find(string version)
    {
        var found = PostgreSqlInstallation.Find(version);
        Assert.SkipWhen(
            found is null && Environment.GetEnvironmentVariable("CI") is not ("true" or "1"),
            $"PostgreSQL {version} is not installed; tests/servers.sh installs it."
        );
        return found ?? throw new InvalidOperationException($"PostgreSQL {version} is not installed; tests/servers.sh installs it.");
    }

    private static Task<PostgreSqlServer> StartAsync(string version) => PostgreSqlServer.StartInMemoryAsync(Find(version));
}
