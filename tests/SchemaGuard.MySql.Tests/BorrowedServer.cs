using System.Data.Common;
using System.Globalization;
using MySqlConnector;
using SchemaGuard.Servers;

namespace SchemaGuard.MySql.Tests;

/// <summary>
/// A running server that one test has for itself, with global variables of its own. Given back, it has those that it had before, for the next
/// test: that costs less than a server for each.
/// </summary>
public sealed class BorrowedServer : IAsyncDisposable
{
    private readonly Lender _lender;
    private readonly List<(string Name, string Value)> _before = [];

    private BorrowedServer(Lender lender, MySqlServer server)
    {
        _lender = lender;
        Server = server;
    }

    public MySqlServer Server { get; }

    /// <summary>Makes an empty database.</summary>
    public Task<MySqlTestDatabase> CreateDatabaseAsync(DbProviderFactory? driver = null) => MySqlTestDatabase.CreateAsync(Server, driver);

    /// <summary>Gives the variables back as they were.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await using var connection = await OpenAsync();
            foreach (var (name, value) in _before)
            {
                await SetAsync(connection, name, value);
            }
        }
        finally
        {
            _lender.Free.Release();
        }
    }

    /// <summary>Gives a variable another value, as <c>read_only</c>, until the server is given back.</summary>
    public async Task SetAsync(string name, string value)
    {
        await using var connection = await OpenAsync();
        await using var command = new MySqlCommand($"select @@global.{name}", connection);
        _before.Add((name, Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)!));
        await SetAsync(connection, name, value);
    }

    private static async Task SetAsync(MySqlConnection connection, string name, string value)
    {
        var isNumber = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        await using var command = new MySqlCommand($"set global {name} = {(isNumber ? value : $"'{value}'")}", connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<MySqlConnection> OpenAsync()
    {
        var connection = new MySqlConnection(MySqlTestDatabase.Write(Server.Host, Server.Port, "root"));
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Lends the server of one product to one test after the other.</summary>
    internal sealed class Lender(Func<Task<MySqlServer>> start) : IAsyncDisposable
    {
        private readonly Lazy<Task<MySqlServer>> _server = new(start);

        public SemaphoreSlim Free { get; } = new(1);

        public async Task<BorrowedServer> BorrowAsync()
        {
            await Free.WaitAsync();
            try
            {
                return new BorrowedServer(this, await _server.Value);
            }
            catch
            {
                Free.Release();
                throw;
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (_server.IsValueCreated)
            {
                await (await _server.Value).DisposeAsync();
            }

            Free.Dispose();
        }
    }
}
