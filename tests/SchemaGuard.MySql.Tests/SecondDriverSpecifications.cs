#pragma warning disable MA0048 // The inherited specifications, which say nothing of their own.
using MySql.Data.MySqlClient;
using SchemaGuard.Specification;
using SchemaGuard.Specification.Infrastructure;

namespace SchemaGuard.MySql.Tests;

// A share of the specification on MySql.Data: what depends on a driver is how it opens, fails, is cancelled and hands sessions back.
public sealed class SecondDriverMigrateSpecification(MySqlServers servers) : MigrateSpecification
{
    protected override string EndlessStatement => MySqlTestDatabase.EndlessStatement;

    protected override async Task<TestDatabase> CreateDatabaseAsync() =>
        await servers.CreateDatabaseAsync(MySqlServers.MySql, MySqlClientFactory.Instance);
}

public sealed class SecondDriverHistorySpecification(MySqlServers servers) : HistorySpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() =>
        await servers.CreateDatabaseAsync(MySqlServers.MariaDb, MySqlClientFactory.Instance);
}

public sealed class SecondDriverErrorTests(MySqlServers servers) : ErrorTests(servers, MySqlClientFactory.Instance);

public sealed class SecondDriverSessionTests(MySqlServers servers) : SessionTests(servers, MySqlClientFactory.Instance);
