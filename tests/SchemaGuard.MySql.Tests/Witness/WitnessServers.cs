using SchemaGuard.MySql.State;
using SchemaGuard.Servers;
using Xunit;

namespace SchemaGuard.MySql.Tests.Witness;

/// <summary>
/// Starts one server of each product for one class: other tests change definitions all the time, which every witness on their server tells of.
/// </summary>
public sealed class WitnessServers : IAsyncLifetime
{
    private readonly Dictionary<string, MySqlServer> _servers = new(StringComparer.Ordinal);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Makes an empty database on a server that has been up for long enough to have a witness.</summary>
    public async Task<MySqlTestDatabase> CreateDatabaseAsync(string product)
    {
        var installation = MySqlServers.Find(product);
        if (!_servers.TryGetValue(product, out var server))
        {
            _servers[product] = server = await MySqlServer.StartAsync(installation);
            await SettleAsync();
        }

        return await MySqlTestDatabase.CreateAsync(server);
    }

    /// <summary>Waits until a server that was started now has been up for long enough.</summary>
    public static Task SettleAsync() => Task.Delay(TimeSpan.FromSeconds(ServerWitness.Settled + 1), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values)
        {
            await server.DisposeAsync();
        }
    }
}
