using SchemaGuard.MySql.Commands;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Adoption;

/// <summary>Says what becomes of a statement that makes what is there already, in a database whose migrations nobody has recorded.</summary>
public sealed class AdoptionTests(MySqlServers servers)
{
    private static readonly string[] Base =
    [
        "create table p (id int primary key)",
        "create table t (id int primary key, a int not null, b varchar(20) default 'x', p int)",
        "create table nokey (id int not null, a int not null)",
    ];

    private static readonly (string What, string Statement, string? Other, string Finding)[] Cases =
    [
        (
            "table",
            "create table made (id int primary key, v varchar(9) not null)",
            "create table made (id int primary key, v varchar(8) not null)",
            "`v` varchar(8)"
        ),
        ("table with less", "create table made (id int primary key, v int)", "create table made (id int primary key)", "`v` int"),
        ("table with more", "create table made (id int primary key)", null, "table `made`"),
        (
            "column",
            "alter table t add column c int not null default 5",
            "alter table t add column c bigint not null default 5",
            "`c` bigint"
        ),
        (
            "columns",
            "alter table t add (c int, d int), add key cd (c, d)",
            "alter table t add (c int, d int), add key cd (d, c)",
            "KEY `cd`"
        ),
        ("index", "create index ix on t (a)", "create index ix on t (b)", "KEY `ix` (`b`) where the statement says KEY `ix` (`a`)"),
        (
            "unique index",
            "create unique index ix on t (a)",
            "create index ix on t (a)",
            "KEY `ix` (`a`) where the statement says UNIQUE KEY `ix` (`a`)"
        ),
        (
            "key of a table",
            "alter table t add key ix (a, b)",
            "alter table t add key ix (a)",
            "KEY `ix` (`a`) where the statement says KEY `ix` (`a`,`b`)"
        ),
        (
            "primary key",
            "alter table nokey add primary key (id)",
            "alter table nokey add primary key (id, a)",
            "PRIMARY KEY (`id`,`a`) where the statement says PRIMARY KEY (`id`)"
        ),
        (
            "foreign key",
            "alter table t add constraint fk foreign key (p) references p (id)",
            "alter table t add constraint fk foreign key (p) references p (id) on delete cascade",
            "CONSTRAINT `fk`"
        ),
        ("check", "alter table t add constraint ck check (a > 0)", "alter table t add constraint ck check (a > 1)", "CONSTRAINT `ck`"),
        ("view", "create view v as select id from t", "create view v as select id, a from t", "its definition differs"),
        (
            "trigger",
            "create trigger tr before insert on t for each row set new.a = 1",
            "create trigger tr before insert on t for each row set new.a = 2",
            "its body differs"
        ),
        ("procedure", "create procedure pr() select 1", "create procedure pr() select 2", "its body differs"),
        (
            "function",
            "create function f() returns int deterministic return 1",
            "create function f() returns int deterministic return 2",
            "its body differs"
        ),
        (
            "event",
            "create event e on schedule every 1 year do delete from t",
            "create event e on schedule every 1 year do delete from p",
            "its body differs"
        ),
    ];

    public static TheoryData<string, string> Names { get; } =
        new(from product in (string[])[MySqlServers.MariaDb, MySqlServers.MySql] from item in Cases select (product, item.What));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_has_the_same_shape_counts_as_done_and_is_reported(string product, string what)
    {
        var (_, statement, other, _) = Cases.Single(item => item.What == what);
        string[] later = other is null ? ["alter table made add later int, add key (later)"] : [];
        await using var database = await CreateAsync(product, [statement, .. later]);
        using var folder = new MigrationFolder().Add("1_x.sql", $"-- head\n{statement};\ncreate table after_it (id int);");

        var report = await GuardUnderTest.MigrateAsync(
            database,
            guard => guard.AddMigrations(folder.Path),
            options => options.OnExisting = ExistingObjectPolicy.Verify
        );
        var again = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        var finding = report.Findings.Single();
        finding.Code.ShouldBe(FindingCodes.Adopted);
        finding.Severity.ShouldBe(FindingSeverity.Information);
        finding.Message.ShouldContain("counts as done, because ");
        finding.Location.ShouldEndWith("1_x.sql:2:1");
        report.State.ShouldBe(SchemaState.Healthy);
        again.Applied.ShouldBeEmpty();
        (await database.HasTableAsync("after_it")).ShouldBeTrue();
        (await ScratchesAsync(database)).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_has_another_shape_is_refused_and_shown(string product, string what)
    {
        var (_, statement, other, difference) = Cases.Single(item => item.What == what);
        Assert.SkipWhen(other is null, "What a later migration has added is no other shape.");
        await using var database = await CreateAsync(product, other!);
        using var folder = new MigrationFolder().Add("1_x.sql", $"-- head\n{statement};\ncreate table after_it (id int);");

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(
                database,
                guard => guard.AddMigrations(folder.Path),
                options => options.OnExisting = ExistingObjectPolicy.Verify
            )
        );

        exception.Failure.DatabaseText.ShouldContain("exists and is different: ");
        exception.Failure.DatabaseText.ShouldContain(difference);
        exception.Failure.Remedy.ShouldContain("until both have the same shape");
        exception.Failure.Location.ShouldEndWith("1_x.sql:2:1");
        (await database.HasTableAsync("after_it")).ShouldBeFalse();
        (await ScratchesAsync(database)).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Without_the_option_it_is_refused_with_a_remedy_that_names_it(string product, string what)
    {
        var statement = Cases.Single(item => item.What == what).Statement;
        await using var database = await CreateAsync(product, statement);
        using var folder = new MigrationFolder().Add("1_x.sql", statement + ";");

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Failure.Remedy.ShouldStartWith("The database already has this, but the history does not mention it");
        exception.Failure.Remedy.ShouldContain("With OnExisting = ExistingObjectPolicy.Verify it counts as done");
    }

    [Theory]
    [InlineData("create sequence made start with 7 increment by 2", true)]
    [InlineData("create sequence made start with 7 increment by 3", false)]
    [InlineData("create table made (id int)", false)]
    public async Task A_sequence_is_compared_as_a_whole(string there, bool isSame)
    {
        await using var database = await CreateAsync(MySqlServers.MariaDb, there);
        using var folder = new MigrationFolder().Add("1_x.sql", "create sequence made start with 7 increment by 2;");

        var migrating = GuardUnderTest.MigrateAsync(
            database,
            guard => guard.AddMigrations(folder.Path),
            options => options.OnExisting = ExistingObjectPolicy.Verify
        );

        if (isSame)
        {
            (await migrating).Findings.ShouldHaveSingleItem().Code.ShouldBe(FindingCodes.Adopted);
        }
        else
        {
            (await Should.ThrowAsync<MigrationFailedException>(migrating)).Failure.DatabaseText!.ShouldContain("exists and is different: ");
        }
    }

    private static Task<long> ScratchesAsync(MySqlTestDatabase database) =>
        database.NumberAsync(
            "select count(*) from information_schema.tables where table_schema = database() and table_name like 'schemaguard\\_scratch%'"
        );

    /// <summary>Runs statement by statement, as clients do; several at once leave a semicolon at the end of a body.</summary>
    private async Task<MySqlTestDatabase> CreateAsync(string product, params IEnumerable<string> statements)
    {
        var database = await servers.CreateDatabaseAsync(product);
        await using var connection = await database.OpenAsync();
        foreach (var statement in Base.Concat(statements))
        {
            await connection.RunAsync(statement, TestContext.Current.CancellationToken);
        }

        return database;
    }
}
