#pragma warning disable MA0048 // The inherited specification, by product and by the way in which the migration lock is held.
using SchemaGuard.Specification;
using SchemaGuard.Specification.Infrastructure;

namespace SchemaGuard.MySql.Tests.Together;

public abstract class MySqlStormSpecification(MySqlServers servers, string product) : StormSpecification
{
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
}

public sealed class MariaDbStormSpecification(MySqlServers servers) : MySqlStormSpecification(servers, MySqlServers.MariaDb);

public sealed class MariaDbLeaseStormSpecification(MySqlServers servers) : MySqlStormSpecification(servers, MySqlServers.MariaDb)
{
    protected override IReadOnlyList<string> Options => ["--lock", "lease"];
}

public sealed class MySqlServerStormSpecification(MySqlServers servers) : MySqlStormSpecification(servers, MySqlServers.MySql);

public sealed class MySqlLeaseStormSpecification(MySqlServers servers) : MySqlStormSpecification(servers, MySqlServers.MySql)
{
    protected override IReadOnlyList<string> Options => ["--lock", "lease"];
}
