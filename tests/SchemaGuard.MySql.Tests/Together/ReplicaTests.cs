using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Together;

/// <summary>Says what many processes that start together on an empty database do.</summary>
public sealed class ReplicaTests(MySqlServers servers)
{
    [Theory]
    [InlineData(MySqlServers.MariaDb, "session")]
    [InlineData(MySqlServers.MySql, "session")]
    [InlineData(MySqlServers.MariaDb, "lease")]
    [InlineData(MySqlServers.MySql, "lease")]
    public async Task Processes_that_start_together_apply_each_migration_once_and_all_become_healthy(string product, string lockMode)
    {
        await using var database = await servers.CreateDatabaseAsync(product);

        await new Crowd(database, [database.Server.Port]).MigrateAsync(lockMode);

        // Who uses the session lock never takes the lease.
        var epochs = await database.NumberAsync(
            "select count(*) from schemaguard_state where scope = '#lease' and lease_taken_at is not null"
        );
        epochs.ShouldBe(lockMode == "lease" ? 1 : 0);
        (await database.NumberAsync("select count(*) from schemaguard_state where lease_owner is not null")).ShouldBe(0);
    }
}
