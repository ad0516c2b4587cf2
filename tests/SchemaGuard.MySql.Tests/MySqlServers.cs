using System.Data.Common;
using SchemaGuard.Servers;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Starts one server of each product when it is first asked for, for all tests of this assembly.</summary>
public sealed class MySqlServers : IAsyncLifetime
{
    public const string MariaDb = "mariadb";

    public const string MySql = "mysql";

    // Nobody kills these servers, so no page is written twice, nor before there is a need.
    private static readonly string[] Settings =
    [
        "innodb_doublewrite=OFF",
        "innodb_buffer_pool_size=256M",
        "innodb_max_dirty_pages_pct_lwm=0",
        "innodb_adaptive_flushing=OFF",
    ];

    private readonly Dictionary<string, Lazy<Task<MySqlServer>>> _servers;

    private readonly Dictionary<string, BorrowedServer.Lender> _lenders;

    public MySqlServers()
    {
        string[] products = [MariaDb, MySql];
        _servers = products.ToDictionary(
            product => product,
            product => new Lazy<Task<MySqlServer>>(() => MySqlServer.StartAsync(Find(product), Settings)),
            StringComparer.Ordinal
        );
        _lenders = products.ToDictionary(
            product => product,
            product => new BorrowedServer.Lender(() => MySqlServer.StartAsync(Find(product), Settings)),
            StringComparer.Ordinal
        );
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Gives a server. Without its installation the test is skipped; on CI it fails.</summary>
    public async Task<MySqlServer> GetAsync(string product)
    {
        Find(product);
        return await _servers[product].Value;
    }

    /// <summary>Gives a server for one test alone, with global variables as it needs them.</summary>
    public async Task<BorrowedServer> BorrowAsync(string product, params IEnumerable<(string Name, string Value)> variables)
    {
        Find(product);
        var server = await _lenders[product].BorrowAsync();
        try
        {
            foreach (var (name, value) in variables)
            {
                await server.SetAsync(name, value);
            }

            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes an empty database on a server.</summary>
    /// <param name="product">The product.</param>
    /// <param name="driver">The guard's driver; MySqlConnector where it is left out.</param>
    public async Task<MySqlTestDatabase> CreateDatabaseAsync(string product = MariaDb, DbProviderFactory? driver = null) =>
        await MySqlTestDatabase.CreateAsync(await GetAsync(product), driver);

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values.Where(server => server.IsValueCreated))
        {
            await (await server.Value).DisposeAsync();
        }

        foreach (var lender in _lenders.Values)
        {
            await lender.DisposeAsync();
        }
    }

    /// <summary>Finds an installation, or skips the test where there is none; on CI that is a failure.</summary>
    public static MySqlInstallation Find(string product)
    {
        var found = product == MariaDb ? MySqlInstallation.MariaDb : MySqlInstallation.MySql;
        var missing =
            product == MariaDb
                ? "MariaDB is not installed; tests/servers.sh installs it."
                : "MySQL 9.7 is not on this machine; tests/servers.sh unpacks it, and says why where it cannot.";
        Assert.SkipWhen(found is null && !IsCI, missing);
        return found ?? throw new InvalidOperationException(missing);
    }

    /// <summary>Gets whether a missing server is a failure.</summary>
    public static bool IsCI => Environment.GetEnvironmentVariable("CI") is "true" or "1";
}
