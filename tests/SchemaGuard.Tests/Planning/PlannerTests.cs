using SchemaGuard.Configuration;
using SchemaGuard.History;
using SchemaGuard.Migrations;
using SchemaGuard.Migrations.Sources;
using SchemaGuard.Planning;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Planning;

public sealed class PlannerTests
{
    private const string CreateA = "create table a (id int);";
    private const string CreateB = "create table b (id int);";

    [Fact]
    public void Everything_is_pending_on_an_empty_history()
    {
        var plan = Plan(TestMigrations.Set(("001_a", CreateA), ("R__v", "select 1"), ("002_b", CreateB)), new TestHistory());

        plan.Migrations.Select(migration => migration.Name).ShouldBe(["001_a", "002_b", "R__v"]);
        plan.Findings.ShouldBeEmpty();
        plan.AppliedCount.ShouldBe(0);
        plan.Head.ShouldBe(HistoryHead.Empty);
        plan.IsBlocked.ShouldBeFalse();
    }

    [Fact]
    public void Nothing_is_pending_when_everything_is_applied()
    {
        var history = new TestHistory().Applied("001_a", CreateA).Applied("R__v", "select 1");

        var plan = Plan(TestMigrations.Set(("001_a", CreateA), ("R__v", "select 1")), history);

        plan.Migrations.ShouldBeEmpty();
        plan.Findings.ShouldBeEmpty();
        plan.AppliedCount.ShouldBe(2);
        plan.Head.ShouldBe(new HistoryHead(2, history.Rows[1].Chain));
    }

