#pragma warning disable MA0048 // The inherited specifications, which say nothing of their own.
using SchemaGuard.PostgreSql.Tests;
using SchemaGuard.PostgreSql.Tests.Parity;
using SchemaGuard.Specification;
using SchemaGuard.Specification.Drift;
using SchemaGuard.Specification.Infrastructure;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgreSqlServers))]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace SchemaGuard.PostgreSql.Tests;

public sealed class PostgreSql15MigrateSpecification(PostgreSqlServers servers) : MigrateSpecification
{
    protected override string EndlessStatement => PostgreSqlTestDatabase.EndlessStatement;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Oldest);
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class PostgreSql15CodeSpecification(PostgreSqlServers servers) : CodeSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Oldest);
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class PostgreSql15HistorySpecification(PostgreSqlServers servers) : HistorySpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Oldest);
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class PostgreSql15PartialSpecification(PostgreSqlServers servers) : PartialSpecification
{
    protected override string SeenStatement => PostgreSqlTestDatabase.EndlessStatement;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Oldest);
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class PostgreSql15RetreatSpecification(PostgreSqlServers servers) : RetreatSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Oldest);
}

public sealed class PostgreSql15VerifySpecification(PostgreSqlServers servers) : VerifySpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Oldest);
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class PostgreSql15GateSpecification(PostgreSqlServers servers) : GateSpecification
{
    protected override string EndlessStatement => PostgreSqlTestDatabase.EndlessStatement;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Oldest);
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class PostgreSql15ProcessSpecification(PostgreSqlServers servers) : ProcessSpecification
{
    protected override int Kills => FullRun.IsOn ? 200 : 5;

    protected override int Killed => FullRun.IsOn ? 200 : 40;

    protected override string EndlessStatement => PostgreSqlTestDatabase.EndlessStatement;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Oldest);

    protected override void AddNonTransactional(MigrationFolder folder, int number) => PostgreSqlScripts.AddConcurrentIndex(folder, number);
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class PostgreSql15CommandLineSpecification(PostgreSqlServers servers) : CommandLineSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Oldest);
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class PostgreSql15TelemetrySpecification(PostgreSqlServers servers) : TelemetrySpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Oldest);
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class PostgreSql15TracingSpecification(PostgreSqlServers servers) : TracingSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Oldest);
}

public sealed class PostgreSql18MigrateSpecification(PostgreSqlServers servers) : MigrateSpecification
{
    protected override string EndlessStatement => PostgreSqlTestDatabase.EndlessStatement;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Newest);
}

public sealed class PostgreSql18CodeSpecification(PostgreSqlServers servers) : CodeSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Newest);
}

public sealed class PostgreSql18HistorySpecification(PostgreSqlServers servers) : HistorySpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Newest);
}

public sealed class PostgreSql18PartialSpecification(PostgreSqlServers servers) : PartialSpecification
{
    protected override string SeenStatement => PostgreSqlTestDatabase.EndlessStatement;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Newest);
}

public sealed class PostgreSql18RetreatSpecification(PostgreSqlServers servers) : RetreatSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Newest);
}

public sealed class PostgreSql18VerifySpecification(PostgreSqlServers servers) : VerifySpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Newest);
}

public sealed class PostgreSql18GateSpecification(PostgreSqlServers servers) : GateSpecification
{
    protected override string EndlessStatement => PostgreSqlTestDatabase.EndlessStatement;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Newest);
}

public sealed class PostgreSql18ProcessSpecification(PostgreSqlServers servers) : ProcessSpecification
{
    protected override int Kills => FullRun.IsOn ? 200 : 5;

    protected override int Killed => FullRun.IsOn ? 200 : 40;

    protected override string EndlessStatement => PostgreSqlTestDatabase.EndlessStatement;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Newest);

    protected override void AddNonTransactional(MigrationFolder folder, int number) => PostgreSqlScripts.AddConcurrentIndex(folder, number);
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class PostgreSql18CommandLineSpecification(PostgreSqlServers servers) : CommandLineSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Newest);
}

public sealed class PostgreSql18TelemetrySpecification(PostgreSqlServers servers) : TelemetrySpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Newest);
}

