using System.Diagnostics;
using SchemaGuard.MySql.Tests.KillMatrix;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Adoption;

/// <summary>Says what becomes of the comparison of what IF NOT EXISTS finds in a run: rights, crashes, other databases, scripts that run again.</summary>
public sealed class SkippedCreationRunTests(MySqlServers servers)
{
    private const string Wanted = "create table if not exists files (id char(36) primary key);";
    private const string There = "create table files (id int primary key)";

    /// <summary>Every boundary with all counts; otherwise one in so many, chosen by their hashes.</summary>
    private static int Stride => FullRun.IsOn ? 1 : 3;

    public static TheoryData<string> Products { get; } = [MySqlServers.MariaDb, MySqlServers.MySql];

    [Theory]
    [MemberData(nameof(Products))]
    public async Task The_finding_names_the_object_both_sides_the_place_and_what_to_do_and_the_next_start_says_nothing(string product)
    {
        await using var database = await CreateAsync(product, There);
        using var folder = new MigrationFolder().Add("1_x.sql", "-- head\n  " + Wanted);

        var report = await MigrateAsync(database, folder);
        var again = await MigrateAsync(database, folder);

        var finding = report.Findings.ShouldHaveSingleItem();
        finding.Code.ShouldBe(FindingCodes.SkippedDifferently);
        finding.Message.ShouldStartWith(
            "Migration '1_x': 'create table files' skipped table `files`, "
                + "which already existed but not in the shape that the statement would have created: `id` int"
        );
        finding.Message.ShouldContain(" NOT NULL where the statement says `id` char(36)");
        finding.Location!.ShouldEndWith("1_x.sql:2:3");
        finding.Remedy.ShouldStartWith("Change it in a new migration");
        again.Findings.ShouldBeEmpty();
        again.State.ShouldBe(SchemaState.Healthy);
    }

