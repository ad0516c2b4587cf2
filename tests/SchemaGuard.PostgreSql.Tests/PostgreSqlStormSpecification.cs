#pragma warning disable MA0048 // The inherited specification, by the ways in which the migration lock is held.
using SchemaGuard.Servers;
using SchemaGuard.Specification;
using SchemaGuard.Specification.Infrastructure;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

public abstract class PostgreSqlStormSpecification(PostgreSqlServers servers, string version) : ServerStormSpecification
{
    protected override string SlowScript =>
        """
            -- schemaguard: transaction=none
            create table slow (id integer primary key);
            do $$ begin insert into slow values (1); commit; perform pg_sleep(3); insert into ledger (number) values (2); end $$;
            create index concurrently slow_ix on slow (id);
            alter table slow add column name text;
            """;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(version);

    protected override string JournaledScript(int number) =>
        $"""
            create table step_{number} (id integer primary key);
            create index concurrently step_{number}_ix on step_{number} (id);
            select pg_sleep(0.1);
            insert into ledger (number) values ({number});
            """;

    protected override async Task<StormSite> CreateSiteAsync(Disturbances disturbances)
    {
        var crashes = disturbances.HasFlag(Disturbances.Crashes);
        var parts = new List<IAsyncDisposable>();
        var server = crashes
            ? await PostgreSqlServer.StartAsync(PostgreSqlServers.Find(version), "fsync=on", "full_page_writes=on")
            : await servers.GetAsync(version);
        if (crashes)
        {
            parts.Add(server);
        }

        var database = await PostgreSqlTestDatabase.CreateAsync(server);
        parts.Add(database);
        var port = await PoolAsync(server, parts);
        var proxy = disturbances.HasFlag(Disturbances.Cuts) ? CuttingProxy.Start(server.Host, port) : null;
        if (proxy is not null)
        {
            parts.Add(proxy);
        }

        return new StormSite(database, parts)
        {
            Reached = new ProxiedDatabase(database, proxy?.Port ?? port),
            CrashAsync = crashes ? () => CrashAsync(server) : null,
            CutAsync = proxy is null ? null : (pieces, how, over) => proxy.CutAsync(pieces, (PieceCut)how, over),
        };
    }

    /// <summary>Puts a pooler before the server, where the storm is to have one.</summary>
    /// <returns>The port to connect to.</returns>
    protected virtual Task<int> PoolAsync(PostgreSqlServer server, ICollection<IAsyncDisposable> parts) => Task.FromResult(server.Port);

    private static async Task CrashAsync(PostgreSqlServer server)
    {
        await server.KillAsync();
        await server.StartAgainAsync();
    }
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class PostgreSql15StormSpecification(PostgreSqlServers servers)
    : PostgreSqlStormSpecification(servers, PostgreSqlServers.Oldest);

public sealed class PostgreSql18StormSpecification(PostgreSqlServers servers)
    : PostgreSqlStormSpecification(servers, PostgreSqlServers.Newest);

/// <remarks>The lease of a killed holder is waited for, so it is a short one, which only an application can ask for.</remarks>
public sealed class PostgreSqlLeaseStormSpecification(PostgreSqlServers servers)
    : PostgreSqlStormSpecification(servers, PostgreSqlServers.Newest)
{
    /// <summary>The disturbed storm holds what the undisturbed one does, and the plain class cuts at each piece.</summary>
    protected override bool IsUsualWith(Disturbances disturbances) => base.IsUsualWith(disturbances) && disturbances != Disturbances.None;

    protected override bool CutsAtEachPiece => false;

    protected override TestProcess Start(StormSite site, MigrationFolder folder) => StartLeasing(site, folder);
}

public sealed class PgBouncerStormSpecification(PostgreSqlServers servers) : PostgreSqlStormSpecification(servers, PostgreSqlServers.Newest)
{
    private const int PoolSize = 5;

    /// <summary>The disturbed storm holds what the undisturbed one does, and the plain class cuts at each piece.</summary>
    protected override bool IsUsualWith(Disturbances disturbances) => base.IsUsualWith(disturbances) && disturbances != Disturbances.None;

    protected override bool CutsAtEachPiece => false;

    protected override async Task<int> PoolAsync(PostgreSqlServer server, ICollection<IAsyncDisposable> parts)
    {
        Assert.SkipWhen(
            !PgBouncer.IsInstalled && Environment.GetEnvironmentVariable("CI") is null,
            "PgBouncer is not installed; tests/servers.sh installs it."
        );
        var pooler = await PgBouncer.StartAsync(server.Port, PoolSize);
        parts.Add(pooler);
        return pooler.Port;
    }
}
