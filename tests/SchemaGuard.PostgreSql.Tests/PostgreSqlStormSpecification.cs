#pragma warning disable MA0048 // The inherited specification, by the ways in which the migration lock is held.
using SchemaGuard.Servers;
using SchemaGuard.Specification;
using SchemaGuard.Specification.Infrastructure;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

public abstract class PostgreSqlStormSpecification(PostgreSqlServers servers, string version) : StormSpecification
{
    protected override string SlowScript =>
        """
            -- schemaguard: transaction=none
            create table slow (id integer primary key);
            do $$ begin insert into slow values (1); commit; perform pg_sleep(3); insert into ledger (number) values (2); end $$;
            create index concurrently slow_ix on slow (id);
            alter table slow add column name text;
            """;

    protected PostgreSqlServers Servers => servers;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(version);

    protected override string JournaledScript(int number) =>
        $"""
            create table step_{number} (id integer primary key);
            create index concurrently step_{number}_ix on step_{number} (id);
            select pg_sleep(0.1);
            insert into ledger (number) values ({number});
            """;
}

public sealed class PostgreSql15StormSpecification(PostgreSqlServers servers)
    : PostgreSqlStormSpecification(servers, PostgreSqlServers.Oldest);

public sealed class PostgreSql18StormSpecification(PostgreSqlServers servers)
    : PostgreSqlStormSpecification(servers, PostgreSqlServers.Newest);

public sealed class PostgreSqlLeaseStormSpecification(PostgreSqlServers servers)
    : PostgreSqlStormSpecification(servers, PostgreSqlServers.Newest)
{
    protected override IReadOnlyList<string> Options => ["--lock", "lease"];
}

public sealed class PgBouncerStormSpecification(PostgreSqlServers servers)
    : PostgreSqlStormSpecification(servers, PostgreSqlServers.Newest),
        IAsyncLifetime
{
    private const int PoolSize = 5;
    private PgBouncer? _pooler;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(
            !PgBouncer.IsInstalled && Environment.GetEnvironmentVariable("CI") is null,
            "PgBouncer is not installed; tests/servers.sh installs it."
        );
        _pooler = await PgBouncer.StartAsync((await Servers.GetAsync(PostgreSqlServers.Newest)).Port, PoolSize);
    }

    public async ValueTask DisposeAsync()
    {
        if (_pooler is { } pooler)
        {
            await pooler.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected override string ConnectionStringOf(TestDatabase database) => ((PostgreSqlTestDatabase)database).At(_pooler!.Port);
}
