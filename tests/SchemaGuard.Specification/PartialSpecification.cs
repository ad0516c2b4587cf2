using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>
/// The specification of a migration that was begun and that the build cannot finish because its file is gone or renamed, for every database.
/// </summary>
public abstract class PartialSpecification : ProviderSpecification
{
    private const string OneByOne = "-- schemaguard: transaction=none\n";
    private const string Fails = OneByOne + "insert into nowhere (id) values (1);";
    private const string FailsOutside = OneByOne + "create index ix on nowhere (id);";
    private const string HalfDone = OneByOne + "create table half (id integer);\ninsert into nowhere (id) values (1);";

    /// <summary>Gets a statement that runs for hours, if another session can see that it is running.</summary>
    protected virtual string? SeenStatement => null;

    [Theory]
    [InlineData(Fails, "0003_good.sql")]
    [InlineData(FailsOutside, "0003_good.sql")]
    [InlineData(FailsOutside, "0002_better.sql")]
    public async Task A_migration_of_which_nothing_was_done_may_be_renamed(string script, string renamed)
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = await FailAsync(database, script);
        folder.Remove("0002_bad.sql").Add(renamed, "create table good (id integer);");

        var check = await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path));
        var report = await MigrateAsync(database, folder);

        check.Findings.ShouldHaveSingleItem().Code.ShouldBe(FindingCodes.Pending);
        report.Applied.Select(migration => migration.Name).ShouldBe([renamed[..^4]]);
        report.Findings.ShouldBeEmpty();
        await IsSettledAsync(database, folder);
    }

    [Theory]
    [InlineData(Fails)]
    [InlineData(FailsOutside)]
    public async Task A_migration_of_which_nothing_was_done_may_be_removed(string script)
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = await FailAsync(database, script);
        folder.Remove("0002_bad.sql");

        var check = await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path));

        check.Findings.ShouldBeEmpty();
        check.State.ShouldBe(SchemaState.Healthy);
        (await MigrateAsync(database, folder)).Findings.ShouldBeEmpty();
        await IsSettledAsync(database, folder);
    }

    [Fact]
    public async Task A_migration_that_was_withdrawn_may_come_back()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = await FailAsync(database, Fails);
        folder.Remove("0002_bad.sql").Add("0003_good.sql", "create table good (id integer);");
        await MigrateAsync(database, folder);
        folder.Add("0004_bad.sql", Fails);
        await Should.ThrowAsync<MigrationFailedException>(() => MigrateAsync(database, folder));
        folder.Remove("0004_bad.sql");
        await MigrateAsync(database, folder);

        folder.Add("0004_bad.sql", "create table better (id integer);");
        var report = await MigrateAsync(database, folder);

        report.Applied.Select(migration => migration.Name).ShouldBe(["0004_bad"]);
        report.Findings.ShouldBeEmpty();
        await using var subject = new GuardUnderTest(database, guard => guard.AddMigrations(folder.Path));
        var status = await subject.Guard.GetStatusAsync(TestContext.Current.CancellationToken);
        status
            .History.Select(row => (row.Name, row.IsFinished, row.IsWithdrawn))
            .ShouldBe([
                ("0000_ledger", true, false),
                ("0001_step", true, false),
                ("0002_bad", false, true),
                ("0003_good", true, false),
                ("0004_bad", false, true),
                ("0004_bad", true, false),
            ]);
        await IsSettledAsync(database, folder);
    }

    [Fact]
    public async Task A_migration_of_which_nothing_was_done_leaves_its_place_to_code()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = await FailAsync(database, Fails);
        folder.Remove("0002_bad.sql");

        var report = await GuardUnderTest.MigrateAsync(
            database,
            guard => guard.AddMigrations(folder.Path).AddMigration("0002_bad", (_, _) => Task.CompletedTask)
        );

        report.Applied.Select(migration => migration.Name).ShouldBe(["0002_bad"]);
        report.Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_try_of_a_migration_that_fails_at_its_first_statement_adds_no_row()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = await FailAsync(database, Fails);

        await Should.ThrowAsync<MigrationFailedException>(() => MigrateAsync(database, folder));

        (await database.NumberAsync("select count(*) from schemaguard_history")).ShouldBe(3);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0003_half.sql")]
    public async Task A_migration_that_is_partly_done_and_not_in_the_build_is_refused_with_the_command_that_settles_it(string? renamed)
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = await FailAsync(database, HalfDone);
        folder.Remove("0002_bad.sql");
        if (renamed is not null)
        {
            folder.Add(renamed, "create table half (id integer);");
        }

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() => MigrateAsync(database, folder));
        var check = await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path));

        var finding = exception.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Severity, finding.Target).ShouldBe((FindingCodes.Partial, FindingSeverity.Error, "0002_bad"));
        finding.Message.ShouldContain("this build does not have it: 1 of 2 statements are done, started on 2");
        finding.Message.ShouldContain(" by spec");
        check.Findings.ShouldBe([finding]);
        await using var subject = new GuardUnderTest(database, guard => guard.AddMigrations(folder.Path));
        (await subject.Guard.GetStatusAsync(TestContext.Current.CancellationToken)).Findings.ShouldBe([finding]);
        (await subject.Guard.PlanAsync(TestContext.Current.CancellationToken)).IsBlocked.ShouldBeTrue();

        await database.ExecuteAsync("drop table half");
        await database.ExecuteAsync(finding.Remedy[finding.Remedy.IndexOf("UPDATE ", StringComparison.Ordinal)..].TrimEnd(';'));
        (await MigrateAsync(database, folder)).Findings.ShouldBeEmpty();
        await IsSettledAsync(database, folder);
    }

    [Fact]
    public async Task A_statement_in_doubt_of_a_migration_that_is_not_in_the_build_is_refused()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = await FailAsync(database, Fails);
        await database.ExecuteAsync("update schemaguard_history set intent = 1 where sequence = 3");
        folder.Remove("0002_bad.sql");

        var check = await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path));

        var finding = check.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Severity).ShouldBe((FindingCodes.Partial, FindingSeverity.Error));
        finding.Message.ShouldContain("0 of 1 statements are done, statement 1 was started");
    }

    [Fact]
    public async Task A_repeatable_migration_of_which_nothing_new_was_done_is_the_one_that_was_applied()
    {
        const string Content = "insert into ledger (number) values (7);";
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1).Add("R__fill.sql", Content);
        await MigrateAsync(database, folder);
        folder.Add("R__fill.sql", Fails);
        await Should.ThrowAsync<MigrationFailedException>(() => MigrateAsync(database, folder));

        folder.Add("R__fill.sql", Content);
        var again = await MigrateAsync(database, folder);
        folder.Remove("R__fill.sql");
        var removed = await MigrateAsync(database, folder);

        again.Applied.ShouldBeEmpty();
        again.Findings.ShouldBeEmpty();
        var finding = removed.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Severity).ShouldBe((FindingCodes.Missing, FindingSeverity.Warning));
    }

    [Theory]
    [InlineData("spec", FindingSeverity.Warning)]
    [InlineData("another", FindingSeverity.Information)]
    public async Task What_is_partly_done_of_a_module_that_the_build_does_not_have_is_told_and_refuses_nobody(
        string application,
        FindingSeverity severity
    )
    {
        await using var database = await CreateDatabaseAsync();
        using var billing = new MigrationFolder().Add("1_x.sql", HalfDone).Add("2_y.sql", "create table y (id integer);");
        using var saga = new MigrationFolder().AddLedger(1);
        await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(
                database,
                guard => guard.AddModule("billing", module => module.AddMigrations(billing.Path)),
                options => options.ApplicationName = application
            )
        );

        var report = await MigrateAsync(database, saga);

        report.Applied.Count.ShouldBe(2);
        var finding = report.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Severity).ShouldBe((FindingCodes.Partial, severity));
        finding.Message.ShouldStartWith("Migration '1_x' of module 'billing' is partly done");
    }

    [Fact]
    public async Task What_another_build_is_at_is_no_fault_and_is_one_when_it_was_left()
    {
        Assert.SkipWhen(SeenStatement is null, "This database does not show who is at work.");
        await using var database = await CreateDatabaseAsync();
        using var older = new MigrationFolder().AddLedger(1);
        using var newer = new MigrationFolder()
            .AddLedger(1)
            .Add("0002_more.sql", $"{OneByOne}-- schemaguard: compatible-from=0001\ncreate table more (id integer);\n{SeenStatement}");
        await MigrateAsync(database, older);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var subject = new GuardUnderTest(database, guard => guard.AddMigrations(newer.Path));
        var migrating = subject.Guard.MigrateAsync(cancellationToken: stop.Token);
        const string Begun =
            "select count(*) from schemaguard_history where state = 'partial' and (statements_done = 1 or intent is not null)";
        while (await database.NumberAsync(Begun) == 0)
        {
            migrating.IsCompleted.ShouldBeFalse();
            await Task.Delay(50, stop.Token);
        }

        var during = await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(older.Path));
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => migrating);
        var after = await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(older.Path));

        var seen = during.Findings.ShouldHaveSingleItem();
        (seen.Code, seen.Severity).ShouldBe((FindingCodes.Partial, FindingSeverity.Information));
        seen.Message.ShouldContain(" of 2 statements are done");
        var left = after.Findings.ShouldHaveSingleItem();
        (left.Code, left.Severity).ShouldBe((FindingCodes.Partial, FindingSeverity.Error));
    }

    /// <summary>Applies two migrations, and lets a third fail.</summary>
    private static async Task<MigrationFolder> FailAsync(TestDatabase database, string script)
    {
        var folder = new MigrationFolder().AddLedger(1).Add("0002_bad.sql", script);
        await Should.ThrowAsync<MigrationFailedException>(() => MigrateAsync(database, folder));
        return folder;
    }

    /// <summary>Asserts that the history is sound and that a start has nothing left to examine.</summary>
    private static async Task IsSettledAsync(TestDatabase database, MigrationFolder folder)
    {
        (await MigrateAsync(database, folder)).State.ShouldBe(SchemaState.Healthy);
        (await MigrateAsync(database, folder)).CatalogRead.ShouldBeFalse();
        (await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path))).Findings.ShouldBeEmpty();
    }

    private static Task<SchemaReport> MigrateAsync(TestDatabase database, MigrationFolder folder) =>
        GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
}
