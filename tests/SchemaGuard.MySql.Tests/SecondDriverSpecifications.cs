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

        exception.Message.ShouldContain("the driver cannot authenticate as the server asks it to");
        exception.Findings[0].Remedy.ShouldContain("AllowPublicKeyRetrieval=true");
    }
}

public sealed class SecondDriverSessionTests(MySqlServers servers) : SessionTests(servers, MySqlClientFactory.Instance);