public sealed class PostgreSql18TracingSpecification(PostgreSqlServers servers) : TracingSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Newest);
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class PostgreSql15PsqlParityTests(PostgreSqlServers servers) : PsqlParityTests(servers, PostgreSqlServers.Oldest);

public sealed class PostgreSql18PsqlParityTests(PostgreSqlServers servers) : PsqlParityTests(servers, PostgreSqlServers.Newest);

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class PostgreSql15DumpBaselineTests(PostgreSqlServers servers) : DumpBaselineTests(servers, PostgreSqlServers.Oldest);

public sealed class PostgreSql18DumpBaselineTests(PostgreSqlServers servers) : DumpBaselineTests(servers, PostgreSqlServers.Newest);

public sealed class PostgreSql15DriftSpecification(PostgreSqlServers servers) : DriftSpecification
{
    protected override string RichSchema => PostgreSqlDriftCases.RichSchema;

    protected override IReadOnlyList<DriftCase> Cases => PostgreSqlDriftCases.All;

    protected override IReadOnlyList<NotCompared> NotCompared => Specification.Drift.NotCompared.OfPostgreSql;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Oldest);
}

public sealed class PostgreSql18DriftSpecification(PostgreSqlServers servers) : DriftSpecification
{
    protected override string RichSchema => PostgreSqlDriftCases.RichSchema;

    protected override IReadOnlyList<DriftCase> Cases => PostgreSqlDriftCases.Of18;

    protected override IReadOnlyList<NotCompared> NotCompared => Specification.Drift.NotCompared.OfPostgreSql;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Newest);
}

public abstract class PostgreSqlManifestSpecification(PostgreSqlServers servers, string version) : ManifestSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(version);

    protected override Task<long> ScratchCountAsync(TestDatabase database) =>
        database.NumberAsync(
            "select count(*) from pg_database where datname like 'schemaguard_scratch_%' and not datistemplate "
                + "and datconnlimit <> 0 and datname not in (select datname from pg_stat_activity where datname is not null)"
        );
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class PostgreSql15ManifestSpecification(PostgreSqlServers servers)
    : PostgreSqlManifestSpecification(servers, PostgreSqlServers.Oldest);

public sealed class PostgreSql18ManifestSpecification(PostgreSqlServers servers)
    : PostgreSqlManifestSpecification(servers, PostgreSqlServers.Newest);

public sealed class PostgreSqlMonitorSpecification(PostgreSqlServers servers) : MonitorSpecification
{
    protected override bool RemembersChangers => true;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Oldest);
}

public sealed class PostgreSqlOutageSpecification(PostgreSqlServers servers) : OutageSpecification
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Newest);

    protected override async Task<FallibleDatabase> CreateFallibleAsync() =>
        await PostgreSqlFallibleDatabase.CreateAsync(await servers.CreateDatabaseAsync(PostgreSqlServers.Newest));
}

public sealed class PostgreSqlBoundedReadSpecification(PostgreSqlServers servers) : BoundedReadSpecification
{
    protected override string LockOfHistory => "begin; lock table schemaguard_history, schemaguard_state in access exclusive mode";

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Newest);
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class PostgreSql15SkippedSpecification(PostgreSqlServers servers) : SkippedSpecification
{
    protected override IReadOnlyList<SkippedCase> Cases => PostgreSqlSkippedCases.All;

    protected override string Remains => PostgreSqlSkippedCases.Remains;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Oldest);
}

public sealed class PostgreSql18SkippedSpecification(PostgreSqlServers servers) : SkippedSpecification
{
    protected override IReadOnlyList<SkippedCase> Cases => PostgreSqlSkippedCases.All;

    protected override string Remains => PostgreSqlSkippedCases.Remains;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Newest);
}

[Trait(FullRun.Trait, FullRun.Only)]
public sealed class PostgreSql15TableStatisticsSpecification(PostgreSqlServers servers) : TableStatisticsSpecification
{
    protected override string Analyze => "analyze counted";

    protected override string Lock => "begin; lock table counted in access exclusive mode";

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Oldest);
}

public sealed class PostgreSql18TableStatisticsSpecification(PostgreSqlServers servers) : TableStatisticsSpecification
{
    protected override string Analyze => "analyze counted";

    protected override string Lock => "begin; lock table counted in access exclusive mode";

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(PostgreSqlServers.Newest);
}
