#pragma warning disable MA0048 // The inherited specifications, which say nothing of their own.
using MySqlConnector;
using SchemaGuard.MySql.Tests;
using SchemaGuard.Specification;
using SchemaGuard.Specification.Infrastructure;
using Xunit;

[assembly: AssemblyFixture(typeof(MySqlServers))]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace SchemaGuard.MySql.Tests;

public sealed class MariaDbMigrateSpecification(MySqlServers servers) : MigrateSpecification
{
    protected override string EndlessStatement => MySqlTestDatabase.EndlessStatement;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
}

public sealed class MariaDbCodeSpecification(MySqlServers servers) : CodeSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
}

public sealed class MariaDbHistorySpecification(MySqlServers servers) : HistorySpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
}

public sealed class MariaDbPartialSpecification(MySqlServers servers) : PartialSpecification
{
    protected override string SeenStatement => MySqlTestDatabase.EndlessStatement;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
}

public sealed class MariaDbRetreatSpecification(MySqlServers servers) : RetreatSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
}

public sealed class MariaDbVerifySpecification(MySqlServers servers) : VerifySpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
}

public sealed class MariaDbGateSpecification(MySqlServers servers) : GateSpecification
{
    protected override string EndlessStatement => MySqlTestDatabase.EndlessStatement;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
}

public sealed class MariaDbProcessSpecification(MySqlServers servers) : ProcessSpecification
{
    /// <summary>More start in the storms.</summary>
    protected override int Together => FullRun.IsOn ? 20 : 6;

    protected override int Kills => FullRun.IsOn ? 200 : 3;

    protected override int Killed => FullRun.IsOn ? 200 : 30;

    protected override string EndlessStatement => MySqlTestDatabase.EndlessStatement;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
}

public sealed class MariaDbCommandLineSpecification(MySqlServers servers) : CommandLineSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
}

public sealed class MariaDbTelemetrySpecification(MySqlServers servers) : TelemetrySpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
}

public sealed class MariaDbTracingSpecification(MySqlServers servers) : TracingSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
}

public sealed class MySqlMigrateSpecification(MySqlServers servers) : MigrateSpecification
{
    protected override string EndlessStatement => MySqlTestDatabase.EndlessStatement;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MySql);
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class MySqlCodeSpecification(MySqlServers servers) : CodeSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MySql);
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class MySqlHistorySpecification(MySqlServers servers) : HistorySpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MySql);
}

public sealed class MySqlPartialSpecification(MySqlServers servers) : PartialSpecification
{
    protected override string SeenStatement => MySqlTestDatabase.EndlessStatement;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MySql);
}

public sealed class MySqlRetreatSpecification(MySqlServers servers) : RetreatSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MySql);
}

public sealed class MySqlVerifySpecification(MySqlServers servers) : VerifySpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MySql);
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class MySqlGateSpecification(MySqlServers servers) : GateSpecification
{
    protected override string EndlessStatement => MySqlTestDatabase.EndlessStatement;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MySql);
}

public sealed class MySqlProcessSpecification(MySqlServers servers) : ProcessSpecification
{
    /// <summary>More start in the storms.</summary>
    protected override int Together => FullRun.IsOn ? 20 : 6;

    protected override int Kills => FullRun.IsOn ? 200 : 3;

    protected override int Killed => FullRun.IsOn ? 200 : 30;

    protected override string EndlessStatement => MySqlTestDatabase.EndlessStatement;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MySql);
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class MySqlCommandLineSpecification(MySqlServers servers) : CommandLineSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MySql);
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class MySqlTelemetrySpecification(MySqlServers servers) : TelemetrySpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MySql);
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class MySqlTracingSpecification(MySqlServers servers) : TracingSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MySql);
}

public sealed class MariaDbManifestSpecification(MySqlServers servers) : ManifestSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class MySqlManifestSpecification(MySqlServers servers) : ManifestSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MySql);
}

public sealed class MariaDbMonitorSpecification(MySqlServers servers) : MonitorSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
}

public sealed class MySqlMonitorSpecification(MySqlServers servers) : MonitorSpecification
{
    protected override bool RemembersChangers => true;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MySql);
}

public sealed class MySqlErrorTests(MySqlServers servers) : ErrorTests(servers, MySqlConnectorFactory.Instance);

public sealed class MySqlSessionTests(MySqlServers servers) : SessionTests(servers, MySqlConnectorFactory.Instance);

public sealed class MariaDbOutageSpecification(MySqlServers servers) : OutageSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MariaDb);

    protected override async Task<FallibleDatabase> CreateFallibleAsync() =>
        await MySqlFallibleDatabase.CreateAsync(await servers.CreateDatabaseAsync(MySqlServers.MariaDb));
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class MySqlOutageSpecification(MySqlServers servers) : OutageSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MySql);

    protected override async Task<FallibleDatabase> CreateFallibleAsync() =>
        await MySqlFallibleDatabase.CreateAsync(await servers.CreateDatabaseAsync(MySqlServers.MySql));
}

public sealed class MariaDbBoundedReadSpecification(MySqlServers servers) : BoundedReadSpecification
{
    protected override string LockOfHistory => "lock tables schemaguard_history write, schemaguard_state write";

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
}

public sealed class MySqlBoundedReadSpecification(MySqlServers servers) : BoundedReadSpecification
{
    protected override string LockOfHistory => "lock tables schemaguard_history write, schemaguard_state write";

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MySql);
}

public sealed class MariaDbTableStatisticsSpecification(MySqlServers servers) : TableStatisticsSpecification
{
    protected override string Analyze => "analyze table counted";

    protected override string Lock => "lock tables counted write";

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
}

public sealed class MySqlTableStatisticsSpecification(MySqlServers servers) : TableStatisticsSpecification
{
    protected override string Analyze => "analyze table counted";

    protected override string Lock => "lock tables counted write";

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MySql);
}
