using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Adoption;

/// <summary>Says what becomes of a statement whose IF NOT EXISTS finds something: it is compared with what the statement would have made.</summary>
public sealed class SkippedCreationTests(MySqlServers servers)
{
    private const string Base = "create table t (id int primary key, a int not null, b varchar(20))";

    private static readonly (string Statement, string Same, string Other, string Difference)[] Cases =
    [
        (
            "create table if not exists files (id char(36) primary key, size bigint not null)",
            "create table files (id char(36) primary key, size bigint not null, later int)",
            "create table files (id int)",
            "`id` int"
        ),
        ("create index if not exists ix on t (a)", "create index ix on t (a)", "create index ix on t (b)", "KEY `ix` (`b`)"),
        (
            "create unique index if not exists ix on t (a)",
            "create unique index ix on t (a)",
            "create index ix on t (a)",
            "UNIQUE KEY `ix` (`a`)"
        ),
        (
            "alter table t add column if not exists c varchar(40) not null, add column if not exists d int",
            "alter table t add column c varchar(40) not null, add column d int",
            "alter table t add column c text",
            "`c` text"
        ),
        (
            "alter table t add index if not exists ix (a)",
            "alter table t add index ix (a)",
            "alter table t add index ix (b)",
            "KEY `ix` (`b`)"
        ),
    ];

    /// <summary>Only MariaDB has the condition for columns and indexes.</summary>
    public static TheoryData<string, int> Numbers { get; } =
        new(
            (MySqlServers.MySql, 0),
            (MySqlServers.MariaDb, 0),
            (MySqlServers.MariaDb, 1),
            (MySqlServers.MariaDb, 2),
            (MySqlServers.MariaDb, 3),
            (MySqlServers.MariaDb, 4)
        );

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task What_has_the_same_shape_is_noted(string product, int number)
    {
        var (statement, same, _, _) = Cases[number];

        var report = await MigrateAsync(product, statement, same, ExistingObjectPolicy.Verify);

        var finding = report.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Severity, finding.Location!.EndsWith("1_x.sql:1:1", StringComparison.Ordinal)).ShouldBe(
            (FindingCodes.Adopted, FindingSeverity.Information, true)
        );
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task What_has_another_shape_is_told_and_refused_where_that_is_asked_for(string product, int number)
    {
        var (statement, _, other, difference) = Cases[number];

        var report = await MigrateAsync(product, statement, other, ExistingObjectPolicy.Refuse);
        var refused = await Should.ThrowAsync<MigrationFailedException>(() =>
            MigrateAsync(product, statement, other, ExistingObjectPolicy.Verify)
        );

        var finding = report.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Severity).ShouldBe((FindingCodes.SkippedDifferently, FindingSeverity.Warning));
        finding.Message.ShouldContain(difference);
        report.State.ShouldBe(SchemaState.Degraded);
        refused.Message.ShouldContain(difference);
        refused.Failure.StatementsDone.ShouldBe(0);
    }

    [Fact]
    public async Task Where_the_rest_is_made_only_a_difference_is_told()
    {
        const string Statement = "alter table t add column if not exists c int, add column d int, add index if not exists ix (a)";

        var same = await MigrateAsync(MySqlServers.MariaDb, Statement, "alter table t add column c int", ExistingObjectPolicy.Verify);
        var other = await MigrateAsync(
            MySqlServers.MariaDb,
            Statement,
            "alter table t add column c bigint, add index ix (b)",
            ExistingObjectPolicy.Refuse
        );

        same.Findings.ShouldBeEmpty();
        other
            .Findings.ShouldHaveSingleItem()
            .Message.ShouldBe(
                "Migration '1_x': 'alter table t' skipped column `c` and key `ix` of table `t`, "
                    + "which already existed but not in the shape that the statement would have created: "
                    + "`c` bigint(20) DEFAULT NULL where the statement says `c` int(11) DEFAULT NULL; KEY `ix` (`b`) where the statement says KEY `ix` (`a`)."
            );
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task What_is_not_there_is_made_and_nothing_is_said(string product, int number) =>
        (await MigrateAsync(product, Cases[number].Statement, "select 1", ExistingObjectPolicy.Verify)).Findings.ShouldBeEmpty();

    private async Task<SchemaReport> MigrateAsync(string product, string statement, string there, ExistingObjectPolicy onExisting)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await database.ExecuteAsync(Base);
        await database.ExecuteAsync(there);
        using var folder = new MigrationFolder().Add("1_x.sql", statement + ";");
        var report = await GuardUnderTest.MigrateAsync(
            database,
            guard => guard.AddMigrations(folder.Path),
            options => options.OnExisting = onExisting
        );
        (
            await database.NumberAsync(
                "select count(*) from information_schema.tables where table_schema = database() and table_name like 'schemaguard\\_scratch%'"
            )
        ).ShouldBe(0);
        return report;
    }
}