    [Theory]
    [MemberData(nameof(Products))]
    public async Task A_migration_that_stops_at_it_keeps_what_is_done_and_goes_on_when_it_is_mended(string product)
    {
        await using var database = await CreateAsync(product, There);
        using var folder = new MigrationFolder().Add("1_x.sql", $"create table first (id int);\n{Wanted}\ncreate table last (id int);");

        var refused = await Should.ThrowAsync<MigrationFailedException>(() => MigrateAsync(database, folder, ExistingObjectPolicy.Verify));
        await database.ExecuteAsync("drop table files");
        var report = await MigrateAsync(database, folder, ExistingObjectPolicy.Verify);

        refused.Failure.StatementsDone.ShouldBe(1);
        refused.Failure.Location.ShouldEndWith("1_x.sql:2:1");
        refused.Failure.Remedy.ShouldStartWith("Change the existing object or the script");
        report.Findings.ShouldBeEmpty();
        (await database.HasTableAsync("last")).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Products))]
    public async Task Where_a_scratch_table_could_not_be_removed_none_is_made_and_that_is_logged_once(string product)
    {
        await using var database = await CreateAsync(product, There);
        await database.ExecuteAsync("create table more (id int)");
        await using var user = await MySqlUser.CreateAsync(
            database,
            rights: "select, insert, update, delete, create, alter, index, references"
        );
        using var folder = new MigrationFolder().Add("1_x.sql", Wanted + "create table if not exists more (id bigint);");
        using var log = new LogLines();

        var report = await GuardUnderTest.MigrateAsync(
            user.Database,
            guard => log.AddTo(guard.AddMigrations(folder.Path)),
            options => options.OnExisting = ExistingObjectPolicy.Verify
        );

        report.Findings.ShouldBeEmpty();
        log.Text.Split("could not compare the existing object with the one that 'create table files' would create")
            .Length.ShouldBe(2, log.Text);
        log.Text.ShouldNotContain("'create table more' would create");
        (await ScratchesAsync(database)).ShouldBe(0);
    }

    /// <summary>Its own work is no other shape, and with the option a finding would stop it for ever.</summary>
    [Theory]
    [MemberData(nameof(Products))]
    public async Task A_process_killed_at_its_boundaries_takes_its_own_work_for_no_other_shape_and_leaves_no_scratch_table(string product)
    {
        await using var database = await CreateAsync(product, "create table same (id int primary key, a int)");
        using var folder = new MigrationFolder()
            .Add("0_x.sql", "select 1;")
            .Add(
                "1_x.sql",
                """
                create table if not exists fresh (id int primary key, parent int, foreign key (parent) references fresh (id), check (id > 0));
                create table if not exists same (id int primary key);
                """
                    + (
                        product == MySqlServers.MariaDb
                            ? "alter table same add column if not exists b int, add index if not exists ix (b);"
                            : ""
                    )
            );
        using var run = new KillMatrixRun(database, folder.Path, ("SchemaGuard__OnExisting", "Verify"));

        var kills = await run.RunToEndAsync(Stride);

        kills.ShouldBeGreaterThan(15 / Stride);
        (await ScratchesAsync(database)).ShouldBe(0);
        (await database.HasTableAsync("fresh")).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Products))]
    public async Task A_repeatable_script_that_runs_again_is_compared_as_any_other(string product)
    {
        await using var database = await CreateAsync(product, "select 1");
        using var folder = new MigrationFolder().Add("R__x.sql", Wanted);

        var made = await MigrateAsync(database, folder);
        folder.Add("R__x.sql", "create table if not exists files (id char(36) primary key, size int);");
        var other = await MigrateAsync(database, folder);
        folder.Add("R__x.sql", Wanted + "select 1;");
        var same = await MigrateAsync(database, folder);

        made.Findings.ShouldBeEmpty();
        other.Findings.ShouldHaveSingleItem().Message.ShouldContain("`size` int");
        same.Findings.ShouldHaveSingleItem().Code.ShouldBe(FindingCodes.Adopted);
    }

    [Theory]
    [MemberData(nameof(Products))]
    public async Task A_table_of_another_database_is_compared_there(string product)
    {
        await using var database = await CreateAsync(product, "select 1");
        await using var other = await CreateAsync(product, There);
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            $"create table if not exists {other.Name}.files (id char(36) primary key);"
        );

        var report = await MigrateAsync(database, folder);

        report.Findings.ShouldHaveSingleItem().Message.ShouldContain($"skipped table `{other.Name}`.`files`, which already existed");
        (await ScratchesAsync(other)).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Products))]
    public async Task A_lock_on_what_the_table_refers_to_keeps_the_comparison_waiting_no_longer_than_a_statement(string product)
    {
        const string Referring = "create table if not exists files (id int primary key, p int, foreign key (p) references p (id));";
        await using var database = await CreateAsync(product, "create table p (id int primary key);" + Referring);
        using var folder = new MigrationFolder().Add("1_x.sql", Referring);
        await using var blocker = await database.OpenAsync();
        await using var command = blocker.CreateCommand();
        command.CommandText = "lock tables p write";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var clock = Stopwatch.StartNew();

        var exception = await Record.ExceptionAsync(() =>
            GuardUnderTest.MigrateAsync(
                database,
                guard => guard.AddMigrations(folder.Path),
                options => (options.StatementLockTimeout, options.LockTimeout) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3))
            )
        );

        (exception is null or MigrationFailedException).ShouldBeTrue(exception?.Message);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        (await ScratchesAsync(database)).ShouldBe(0);
    }

    [Fact]
    public async Task What_later_migrations_take_away_or_rename_is_no_difference()
    {
        await using var database = await CreateAsync(MySqlServers.MariaDb, "create table files (id int primary key, c int, g int)");
        using var folder = new MigrationFolder()
            .Add(
                "1_x.sql",
                "create table if not exists files (id int primary key, b int, e int, f int, key ix (b), key iy (id, f), constraint ck check (e > 0));"
            )
            .Add("2_x.sql", "alter table files drop column if exists b, change column if exists e c int, drop constraint if exists ck;")
            .Add("3_x.sql", "alter table files rename column if exists f to g; drop index if exists iy on files;");

        (await MigrateAsync(database, folder, ExistingObjectPolicy.Verify))
            .Findings.ShouldHaveSingleItem()
            .Code.ShouldBe(FindingCodes.Adopted);
    }

    private static Task<SchemaReport> MigrateAsync(
        MySqlTestDatabase database,
        MigrationFolder folder,
        ExistingObjectPolicy onExisting = ExistingObjectPolicy.Refuse
    ) => GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path), options => options.OnExisting = onExisting);

    private static Task<long> ScratchesAsync(MySqlTestDatabase database) =>
        database.NumberAsync(
            "select count(*) from information_schema.tables where table_schema = database() and table_name like 'schemaguard\\_scratch%'"
        );

    private async Task<MySqlTestDatabase> CreateAsync(string product, string script)
    {
        var database = await servers.CreateDatabaseAsync(product);
        await database.ExecuteAsync(script);
        return database;
    }
}
