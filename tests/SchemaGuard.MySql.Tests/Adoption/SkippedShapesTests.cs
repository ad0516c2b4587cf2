using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Adoption;

/// <summary>Says what of a shape that IF NOT EXISTS finds counts as another one, and of which statements nothing is said.</summary>
public sealed class SkippedShapesTests(MySqlServers servers)
{
    private const string Parent = "create table p (id int primary key);";
    private const string Base = "create table t (id int primary key, a int not null, b varchar(20), g geometry not null);" + Parent;

    /// <summary>What is there, and a statement that would make the same or less.</summary>
    private static readonly (string What, string There, string Statement)[] Same =
    [
        (
            "more of everything in another order",
            "create table files (c int, b int, a int, key more (b), key a (a)) comment='it''s more' row_format=dynamic",
            "create table if not exists files (a int, b int, key (a))"
        ),
        (
            "names in other letters",
            "create table files (id int primary key, a int, key ix (a))",
            "create table if not exists files (Id int primary key, A int, key Ix (A))"
        ),
        (
            "a foreign key that another key serves",
            "create table files (id int primary key, p int, q int, key both_of_them (p, q), foreign key (p) references p (id))",
            "create table if not exists files (id int primary key, p int, foreign key (p) references p (id))"
        ),
        (
            "constraints under names that nobody asked for",
            "create table files (id int, p int, constraint fk_x foreign key (p) references p (id), constraint ck_x check (id > 0))",
            "create table if not exists files (id int, p int, foreign key (p) references p (id), check (id > 0))"
        ),
        (
            "a foreign key to itself",
            "create table files (id char(36) primary key, parent char(36), foreign key (parent) references files (id))",
            "create table if not exists files (id char(36) primary key, parent char(36), foreign key (parent) references files (id))"
        ),
        (
            "partitions that came and went",
            "create table files (id int primary key) partition by range (id) (partition p2 values less than (9), partition p3 values less than maxvalue)",
            "create table if not exists files (id int primary key) partition by range (id) "
                + "(partition p0 values less than (3), partition p1 values less than (6))"
        ),
        (
            "partitions that are more",
            "create table files (id int primary key) partition by hash (id) partitions 2",
            "create table if not exists files (id int primary key)"
        ),
        (
            "what later statements change",
            "create table files (id int primary key, a text, c int default 2, key ix (c)) engine=myisam charset=latin1",
            """
            create table if not exists files (id int primary key, a int, c int default 1, key ix (a)) engine=innodb charset=latin1;
            alter table files modify a text, drop key ix, add key ix (c), engine = myisam;
            alter table files alter column c set default 2
            """
        ),
        ("an executable comment", "create table files (id int)", "create table /*!32312 if not exists*/ `files` (`id` int)"),
    ];

    /// <summary>What is there, a statement that would make another thing, and the difference; "mariadb" for what only MariaDB has.</summary>
    private static readonly (string Product, string There, string Statement, string Difference)[] Other =
    [
        (
            "",
            "create table files (id int primary key, parent int)",
            "create table if not exists files (id char(36) primary key, parent char(36), foreign key (parent) references files (id))",
            "NOT NULL where the statement says `id` char(36) NOT NULL"
        ),
        (
            "",
            "create table files (id int) engine=myisam",
            "create table if not exists files (id int) engine=innodb",
            "different: ENGINE=MyISAM where the statement says ENGINE=InnoDB;"
        ),
        (
            "",
            "create table files (id int) charset=latin1",
            "create table if not exists files (id int) charset=utf8mb4",
            "where the statement says DEFAULT CHARSET=utf8mb4"
        ),
        (
            "",
            "create table files (id int) charset=latin1 collate=latin1_bin",
            "create table if not exists files (id int) charset=latin1 collate=latin1_swedish_ci",
            "CHARSET=latin1 COLLATE=latin1_bin where the statement says DEFAULT CHARSET=latin1"
        ),
        (
            "",
            "create table files (a int, b int, key ix (b))",
            "create table if not exists files (a int, b int, key ix (a))",
            "KEY `ix` (`b`) where the statement says KEY `ix` (`a`)"
        ),
        (
            "",
            "create table files (a int, unique mine (a))",
            "create table if not exists files (a int, unique (a))",
            "UNIQUE KEY `mine` (`a`) where the statement says UNIQUE KEY `a` (`a`)"
        ),
        (
            "",
            "create table files (a int, constraint ck check (a > 0))",
            "create table if not exists files (a int, constraint ck check (a > 1))",
            "where the statement says CONSTRAINT `ck` CHECK"
        ),
        (
            "",
            "create table files (p int, constraint fk foreign key (p) references p (id) on delete cascade)",
            "create table if not exists files (p int, constraint fk foreign key (p) references p (id))",
            "ON DELETE CASCADE where the statement says CONSTRAINT `fk` FOREIGN KEY"
        ),
        (
            "",
            "create view files as select 1 as id",
            "create table if not exists files (id int)",
            "view `files` already exists and is different: it is not a table"
        ),
        (
            "",
            "create table gone (id int); create view files as select id from gone; drop table gone",
            "create table if not exists files (id int)",
            "view `files` already exists and is different: it is not a table"
        ),
        (
            "mariadb",
            "create sequence files",
            "create table if not exists files (id int)",
            "sequence `files` already exists and is different: it is not a table"
        ),
        (
            "",
            "create table files (id int primary key)",
            "create table if not exists files (id int primary key) partition by hash (id) partitions 2",
            "no partitions where the statement says PARTITION BY HASH"
        ),
        (
            "mariadb",
            "create table files (c text)",
            "alter table files add column if not exists c varchar(40)",
            "`c` text DEFAULT NULL where the statement says `c` varchar(40) DEFAULT NULL"
        ),
        (
            "mariadb",
            "alter table t add column d int",
            "alter table t add column if not exists (c int, d bigint)",
            "`d` int(11) DEFAULT NULL where the statement says `d` bigint(20) DEFAULT NULL"
        ),
        (
            "mariadb",
            "create index ix on t (b)",
            "create fulltext index if not exists ix on t (b)",
            "KEY `ix` (`b`) where the statement says FULLTEXT KEY `ix` (`b`)"
        ),
        (
            "mariadb",
            "create index ix on t (g(5))",
            "create spatial index if not exists ix on t (g)",
            "KEY `ix` (`g`(5)) where the statement says SPATIAL KEY `ix` (`g`)"
        ),
        (
            "mariadb",
            "alter table t add constraint ck check (a > 0)",
            "alter table t add column c int, add constraint if not exists ck check (a > 1)",
            "where the statement says CONSTRAINT `ck` CHECK (`a` > 1)"
        ),
        (
            "mariadb",
            "alter table t add constraint fk foreign key (a) references p (id) on delete cascade",
            "alter table t add constraint fk foreign key if not exists fk (a) references p (id)",
            "ON DELETE CASCADE where the statement says CONSTRAINT `fk` FOREIGN KEY"
        ),
        (
            "mariadb",
            "select 1",
            "alter table t add primary key if not exists (id, a)",
            "PRIMARY KEY (`id`) where the statement says PRIMARY KEY (`id`,`a`)"
        ),
        (
            "mariadb",
            "alter table t add column c text",
            "set sql_mode = 'ANSI_QUOTES'; alter table \"t\" add column if not exists \"c\" varchar(40)",
            "\"c\" text DEFAULT NULL where the statement says \"c\" varchar(40)"
        ),
    ];

