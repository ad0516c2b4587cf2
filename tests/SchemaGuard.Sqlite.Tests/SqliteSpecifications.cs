#pragma warning disable MA0048 // The inherited specifications, which say nothing of their own.
using SchemaGuard.Specification;
using SchemaGuard.Specification.Drift;
using SchemaGuard.Specification.Infrastructure;
using Xunit;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace SchemaGuard.Sqlite.Tests;

public sealed class SqliteMigrateSpecification : MigrateSpecification
{
    protected override string EndlessStatement => SqliteTestDatabase.EndlessStatement;

    protected override Task<TestDatabase> CreateDatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

public sealed class SqliteCodeSpecification : CodeSpecification
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

public sealed class SqliteHistorySpecification : HistorySpecification
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

public sealed class SqlitePartialSpecification : PartialSpecification
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

public sealed class SqliteRetreatSpecification : RetreatSpecification
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

public sealed class SqliteVerifySpecification : VerifySpecification
{
    protected override bool TellsCasesOfTablesApart => false;

    protected override Task<TestDatabase> CreateDatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

public sealed class SqliteGateSpecification : GateSpecification
{
    protected override string EndlessStatement => SqliteTestDatabase.EndlessStatement;

    protected override Task<TestDatabase> CreateDatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

public sealed class SqliteProcessSpecification : ProcessSpecification
{
    protected override string EndlessStatement => SqliteTestDatabase.EndlessStatement;

    protected override Task<TestDatabase> CreateDatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());

    protected override void AddNonTransactional(MigrationFolder folder, int number) =>
        folder.Add(
            $"{number:0000}_step.sql",
            $"create table step_{number} (id integer primary key);\nVACUUM;\ninsert into ledger (number) values ({number});\n"
        );
}

public sealed class SqliteCommandLineSpecification : CommandLineSpecification
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

public sealed class SqliteTelemetrySpecification : TelemetrySpecification
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

public sealed class SqliteTracingSpecification : TracingSpecification
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

public sealed class SqliteManifestSpecification : ManifestSpecification
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

public sealed class SqliteMonitorSpecification : MonitorSpecification
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

public sealed class SqliteDriftSpecification : DriftSpecification
{
    protected override string RichSchema => SqliteDriftCases.RichSchema;

    protected override IReadOnlyList<DriftCase> Cases => SqliteDriftCases.All;

    protected override IReadOnlyList<NotCompared> NotCompared => Specification.Drift.NotCompared.OfSqlite;

    protected override Task<TestDatabase> CreateDatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

public sealed class SqliteStormSpecification : FileStormSpecification
{
    private const string Slow =
        "with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 5000000) select max(n) from numbers;";

    protected override string SlowScript =>
        $"""
            create table slow (id integer primary key);
            VACUUM;
            {Slow}
            alter table slow add column name text;
            VACUUM;
            insert into ledger (number) values (2);
            """;

    protected override Task<TestDatabase> CreateDatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());

    protected override string JournaledScript(int number) =>
        $"create table step_{number} (id integer primary key);\nVACUUM;\ninsert into ledger (number) values ({number});\n";
}

public sealed class SqliteOutageSpecification : OutageSpecification
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());

    protected override Task<FallibleDatabase> CreateFallibleAsync() =>
        Task.FromResult<FallibleDatabase>(new SqliteFallibleDatabase(new SqliteTestDatabase()));
}

public sealed class SqliteBoundedReadSpecification : BoundedReadSpecification
{
    protected override string LockOfHistory => "begin exclusive";

    protected override Task<TestDatabase> CreateDatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

public sealed class SqliteSkippedSpecification : SkippedSpecification
{
    protected override IReadOnlyList<SkippedCase> Cases => SqliteSkippedCases.All;

    protected override string Remains => "select count(*) from sqlite_master where name like 'schemaguard_scratch%'";

    protected override Task<TestDatabase> CreateDatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

public sealed class SqliteTableStatisticsSpecification : TableStatisticsSpecification
{
    protected override string Analyze => "analyze";

    /// <summary>Gets <see langword="false"/>: the library that the tests use has no dbstat.</summary>
    protected override bool HasSizes => false;

    protected override Task<TestDatabase> CreateDatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}
