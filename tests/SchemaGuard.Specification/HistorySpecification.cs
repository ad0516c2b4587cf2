using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>The specification of what a history that does not match the build must lead to, for every database.</summary>
public abstract class HistorySpecification : ProviderSpecification
{
    [Fact]
    public async Task An_applied_script_that_changed_is_refused_and_named()
    {
        var (exception, folder) = await RefusedAfterAsync(scripts => scripts.Add("0002_step.sql", "create table other (id integer);"));

        var finding = exception.Findings.Single();
        finding.Code.ShouldBe(FindingCodes.ChecksumMismatch);
        finding.Target.ShouldBe("0002_step");
        finding.Location.ShouldBe($"{folder}/0002_step.sql");
        exception.ExitCode.ShouldBe(ExitCodes.Unhealthy);
    }

    [Fact]
    public async Task An_applied_script_that_was_only_reformatted_is_harmless()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(2);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        folder.Add(
            "0002_step.sql",
            "-- now with a comment\ncreate table step_2\n  (id integer primary key);\ninsert into ledger (number) values (2);"
        );
        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        report.State.ShouldBe(SchemaState.Healthy);
        report.Findings.Single().Code.ShouldBe(FindingCodes.Reformatted);
    }

    [Fact]
    public async Task A_module_that_is_written_in_another_case_goes_on_with_its_history()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await MigrateAsync("Billing");
        folder.AddLedger(2);

        var report = await MigrateAsync("billing");
        var again = await MigrateAsync("BILLING");

        report.Applied.Select(migration => migration.Name).ShouldBe(["0002_step"]);
        report.AppliedCount.ShouldBe(3);
        again.Applied.ShouldBeEmpty();
        again.State.ShouldBe(SchemaState.Healthy);

        Task<SchemaReport> MigrateAsync(string name) =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddModule(name, module => module.AddMigrations(folder.Path)));
    }

    [Fact]
    public async Task Line_ends_of_a_checkout_do_not_matter()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(2);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        folder.Add("0002_step.sql", "\uFEFFcreate table step_2 (id integer primary key);\r\ninsert into ledger (number) values (2);\r\n");
        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        report.Findings.ShouldBeEmpty();
        report.CatalogRead.ShouldBeFalse();
    }

    [Fact]
    public async Task An_applied_script_that_is_gone_is_refused_and_named()
    {
        var (exception, _) = await RefusedAfterAsync(scripts => scripts.Remove("0001_step.sql"));

        var finding = exception.Findings.Single();
        finding.Code.ShouldBe(FindingCodes.Missing);
        finding.Target.ShouldBe("0001_step");
    }

    [Fact]
    public async Task An_older_build_starts_on_a_history_whose_newer_rows_only_add()
    {
        var older = await StartOlderBuildAsync("create table more (id integer);\nalter table ledger add column note varchar(20);");

        var finding = older.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Severity, finding.Target).ShouldBe((FindingCodes.Future, FindingSeverity.Information, "0002_newer"));
        older.State.ShouldBe(SchemaState.Healthy);
    }

    [Theory]
    [InlineData("drop table step_1;")]
    [InlineData("alter table step_1 rename to step_one;")]
    [InlineData("create unique index step_ix on step_1 (id);")]
    [InlineData("-- schemaguard: compatible-from=2\ncreate table more (id integer);")]
    public async Task An_older_build_is_refused_where_a_newer_row_breaks_it_or_does_not_say(string newer)
    {
        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() => StartOlderBuildAsync(newer));

        var finding = exception.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Severity, finding.Target).ShouldBe((FindingCodes.Future, FindingSeverity.Error, "0002_newer"));
        finding.Message.ShouldContain(
            newer.StartsWith("--", StringComparison.Ordinal) ? "end at version 2" : "drops, renames or narrows something"
        );
    }

    [Fact]
    public async Task An_older_build_starts_where_a_newer_row_says_that_it_still_works()
    {
        var older = await StartOlderBuildAsync("-- schemaguard: compatible-from=0001\ndrop table step_1;");

        older.State.ShouldBe(SchemaState.Healthy);
    }

    /// <summary>Migrates one step further than a build does, and starts that build.</summary>
    private async Task<SchemaReport> StartOlderBuildAsync(string newer)
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1).Add("0002_newer.sql", newer);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        folder.Remove("0002_newer.sql");
        return await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
    }

    [Fact]
    public async Task An_older_build_starts_after_code_that_says_that_it_still_works()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await MigrateAsync("0002_silent", new CodeMigrationOptions());
        var silent = await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path));
        await using var other = await CreateDatabaseAsync();
        await GuardUnderTest.MigrateAsync(
            other,
            guard =>
                guard
                    .AddMigrations(folder.Path)
                    .AddMigration("0002_fill", (_, _) => Task.CompletedTask, new CodeMigrationOptions { CompatibleFrom = "0001" })
                    .AddMigration(
                        "0003_fill",
                        (_, _) => Task.CompletedTask,
                        new CodeMigrationOptions { CompatibleFrom = CodeMigrationOptions.EveryBuild }
                    )
        );

        var spoken = await GuardUnderTest.CheckAsync(other, guard => guard.AddMigrations(folder.Path));

        silent.State.ShouldBe(SchemaState.Unhealthy);
        spoken.Findings.ShouldAllBe(finding => finding.Severity != FindingSeverity.Error);

        Task<SchemaReport> MigrateAsync(string name, CodeMigrationOptions options) =>
            GuardUnderTest.MigrateAsync(
                database,
                guard => guard.AddMigrations(folder.Path).AddMigration(name, (_, _) => Task.CompletedTask, options)
            );
    }

    [Fact]
    public async Task A_pending_script_older_than_an_applied_one_is_refused_with_every_offender_listed()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(3);
        folder.Remove("0001_step.sql").Remove("0002_step.sql");
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        folder.AddLedger(3);

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception
            .Findings.Where(finding => finding.Code == FindingCodes.OutOfOrder)
            .Select(finding => finding.Target)
            .ShouldBe(["0001_step", "0002_step"]);
        (await database.HasTableAsync("step_1")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_pending_script_older_than_an_applied_one_is_applied_where_the_option_allows_it()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(3).Remove("0002_step.sql");
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        folder.AddLedger(3);

        var report = await GuardUnderTest.MigrateAsync(
            database,
            guard => guard.AddMigrations(folder.Path),
            options => options.OutOfOrder = OutOfOrderPolicy.Allow
        );

        report.Applied.Single().Name.ShouldBe("0002_step");
        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))).Applied.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_history_that_was_edited_by_hand_is_noticed()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(3);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        await database.ExecuteAsync("update schemaguard_history set name = '0001_other' where sequence = 2");
        var report = await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path));

        report.Findings.ShouldContain(finding => finding.Code == FindingCodes.BrokenChain && finding.Severity == FindingSeverity.Warning);
    }

    [Theory]
    [InlineData("state = 'undone'")]
    [InlineData("version = 'abc'")]
    public async Task A_row_that_holds_what_is_never_written_is_refused_and_nothing_is_concluded_from_it(string change)
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(3);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        await database.ExecuteAsync($"update schemaguard_history set {change} where sequence = 2");
        var report = await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path));

        report.State.ShouldBe(SchemaState.Unhealthy);
        report.Findings.Single().Message.ShouldContain("row 2, migration '0001_step'");
    }

    [Fact]
    public async Task A_row_that_claims_more_statements_than_its_script_has_is_refused_and_not_tried_for_ever()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            "-- schemaguard: transaction=none\ncreate table a (id integer);\ninsert into a (id) values (1);"
        );
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        await database.ExecuteAsync("update schemaguard_history set state = 'partial', statements_done = 5");
        await using var process = TestProcess.StartVerb("migrate", database, folder);

        (await process.ExitAsync()).ShouldBe(ExitCodes.Unhealthy, process.Error);
        process.Error.ShouldContain(FindingCodes.Partial);
        (await database.NumberAsync("select count(*) from a")).ShouldBe(1);
    }

    [Fact]
    public async Task Code_cannot_take_over_what_a_script_has_begun()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            "-- schemaguard: transaction=none\ncreate table a (id integer);\ninsert into nope (id) values (1);"
        );
        await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigration("1_x", (_, _) => Task.CompletedTask))
        );

        exception.Findings.ShouldContain(finding => finding.Code == FindingCodes.Partial);
    }

    [Fact]
    public async Task A_row_that_was_changed_by_hand_goes_on_showing_after_an_earlier_one_was_finished()
    {
        await using var database = await CreateDatabaseAsync();
        const string Head = "-- schemaguard: transaction=none\ncreate table a (id integer);\n";
        using var billing = new MigrationFolder().Add("1_x.sql", Head + "insert into nowhere (id) values (1);");
        using var saga = new MigrationFolder().AddLedger(2);
        void Billing(SchemaGuardBuilder guard) => guard.AddModule("billing", module => module.AddMigrations(billing.Path));
        await Should.ThrowAsync<MigrationFailedException>(() => GuardUnderTest.MigrateAsync(database, Billing));
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddModule("saga", module => module.AddMigrations(saga.Path)));
        await database.ExecuteAsync("update schemaguard_history set kind = 'sqlx' where sequence = 3");

        billing.Add("1_x.sql", Head + "insert into a (id) values (1);");
        var report = await GuardUnderTest.MigrateAsync(database, Billing);

        report.Findings.ShouldContain(finding => finding.Code == FindingCodes.BrokenChain);
    }

    [Fact]
    public async Task A_history_without_one_of_its_columns_is_said_to_be_no_history()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        await database.ExecuteAsync("alter table schemaguard_history rename column host to machine");
        var report = await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path));

        report.Findings.Single().Code.ShouldBe(FindingCodes.ForeignHistory);
    }

    [Fact]
    public async Task A_whole_release_that_this_build_does_not_know_is_one_finding()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(12);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        for (var number = 3; number <= 12; number++)
        {
            folder.Remove($"{number:0000}_step.sql");
        }

        var report = await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path));

        report.Findings.Single().Message.ShouldStartWith("10 migrations were applied, from '0003_step' to '0012_step'");
    }

    [Fact]
    public async Task A_script_that_was_corrected_while_it_was_partial_leaves_a_sound_history_although_others_came_after_it()
    {
        await using var database = await CreateDatabaseAsync();
        using var billing = new MigrationFolder().Add(
            "1_x.sql",
            "-- schemaguard: transaction=none\ncreate table a (id integer);\ninsert into nowhere (id) values (1);"
        );
        using var saga = new MigrationFolder().Add("1_x.sql", "create table b (id integer);");
        void Billing(SchemaGuardBuilder guard) => guard.AddModule("billing", module => module.AddMigrations(billing.Path));
        await Should.ThrowAsync<MigrationFailedException>(() => GuardUnderTest.MigrateAsync(database, Billing));
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddModule("saga", module => module.AddMigrations(saga.Path)));

        billing.Add("1_x.sql", "-- schemaguard: transaction=none\ncreate table a (id integer);\ninsert into a (id) values (1);");
        var report = await GuardUnderTest.MigrateAsync(database, Billing);

        report.Findings.ShouldBeEmpty();
        report.Applied.Single().Statements.ShouldBe(1);
        (await GuardUnderTest.MigrateAsync(database, Billing)).CatalogRead.ShouldBeFalse();
    }

    [Fact]
    public async Task A_table_of_somebody_else_under_the_history_tables_name_is_said_to_be_that()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await database.ExecuteAsync("create table schemaguard_history (id integer, what varchar(20))");

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Findings.Single(finding => finding.Severity == FindingSeverity.Error).Code.ShouldBe(FindingCodes.ForeignHistory);
        (
            await GuardUnderTest.MigrateAsync(
                database,
                guard => guard.AddMigrations(folder.Path),
                options => options.HistoryTable = "my_history"
            )
        ).State.ShouldBe(SchemaState.Healthy);
    }

    [Theory]
    [InlineData("where sequence < 2")]
    [InlineData("")]
    public async Task A_view_in_place_of_the_history_is_refused_and_nothing_counts_as_pending(string condition)
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(2);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await database.ExecuteAsync("alter table schemaguard_history rename to kept_history");
        await database.ExecuteAsync($"create view schemaguard_history as select * from kept_history {condition}");

        var exception = await Should.ThrowAsync<DatabaseUnreachableException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.ExitCode.ShouldBe(ExitCodes.Configuration);
        exception.Message.ShouldContain("schemaguard_history' is a view");
        (await database.NumberAsync("select count(*) from kept_history")).ShouldBe(3);
    }

    [Fact]
    public async Task A_state_table_dropped_by_hand_costs_a_full_look_and_nothing_else()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(2);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        await database.ExecuteAsync("drop table schemaguard_state");
        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        report.Applied.ShouldBeEmpty();
        report.State.ShouldBe(SchemaState.Healthy);
    }

    [Fact]
    public async Task Status_lists_what_is_applied_and_what_is_pending()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        folder.AddLedger(2);

        await using var subject = new GuardUnderTest(database, guard => guard.AddMigrations(folder.Path));
        var status = await subject.Guard.GetStatusAsync(TestContext.Current.CancellationToken);

        status
            .History.Select(row => (row.Sequence, row.Name, row.Statements, row.IsFinished))
            .ShouldBe([(1, "0000_ledger", 1, true), (2, "0001_step", 2, true)]);
        status.History.ShouldAllBe(row =>
            row.Application != null
            && row.Application.StartsWith("spec")
            && row.AppliedAt > DateTimeOffset.UtcNow.AddHours(-1)
            && row.Host != null
        );
        status.Pending.Select(pending => pending.Name).ShouldBe(["0002_step"]);
    }

    private async Task<(SchemaUnhealthyException Exception, string Folder)> RefusedAfterAsync(Action<MigrationFolder> change)
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(3);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        change(folder);
        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );
        return (exception, folder.Path);
    }
}