    [Fact]
    public void Rows_of_another_spelling_of_a_module_are_its_own()
    {
        var history = new TestHistory().Applied("001_a", CreateA, "Billing").Applied("002_b", CreateB, "BILLING");
        var set = new MigrationSet(
            ["billing"],
            [
                TestMigrations.Script("001_a", CreateA, "billing"),
                TestMigrations.Script("002_b", CreateB, "billing"),
                TestMigrations.Script("003_c", "select 1", "billing"),
            ]
        );

        var plan = Plan(set, history);

        plan.Migrations.Select(migration => migration.Name).ShouldBe(["003_c"]);
        plan.AppliedCount.ShouldBe(2);
        plan.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_planned_migration_tells_what_will_run()
    {
        var planned = Plan(
            TestMigrations.Set(("001_a", "-- schemaguard: timeout=5m, compatible-from=3\n" + CreateA + "\ninsert into a values (1);")),
            new TestHistory()
        )
            .Migrations.ShouldHaveSingleItem();

        planned.Version.ShouldBe("1");
        planned.Kind.ShouldBe(MigrationKind.Sql);
        planned.Module.ShouldBe("default");
        planned.Origin.ShouldBe("001_a");
        planned.SqlStatements.Select(statement => statement.Class.Summary).ShouldBe(["create table a", "insert into a"]);
        planned.IsTransactional.ShouldBeTrue();
        planned.Timeout.ShouldBe(TimeSpan.FromMinutes(5));
        planned.CompatibleFrom.ShouldBe("3");
        planned.StatementsDone.ShouldBe(0);
    }

    [Fact]
    public void A_changed_script_is_a_checksum_mismatch()
    {
        var history = new TestHistory().Applied("001_a", CreateA);

        var finding = Plan(TestMigrations.Set(("001_a", CreateB)), history).Findings.ShouldHaveSingleItem();

        finding.Code.ShouldBe(FindingCodes.ChecksumMismatch);
        finding.Severity.ShouldBe(FindingSeverity.Error);
        finding.Target.ShouldBe("001_a");
        finding.Location.ShouldBe("001_a");
        var (recorded, file) = (history.Rows[0].Checksum[7..19], TestMigrations.Script("001_a", CreateB).Checksum.ToString()[7..19]);
        finding.Message.ShouldBe(
            $"Migration '001_a' changed after it was applied on 2025-11-11T14:30:00.000Z. Recorded checksum {recorded}…, file {file}…."
        );
        finding.Remedy.ShouldBe("Restore the file as it was applied, and write the change as a new migration.");
    }

    [Fact]
    public void A_reformatted_script_is_harmless()
    {
        var plan = Plan(
            TestMigrations.Set(("001_a", "/* Why. */\ncreate table a (\n  id int\n);")),
            new TestHistory().Applied("001_a", CreateA)
        );

        Codes(plan).ShouldBe([(FindingCodes.Reformatted, FindingSeverity.Information)]);
        plan.Migrations.ShouldBeEmpty();
        plan.IsBlocked.ShouldBeFalse();
    }

    [Fact]
    public void A_renamed_script_is_harmless()
    {
        var plan = Plan(TestMigrations.Set(("001_renamed", CreateA)), new TestHistory().Applied("001_a", CreateA));

        Codes(plan).ShouldBe([(FindingCodes.Renamed, FindingSeverity.Information)]);
        plan.Migrations.ShouldBeEmpty();
        plan.AppliedCount.ShouldBe(1);
    }

    [Fact]
    public void An_applied_migration_that_the_build_lacks_is_missing_when_the_build_has_newer_ones()
    {
        var plan = Plan(TestMigrations.Set(("002_b", CreateB)), new TestHistory().Applied("001_a", CreateA).Applied("002_b", CreateB));

        Codes(plan).ShouldBe([(FindingCodes.Missing, FindingSeverity.Error)]);
        plan.Findings[0]
            .Message.ShouldBe(
                "Migration '001_a' was applied on 2025-11-11T14:30:00.000Z by shop 1.4.0, "
                    + "but this build does not have it, although it has newer ones (up to '002_b')."
            );
    }

    [Fact]
    public void An_applied_migration_above_the_newest_of_the_build_is_from_the_future()
    {
        var plan = Plan(TestMigrations.Set(("001_a", CreateA)), new TestHistory().Applied("001_a", CreateA).Applied("002_b", CreateB));

        Codes(plan).ShouldBe([(FindingCodes.Future, FindingSeverity.Error)]);
        plan.Findings[0]
            .Message.ShouldContain("and is newer than this build, which ends at '001_a'. '002_b' drops, renames or narrows something");
    }

    [Fact]
    public void A_module_in_which_the_build_has_no_migrations_is_none_of_its_business()
    {
        var plan = Plan(TestMigrations.Set(TestMigrations.Module("default")), new TestHistory().Applied("001_a", CreateA));

        plan.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_repeatable_migration_that_the_build_lacks_is_a_warning()
    {
        var plan = Plan(TestMigrations.Set(("001_a", CreateA)), new TestHistory().Applied("001_a", CreateA).Applied("R__v", "select 1"));

        Codes(plan).ShouldBe([(FindingCodes.Missing, FindingSeverity.Warning)]);
        plan.IsBlocked.ShouldBeFalse();
    }

    [Fact]
    public void A_pending_migration_below_an_applied_one_is_refused()
    {
        var plan = Plan(TestMigrations.Set(("001_a", CreateA), ("002_b", CreateB)), new TestHistory().Applied("002_b", CreateB));

        Codes(plan).ShouldBe([(FindingCodes.OutOfOrder, FindingSeverity.Error)]);
        plan.IsBlocked.ShouldBeTrue();
        plan.Findings[0]
            .Message.ShouldBe("Migration '001_a' is pending, but '002_b' was applied on 2025-11-11T14:30:00.000Z and is newer.");
    }

    [Fact]
    public void A_pending_migration_below_an_applied_one_is_planned_with_a_warning_where_that_is_allowed()
    {
        var plan = Plan(
            TestMigrations.Set(("001_a", CreateA), ("002_b", CreateB)),
            new TestHistory().Applied("002_b", CreateB),
            OutOfOrderPolicy.Allow
        );

        Codes(plan).ShouldBe([(FindingCodes.OutOfOrder, FindingSeverity.Warning)]);
        plan.Migrations.ShouldHaveSingleItem().Name.ShouldBe("001_a");
        plan.IsBlocked.ShouldBeFalse();
    }

    [Fact]
    public void The_newest_applied_migration_is_the_one_with_the_highest_version_whatever_the_order()
    {
        var history = new TestHistory().Applied("003_c", "select 3").Applied("001_a", CreateA);

        var plan = Plan(TestMigrations.Set(("001_a", CreateA), ("002_b", CreateB), ("003_c", "select 3"), ("004_d", "select 4")), history);

        plan.Findings.ShouldHaveSingleItem().Message.ShouldStartWith("Migration '002_b' is pending, but '003_c' was applied");
        plan.Migrations.Select(migration => migration.Name).ShouldBe(["002_b", "004_d"]);
    }

    [Fact]
    public void A_second_migration_of_a_day_is_not_out_of_order()
    {
        var plan = Plan(
            TestMigrations.Set(("20251111_a", CreateA), ("20251111_b", CreateB)),
            new TestHistory().Applied("20251111_b", CreateB)
        );

        plan.Findings.ShouldBeEmpty();
        plan.Migrations.ShouldHaveSingleItem().Name.ShouldBe("20251111_a");
    }

    [Fact]
    public void A_new_repeatable_migration_is_never_out_of_order()
    {
        var plan = Plan(TestMigrations.Set(("001_a", CreateA), ("R__v", "select 1")), new TestHistory().Applied("001_a", CreateA));

        plan.Findings.ShouldBeEmpty();
        plan.Migrations.ShouldHaveSingleItem().Name.ShouldBe("R__v");
    }

    [Fact]
    public void A_changed_repeatable_migration_is_applied_again()
    {
        var plan = Plan(TestMigrations.Set(("R__v", "select 2")), new TestHistory().Applied("R__v", "select 1"));

        plan.Findings.ShouldBeEmpty();
        plan.Migrations.ShouldHaveSingleItem().Kind.ShouldBe(MigrationKind.Repeatable);
        plan.Migrations[0].Version.ShouldBeNull();
    }

    [Fact]
    public void A_repeatable_migration_that_goes_back_to_an_earlier_content_is_applied()
    {
        var history = new TestHistory().Applied("R__v", "select 1").Applied("R__v", "select 2");

        var plan = Plan(TestMigrations.Set(("R__v", "select 1")), history);

        plan.Findings.ShouldBeEmpty();
        plan.Migrations.ShouldHaveSingleItem().Row.ShouldBeNull();
    }

    [Fact]
    public void A_build_that_lacks_a_version_does_not_take_back_a_repeatable_migration_of_a_newer_one()
    {
        var history = new TestHistory()
            .Applied("001_a", CreateA)
            .Applied("R__v", "select 1")
            .Applied("002_b", CreateB)
            .Applied("R__v", "select 2");

        var plan = Plan(TestMigrations.Set(("001_a", CreateA), ("R__v", "select 1")), history);

        Codes(plan).ShouldContain((FindingCodes.Future, FindingSeverity.Warning));
        plan.Migrations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("shop", "1.4.0", "1.4.0", "1.4.0", false)]
    [InlineData("shop", "1.3.0", "1.3.0", "1.4.0", true)]
    [InlineData("shop", "1.10.0", "1.8.0", "1.9.0", false)]
    [InlineData("shop", "1.5.0-rc.1", "1.3.0", "1.4.0", false)]
    [InlineData("shop", "blue", "blue", "green", true)]
    [InlineData("shop", "red", "blue", "green", false)]
    [InlineData("shop", "1.0.0+3f2a", "1.0.0+3f2a", "1.0.0+9c41", true)]
    [InlineData("shop", "1.0.0+77e0", "1.0.0+3f2a", "1.0.0+9c41", false)]
    [InlineData("shop", "1.0.0+9c41", "1.0.0+3f2a", "1.0.0+9c41", false)]
    [InlineData("billing", "1.4.0", "1.4.0", "1.4.0", true)]
    public void A_build_is_older_than_a_row_by_what_both_are_signed_with(
        string application,
        string own,
        string earlier,
        string latest,
        bool isOlder
    )
    {
        var row = new TestHistory().Applied("R__v", "select 1").Rows[0];
        var signature = new HistorySignature(application, own);

        BuildAge.IsOlder(signature, row with { ApplicationVersion = earlier }, row with { ApplicationVersion = latest }).ShouldBe(isOlder);
    }

    [Fact]
    public void A_repeatable_migration_whose_done_statements_were_edited_starts_again_unless_one_of_them_is_open()
    {
        var history = new TestHistory().Partial("R__v", "select 1; select 2", done: 1);
        var set = TestMigrations.Set(("R__v", "select 3; select 4"));

        var plan = NewPlanner().Plan(set, history.Rows);
        var open = NewPlanner().Plan(set, [history.Rows[0] with { Intent = 2 }]);

        plan.Findings.ShouldBeEmpty();
        var planned = plan.Migrations.ShouldHaveSingleItem();
        (planned.StartsAgain, planned.StatementsDone, planned.Row).ShouldBe((true, 0, history.Rows[0]));
        Codes(open).ShouldBe([(FindingCodes.Partial, FindingSeverity.Error)]);
    }

    [Fact]
    public void The_newest_content_of_a_repeatable_migration_is_the_applied_one()
    {
        var history = new TestHistory().Applied("R__v", "select 1").Applied("R__v", "select 2");

        var plan = Plan(TestMigrations.Set(("R__v", "select 2")), history);

        plan.Findings.ShouldBeEmpty();
        plan.Migrations.ShouldBeEmpty();
        plan.AppliedCount.ShouldBe(1);
    }

    [Fact]
    public void Rows_of_a_module_that_the_guard_does_not_have_are_somebody_elses()
    {
        var history = new TestHistory().Applied("009_x", "select 9", "other").Applied("001_a", CreateA);

        var plan = Plan(TestMigrations.Set(("001_a", CreateA), ("002_b", CreateB)), history);

        plan.Findings.ShouldBeEmpty();
        plan.Migrations.ShouldHaveSingleItem().Name.ShouldBe("002_b");
    }

    [Fact]
    public void Each_module_has_its_own_versions()
    {
        var set = TestMigrations.Set(
            TestMigrations.Module("a", ("001_x", CreateA)),
            TestMigrations.Module("b", ("001_x", CreateB), ("002_y", "select 1"))
        );

        var plan = Plan(set, new TestHistory().Applied("001_x", CreateB, "b"));

        plan.Findings.ShouldBeEmpty();
        plan.Migrations.Select(migration => $"{migration.Module}/{migration.Name}").ShouldBe(["a/001_x", "b/002_y"]);
        plan.AppliedCount.ShouldBe(1);
    }

    [Fact]
    public void An_edited_history_is_a_warning()
    {
        var rows = new TestHistory().Applied("001_a", CreateA).Applied("002_b", CreateB).Rows;

        var plan = NewPlanner().Plan(TestMigrations.Set(("001_a", CreateA), ("002_b", CreateB)), [rows[1]]);

        plan.Findings[0].Code.ShouldBe(FindingCodes.BrokenChain);
        plan.Findings[0].Severity.ShouldBe(FindingSeverity.Warning);
        plan.Findings[0].Target.ShouldBe("002_b");
    }

    [Fact]
    public void Code_that_is_applied_is_not_planned_again()
    {
        var module = new ModuleDefinition("default");
        module.Sources.Add(new InMemorySource("001_code", (_, _) => Task.CompletedTask));
        var set = TestMigrations.Set(module);

        Plan(set, new TestHistory()).Migrations.ShouldHaveSingleItem().Kind.ShouldBe(MigrationKind.Code);
        var applied = Plan(set, new TestHistory().Applied(set.Migrations[0]));
        applied.Migrations.ShouldBeEmpty();
        applied.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_script_that_is_gone_when_it_is_needed_is_a_configuration_error()
    {
        using var folder = new TemporaryFolder();
        folder.With("001_a.sql", CreateA);
        var module = new ModuleDefinition("default");
        module.Sources.Add(new FolderSource(folder.Path, new FolderOptions()));
        var set = TestMigrations.Set(module);
        File.Delete(folder.At("001_a.sql"));

        Should.Throw<SchemaGuardConfigurationException>(() => Plan(set, new TestHistory())).Guard.ShouldBe(TestMigrations.Guard);
    }

    private static MigrationPlan Plan(MigrationSet set, TestHistory history, OutOfOrderPolicy policy = OutOfOrderPolicy.Refuse) =>
        NewPlanner(policy).Plan(set, history.Rows);

    private static Planner NewPlanner(OutOfOrderPolicy policy = OutOfOrderPolicy.Refuse) => TestHistory.NewPlanner(policy);

    private static IEnumerable<(string Code, FindingSeverity Severity)> Codes(MigrationPlan plan) =>
        plan.Findings.Select(finding => (finding.Code, finding.Severity));
}
