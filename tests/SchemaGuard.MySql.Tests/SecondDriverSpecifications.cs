#pragma warning disable MA0048 // The inherited specifications, which say nothing of their own.
using MySql.Data.MySqlClient;
using SchemaGuard.Servers;
using SchemaGuard.Specification;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

// A share of the specification on MySql.Data: what depends on a driver is how it opens, fails, is cancelled and hands sessions back.
public sealed class SecondDriverMigrateSpecification(MySqlServers servers) : MigrateSpecification
{
    protected override string EndlessStatement => MySqlTestDatabase.EndlessStatement;

    protected override async Task<TestDatabase> CreateDatabaseAsync() =>
        await servers.CreateDatabaseAsync(MySqlServers.MySql, MySqlClientFactory.Instance);
}

public sealed class SecondDriverCodeSpecification(MySqlServers servers) : CodeSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() =>
        await servers.CreateDatabaseAsync(MySqlServers.MariaDb, MySqlClientFactory.Instance);
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class SecondDriverHistorySpecification(MySqlServers servers) : HistorySpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() =>
        await servers.CreateDatabaseAsync(MySqlServers.MariaDb, MySqlClientFactory.Instance);
}

public sealed class SecondDriverErrorTests(MySqlServers servers) : ErrorTests(servers, MySqlClientFactory.Instance)
{
    [Fact]
    public async Task A_password_that_the_driver_does_not_send_in_the_open_is_refused_at_once()
    {
        await using var server = await MySqlServer.StartAsync(MySqlServers.Find(MySqlServers.MySql));
        await using var database = await MySqlTestDatabase.CreateAsync(server, MySqlClientFactory.Instance);
        await using var user = await MySqlUser.CreateAsync(database);
        var open = user.Database.ConnectionString.Replace("AllowPublicKeyRetrieval=true;", "", StringComparison.Ordinal);

        var exception = await RefusedAsync(open, TimeSpan.FromMinutes(5));

        exception.Message.ShouldContain("the driver cannot authenticate in the way that the server requires");
        exception.Findings[0].Remedy.ShouldContain("AllowPublicKeyRetrieval=true");
    }
}

public sealed class SecondDriverSessionTests(MySqlServers servers) : SessionTests(servers, MySqlClientFactory.Instance);

public sealed class SecondDriverHostTests(MySqlServers servers)
{
    [Theory]
    [InlineData("{0}:{2},{0}:{1}")]
    [InlineData("(address={0}:{2}, priority=90),(address={0}:{1}, priority=80)")]
    public async Task Its_own_ways_to_write_several_hosts_are_understood(string hosts)
    {
        await using var database = await servers.CreateDatabaseAsync(MySqlServers.MySql, MySqlClientFactory.Instance);
        var server = string.Format(
            System.Globalization.CultureInfo.InvariantCulture,
            hosts,
            database.Server.Host,
            database.Server.Port,
            Ports.Free()
        );
        var text = database.ConnectionString.Replace(
            $"Server={database.Server.Host};Port={database.Server.Port};",
            $"Server={server};",
            StringComparison.Ordinal
        );
        using var folder = new MigrationFolder().AddLedger(1);

        var report = await GuardUnderTest.MigrateAsync(
            new GivenDatabase(text, driver: MySqlClientFactory.Instance),
            guard => guard.AddMigrations(folder.Path)
        );

        report.State.ShouldBe(SchemaState.Healthy);
    }
}
