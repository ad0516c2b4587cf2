using System.Globalization;
using MySqlConnector;
using SchemaGuard.Servers;

namespace SchemaGuard.Benchmarks.MySql;

/// <summary>Is a MariaDB or MySQL server of the benchmarks' own.</summary>
internal sealed class BenchmarkServer : IAsyncDisposable
{
    private readonly MySqlServer _server;

    private BenchmarkServer(MySqlServer server) => _server = server;

    public string Title => (_server.Installation.IsMariaDb ? "MariaDB " : "MySQL ") + _server.Version;

    /// <summary>Starts a server with the tests' settings: what it writes is in the operating system's hands.</summary>
    public static async Task<BenchmarkServer> StartFastAsync(MySqlInstallation installation) =>
        new(await MySqlServer.StartAsync(installation));

    /// <summary>Starts a server with the products' defaults: each commit waits for the disk.</summary>
    public static async Task<BenchmarkServer> StartDurableAsync(MySqlInstallation installation) =>
        new(await MySqlServer.StartAsync(installation, Durable(installation)));

    /// <summary>Starts a server that counts and times the statements it is asked.</summary>
    public static async Task<BenchmarkServer> StartCountingAsync(MySqlInstallation installation, bool isDurable) =>
        new(
            await MySqlServer.StartAsync(
                installation,
                ["performance_schema=ON", "performance_schema_digests_size=20000", .. isDurable ? Durable(installation) : []]
            )
        );

    public string ConnectionString(string database) => Server + $";Database={database}";

    /// <summary>Gives a connection string that makes a new connection each time, as the first start of a process does.</summary>
    public string UnpooledConnectionString(string database) => ConnectionString(database) + ";Pooling=false";

    /// <summary>Makes an empty database, in place of the one that has the name.</summary>
    public async Task RecreateAsync(string database)
    {
        await ExecuteAsync($"DROP DATABASE IF EXISTS {database}");
        await ExecuteAsync($"CREATE DATABASE {database}");
    }

    /// <summary>Runs a statement in no database.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new MySqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads rows in no database.</summary>
    public async Task<IReadOnlyList<object[]>> ReadAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new MySqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>
    /// Gives the products' defaults in place of the tests' settings, with which nothing is synced. There is no binary log, and a page is written
    /// twice, in either case.
    /// </summary>
    private static string[] Durable(MySqlInstallation installation) =>
        [
            "innodb_flush_method=O_DIRECT",
            "innodb_flush_log_at_trx_commit=1",
            .. installation.IsMariaDb ? ["sync_frm=ON"] : Array.Empty<string>(),
        ];

    private string Server =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Server={_server.Host};Port={_server.Port};User ID=root;SslMode=Disabled;AllowPublicKeyRetrieval=true"
        );

    private async Task<MySqlConnection> OpenAsync()
    {
        var connection = new MySqlConnection(Server + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}
