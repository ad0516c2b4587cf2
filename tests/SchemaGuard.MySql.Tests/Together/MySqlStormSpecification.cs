#pragma warning disable MA0048 // The inherited specification, by product and by the way in which the migration lock is held.
using SchemaGuard.Servers;
using SchemaGuard.Specification;
using SchemaGuard.Specification.Infrastructure;
using Xunit;

namespace SchemaGuard.MySql.Tests.Together;

public abstract class MySqlStormSpecification(MySqlServers servers, string product) : ServerStormSpecification
{
    private static readonly string[] Durable = ["innodb_flush_log_at_trx_commit=1", "innodb_flush_method=fsync"];

    protected override string SlowScript =>
        """
            create table slow (id int primary key);
            do sleep(3);
            create index slow_ix on slow (id);
            alter table slow add column name int;
            insert into ledger (number) values (2);
            """;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(product);

    protected override string JournaledScript(int number) =>
        $"""
            create table step_{number} (id int primary key);
            do sleep(0.1);
            create index step_{number}_ix on step_{number} (id);
            alter table step_{number} add column name int;
            insert into ledger (number) values ({number});
            """;

    protected override async Task<StormSite> CreateSiteAsync(Disturbances disturbances)
    {
        var crashes = disturbances.HasFlag(Disturbances.Crashes);
        var parts = new List<IAsyncDisposable>();
        var server = crashes ? await MySqlServer.StartAsync(MySqlServers.Find(product), Durable) : await servers.GetAsync(product);
        if (crashes)
        {
            parts.Add(server);
        }

        var database = await MySqlTestDatabase.CreateAsync(server);
        parts.Add(database);
        var proxy = disturbances.HasFlag(Disturbances.Cuts) ? CuttingProxy.Start(server.Host, server.Port) : null;
        if (proxy is not null)
        {
            parts.Add(proxy);
        }

        return new StormSite(database, parts)
        {
            Reached = new GivenDatabase(database.At(proxy?.Port ?? server.Port)),
            CrashAsync = crashes ? () => CrashAsync(server) : null,
            CutAsync = proxy is null ? null : (pieces, how, over) => proxy.CutAsync(pieces, (PieceCut)how, over),
        };
    }

    private static async Task CrashAsync(MySqlServer server)
    {
        await server.CrashAsync();
        await server.StartAgainAsync();
    }
}

public sealed class MariaDbStormSpecification(MySqlServers servers) : MySqlStormSpecification(servers, MySqlServers.MariaDb);

/// <remarks>The lease of a killed holder is waited for, so it is a short one, which only an application can ask for.</remarks>
public sealed class MariaDbLeaseStormSpecification(MySqlServers servers) : MySqlStormSpecification(servers, MySqlServers.MariaDb)
{
    /// <summary>What is cut is a guard without a lease.</summary>
    protected override bool CutsAtEachPiece => false;

    /// <summary>Without disturbances, fewer processes start together with a lease on both products.</summary>
    protected override bool IsUsualWith(Disturbances disturbances) => disturbances != Disturbances.None;

    protected override TestProcess Start(StormSite site, MigrationFolder folder) => StartLeasing(site, folder);
}

public sealed class MySqlServerStormSpecification(MySqlServers servers) : MySqlStormSpecification(servers, MySqlServers.MySql)
{
    /// <summary>What is disturbed is the same code on both products.</summary>
    protected override bool IsUsualWith(Disturbances disturbances) => disturbances == Disturbances.None;
}

/// <inheritdoc cref="MariaDbLeaseStormSpecification"/>
[Trait(FullRun.Trait, FullRun.Only)]
public sealed class MySqlLeaseStormSpecification(MySqlServers servers) : MySqlStormSpecification(servers, MySqlServers.MySql)
{
    protected override TestProcess Start(StormSite site, MigrationFolder folder) => StartLeasing(site, folder);
}
