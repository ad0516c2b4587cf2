using System.Globalization;
using MySqlConnector;
using SchemaGuard.MySql.Commands;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Drift;

/// <summary>Says that no name and no literal is so odd that a manifest of it does not hold for the database that it was read from.</summary>
public sealed class HostileNamesTests(MySqlServers servers)
{
    private static readonly string Long = string.Concat(Enumerable.Repeat('ж', 64));

    private static readonly string[] Script =
    [
        """
            create table `select` (
              `from` int not null auto_increment,
              `a``b` varchar(30) default 'q''"`\\,)',
              `c.d` int default -1,
              `naïve €` int,
              `"x"` int,
              `two
            lines` int,
              ` leading` int,
              `order` enum('a,b', 'c''d', 'e)f', '', 'g\\h', 'two
            lines', '"'),
              `1st` int,
            """
            + $"  `{Long}` varchar(40),\n"
            + """
                  `made` varchar(60) generated always as (concat(`a``b`, '\n\'`"', `c.d`)) stored,
                  primary key (`from`),
                  unique key `uni``que` (`a``b`(10), `c.d` desc),
                  key `in.dex` (`two
                lines`, `order`),
                  constraint `che"ck'` check (`a``b` <> 'x\'\\' or `c.d` > -2)
                )
                """,
        """
            create table `ta.ble` (
              `select` int not null, ```` int not null, `group` int, primary key (`select`, ```` ),
              constraint `for.eign` foreign key (`group`) references `select` (`from`) on delete set null
            )
            """,
        "create table `parti tions` (`key` int not null, `v` varchar(20) not null, primary key (`key`, `v`)) "
            + "partition by list columns (`v`) (partition `p.1` values in ('it''s', 'x,y'), partition `p``2` values in ('\\\\', ')'))",
        "create table Plain_Case (Id int primary key, `Id2` int)",
        "create view `vi``ew` as select `from` as `a.b`, `a``b` as `c``d`, 'it''s \"\\\\ `x`' as `'` from `select` where `c.d` > 1 or `a``b` like '%\\_x'",
        "create view `of view` as select v.`a.b` as `select` from `vi``ew` v",
        "create trigger `tri.gger` before insert on `select` for each row set new.`c.d` = 1, new.`a``b` = 'it''s'",
        "create function `fun.ction`(`a.b` int, `select` varchar(20)) returns int deterministic return `a.b`",
        "create procedure `fun.ction`(`a.b` int) select `a.b`",
        "create procedure `pro``cedure`() begin\r\n  -- a comment\r\n  select 'it''s';\r\nend",
    ];

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_manifest_of_hostile_names_holds(string product)
    {
        await using var server = await servers.CreateDatabaseAsync(product);
        await using var neighbour = await OtherDatabase.CreateAsync(server, "neighbour");
        await using var hostile = await OtherDatabase.CreateAsync(server, "ho`st\"i'le. ");
        foreach (var statement in Script)
        {
            await hostile.Database.ExecuteAsync(statement);
        }

        await neighbour.Database.ExecuteAsync("create table schemaguard_history (id int primary key)");
        await hostile.Database.ExecuteAsync(
            $"create table refers (id int primary key, constraint abroad foreign key (id) references {neighbour.Quoted}.schemaguard_history (id))"
        );
        using var folder = new MigrationFolder().Add("1_mine.sql", "create table mine (id int primary key);");
        var manifest = await ManifestOf.MigratedAsync(hostile.Database, folder);

        var findings = await ManifestOf.FindingsAsync(hostile.Database, folder, manifest);

        findings.ShouldBeEmpty(ManifestOf.Show(findings));
        var text = await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken);
        text.ShouldContain(Long);
        text.ShouldNotContain("ho`st", Case.Sensitive);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task Columns_are_found_in_any_case_and_tables_in_theirs(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await database.ExecuteAsync(
            "create table Users (Id int unsigned primary key, is_old boolean not null default 0, key By_Old (is_old))"
        );

        var report = await GuardUnderTest.CheckAsync(
            database,
            guard =>
                guard
                    .RequireTable("Users", table => table.Column("id", "INT(11) UNSIGNED").Column("IS_OLD", "bool").NamedIndex("by_old"))
                    .RequireTable("users", table => table.Column("id"))
        );

        report.Findings.Select(finding => finding.Target).ShouldBe(["users"]);
    }

    /// <summary>Is one more database of a test, under a name of its own.</summary>
    private sealed class OtherDatabase(MySqlTestDatabase server, string name) : IAsyncDisposable
    {
        public string Quoted { get; } = Identifier.Quote(name);

        public TestDatabase Database { get; } =
            new ConfiguredDatabase(new MySqlConnectionStringBuilder(server.ConnectionString) { Database = name }.ConnectionString);

        public static async Task<OtherDatabase> CreateAsync(MySqlTestDatabase server, string name)
        {
            var database = new OtherDatabase(server, string.Create(CultureInfo.InvariantCulture, $"{name}{server.Name}"));
            await server.ExecuteAsync($"create database {database.Quoted}");
            return database;
        }

        public async ValueTask DisposeAsync() => await server.ExecuteAsync($"drop database {Quoted}");
    }
}