    /// <summary>
    /// Where <c>files</c> has another shape and nothing is said all the same: what the statement makes cannot be told, or it does not skip it.
    /// </summary>
    private static readonly (string Product, string Statement)[] Silent =
    [
        ("", "create table if not exists files like p"),
        ("", "create table if not exists files (like p)"),
        ("", "create table if not exists files as select 1 as x"),
        ("", "create table if not exists files (y int) (select 1 as y)"),
        ("", "create table if not exists files as with x as (select 1 as x) select * from x"),
        ("mysql", "create table if not exists files table p"),
        ("", "create temporary table if not exists files (x int)"),
        ("mariadb", "create or replace table files (x int)"),
        ("mariadb", "alter table files add column if not exists x int"),
        ("", "drop table if exists files; create table if not exists files (x int)"),
    ];

    public static TheoryData<string, string> SameNames { get; } =
        new(from product in (string[])[MySqlServers.MariaDb, MySqlServers.MySql] from item in Same select (product, item.What));

    public static TheoryData<string, int> OtherNumbers { get; } =
        new(
            from product in (string[])[MySqlServers.MariaDb, MySqlServers.MySql]
            from number in Enumerable.Range(0, Other.Length)
            where Other[number].Product is "" || product == MySqlServers.MariaDb
            select (product, number)
        );

    public static TheoryData<string, string> SilentStatements { get; } =
        new(
            from product in (string[])[MySqlServers.MariaDb, MySqlServers.MySql]
            from item in Silent
            where item.Product is "" || item.Product == (product == MySqlServers.MariaDb ? "mariadb" : "mysql")
            select (product, item.Statement)
        );

    [Theory]
    [MemberData(nameof(SameNames))]
    public async Task What_may_differ_is_no_other_shape(string product, string what)
    {
        var (_, there, statement) = Same.Single(item => item.What == what);

        var report = await MigrateAsync(product, Base + there, statement);

        report.Findings.ShouldHaveSingleItem().Code.ShouldBe(FindingCodes.Adopted);
    }

    [Theory]
    [MemberData(nameof(OtherNumbers))]
    public async Task What_must_not_differ_is_shown_with_both_sides(string product, int number)
    {
        var (_, there, statement, difference) = Other[number];

        var refused = await Should.ThrowAsync<MigrationFailedException>(() => MigrateAsync(product, Base + there, statement));

        refused.Failure.DatabaseText!.ShouldContain(difference);
        refused.Failure.DatabaseText.ShouldEndWith("IF NOT EXISTS would leave it as it is");
    }

    [Theory]
    [MemberData(nameof(SilentStatements))]
    public async Task Of_what_cannot_be_told_nothing_is_said(string product, string statement) =>
        (await MigrateAsync(product, Base + "create table files (id int)", statement)).Findings.ShouldBeEmpty();

    private async Task<SchemaReport> MigrateAsync(string product, string there, string statement)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await database.ExecuteAsync(there);
        using var folder = new MigrationFolder().Add("1_x.sql", statement + ";");
        try
        {
            return await GuardUnderTest.MigrateAsync(
                database,
                guard => guard.AddMigrations(folder.Path),
                options => options.OnExisting = ExistingObjectPolicy.Verify
            );
        }
        finally
        {
            (
                await database.NumberAsync(
                    "select count(*) from information_schema.tables where table_schema = database() and table_name like 'schemaguard\\_scratch%'"
                )
            ).ShouldBe(0);
        }
    }
}
