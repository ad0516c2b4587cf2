using SchemaGuard.Servers;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Servers;

/// <summary>Says what the tests on a cluster rely on.</summary>
public sealed class GaleraClusterTests
{
    [Fact]
    public async Task Three_nodes_hold_the_same_table_and_a_killed_one_catches_up()
    {
        await using var cluster = await GaleraCluster.StartAsync(MySqlServers.Find(MySqlServers.MariaDb));
        cluster.Nodes.Count.ShouldBe(3);
        (await AskAsync(cluster.Nodes[0], "create database d; create table d.t (id int primary key); insert into d.t values (1)")).ShouldBe(
            ""
        );
        foreach (var node in cluster.Nodes)
        {
            (await AskAsync(node, "set wsrep_sync_wait = 1; select sum(id) from d.t")).ShouldBe("1");
        }

        await cluster.Nodes[2].CrashAsync();
        (await AskAsync(cluster.Nodes[1], "insert into d.t values (2)")).ShouldBe("");
        await cluster.StartAgainAsync(cluster.Nodes[2]);

        (await AskAsync(cluster.Nodes[2], "set wsrep_sync_wait = 1; select sum(id) from d.t")).ShouldBe("3");
    }

    private static async Task<string> AskAsync(MySqlServer node, string sql)
    {
        var (exit, output, error) = await node.RunAsync(node.Installation.Client, ["--skip-column-names", "-e", sql]);
        exit.ShouldBe(0, error);
        return output.Trim();
    }
}
