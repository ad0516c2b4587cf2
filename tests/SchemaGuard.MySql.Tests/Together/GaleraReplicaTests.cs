using SchemaGuard.MySql.Tests.KillMatrix;
using SchemaGuard.Servers;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Together;

/// <summary>Says what many processes do that start together on the nodes of a cluster, where no node knows of another's session locks.</summary>
public sealed class GaleraReplicaTests
{
    [Fact]
    public async Task Processes_spread_over_the_nodes_choose_the_lease_and_apply_each_migration_once()
    {
        await using var cluster = await GaleraCluster.StartAsync(MySqlServers.Find(MySqlServers.MariaDb));
        await using var database = await MySqlTestDatabase.CreateAsync(cluster.Nodes[0]);

        await new Crowd(database, [.. cluster.Nodes.Select(node => node.Port)]).MigrateAsync("auto");

        (
            await database.NumberAsync("select count(*) from schemaguard_state where scope = '#lease' and lease_taken_at is not null")
        ).ShouldBe(1);
        var nodes = await Task.WhenAll(cluster.Nodes.Select(node => ReadAsync(database.At(node.Port))));
        nodes[1].ShouldBe(nodes[0]);
        nodes[2].ShouldBe(nodes[0]);
    }

    /// <summary>Reads what a node holds once everything that was committed elsewhere has reached it.</summary>
    private static async Task<(string Dump, string? History)> ReadAsync(string node)
    {
        var database = new ConfiguredDatabase(node);
        await using var connection = await database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "set session wsrep_sync_wait = 15, session group_concat_max_len = 1000000";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var dump = await DatabaseDump.OfAsync(connection, TestContext.Current.CancellationToken);
        command.CommandText =
            "select group_concat(concat_ws('|', sequence, name, checksum, chain, state) order by sequence) from schemaguard_history";
        return (dump, (string?)await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }
}
