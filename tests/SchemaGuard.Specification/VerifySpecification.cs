using Microsoft.Extensions.Hosting;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>The specification of what verifying must find, for every database.</summary>
public abstract class VerifySpecification : ProviderSpecification
{
    /// <summary>Gets whether table names that differ only in case are two names.</summary>
    protected virtual bool TellsCasesOfTablesApart => true;

    [Fact]
    public async Task A_table_whose_name_differs_only_in_case_is_named_as_what_may_be_meant()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);

        var report = await GuardUnderTest.CheckAsync(
            database,
            guard => guard.AddMigrations(folder.Path).RequireTables("Step_1", "LEDGER"),
            options => options.ConnectTimeout = TimeSpan.FromSeconds(5)
        );
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        var migrated = await GuardUnderTest.CheckAsync(
            database,
            guard => guard.AddMigrations(folder.Path).RequireTables("Step_1", "LEDGER")
        );

        report.Findings.ShouldAllBe(finding => !finding.Message.Contains("only in case", StringComparison.Ordinal));
        migrated
            .Findings.Select(finding => (finding.Code, finding.Message, finding.Remedy))
            .OrderBy(finding => finding.Message, StringComparer.Ordinal)
            .ShouldBe(TellsCasesOfTablesApart ? [Missing("LEDGER", "ledger"), Missing("Step_1", "step_1")] : []);

        static (string, string, string) Missing(string name, string there) =>
            (
                FindingCodes.RequiredTableMissing,
                $"Table '{name}' is required and does not exist. '{there}' does, with a name that differs only in case: this database distinguishes the two.",
                $"Use its actual name, '{there}', where it is expected, or rename it in a new migration."
            );
    }

    [Fact]
    public async Task A_required_table_that_was_dropped_by_hand_is_noticed_at_the_next_start()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(2);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path).RequireTables("step_1", "step_2"));

        await database.ExecuteAsync("drop table step_1");
        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path).RequireTables("step_1", "step_2"))
        );

        var finding = exception.Findings.Single();
        (finding.Code, finding.Target).ShouldBe((FindingCodes.RequiredTableMissing, "step_1"));
    }

    [Fact]
    public async Task A_required_table_that_is_a_view_is_said_to_be_one()
    {
        await using var database = await CreateDatabaseAsync();
        await database.ExecuteAsync("create table a (id integer)");
        await database.ExecuteAsync("create view v as select id from a");

        var report = await GuardUnderTest.CheckAsync(database, guard => guard.RequireTables("a", "v"));

        report.Findings.Single().Code.ShouldBe(FindingCodes.RequiredTableIsView);
    }

    [Fact]
    public async Task A_forbidden_table_is_an_error_until_it_is_dropped()
    {
        await using var database = await CreateDatabaseAsync();
        await database.ExecuteAsync("create table sessions_old (id integer)");

        var before = await GuardUnderTest.CheckAsync(database, guard => guard.ForbidTables("sessions_old"));
        await database.ExecuteAsync("drop table sessions_old");
        var after = await GuardUnderTest.CheckAsync(database, guard => guard.ForbidTables("sessions_old"));

        before.Findings.Single().Code.ShouldBe(FindingCodes.ForbiddenTablePresent);
        after.State.ShouldBe(SchemaState.Healthy);
    }

    [Fact]
    public async Task An_invariant_is_asked_at_every_start_also_when_nothing_else_is()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(2);
        void Configure(SchemaGuardBuilder guard) =>
            guard
                .AddMigrations(folder.Path)
                .AddInvariant("no negative numbers", "select count(*) from ledger where number < 0", expected: 0);
        await GuardUnderTest.MigrateAsync(database, Configure);
        (await GuardUnderTest.MigrateAsync(database, Configure)).CatalogRead.ShouldBeFalse();

        await database.ExecuteAsync("insert into ledger (number) values (-7)");
        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() => GuardUnderTest.MigrateAsync(database, Configure));

        var finding = exception.Findings.Single();
        finding.Code.ShouldBe(FindingCodes.InvariantViolated);
        finding.Message.ShouldContain("gives 1, expected 0");
        finding.Message.ShouldNotContain("-7");
    }

    [Fact]
    public async Task An_invariant_that_cannot_be_asked_is_an_error_with_the_databases_words()
    {
        await using var database = await CreateDatabaseAsync();
        await database.ExecuteAsync("create table a (id integer)");

        var report = await GuardUnderTest.CheckAsync(
            database,
            guard => guard.AddInvariant("x", "select count(*) from nowhere", expected: 0)
        );

        report.Findings.Single().Code.ShouldBe(FindingCodes.InvariantFailed);
        report.Findings.Single().Message.ShouldContain("nowhere");
    }

    [Fact]
    public async Task An_invariant_with_a_parameter_that_nobody_binds_is_an_error_and_not_a_crash()
    {
        await using var database = await CreateDatabaseAsync();
        await database.ExecuteAsync("create table a (id integer)");

        var report = await GuardUnderTest.CheckAsync(
            database,
            guard => guard.AddInvariant("x", "select count(*) from a where id = @who", expected: 0)
        );

        report.Findings.Single().Code.ShouldBe(FindingCodes.InvariantFailed);
    }

    [Fact]
    public async Task Check_reports_what_is_pending_and_writes_nothing()
    {
        await using var database = await CreateDatabaseAsync();
        await database.ExecuteAsync("create table a (id integer)");
        using var folder = new MigrationFolder().AddLedger(2);

        var report = await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path));

        report.Findings.Single().Code.ShouldBe(FindingCodes.Pending);
        report.Pending.Select(pending => pending.Name).ShouldBe(["0000_ledger", "0001_step", "0002_step"]);
        (await database.HasTableAsync("schemaguard_history")).ShouldBeFalse();
    }

    [Fact]
    public async Task Mode_verify_refuses_what_is_pending_and_writes_nothing()
    {
        await using var database = await CreateDatabaseAsync();
        await database.ExecuteAsync("create table a (id integer)");
        using var folder = new MigrationFolder().AddLedger(1);
        using var host = CreateHost(database, folder, options => options.Startup = StartupMode.Verify);

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        exception.Findings.Single().Code.ShouldBe(FindingCodes.Pending);
        (await database.HasTableAsync("schemaguard_history")).ShouldBeFalse();
    }

    [Fact]
    public async Task Mode_wait_goes_on_when_another_process_has_migrated()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(5);
        using var host = CreateHost(database, folder, options => options.Startup = StartupMode.Wait);

        var waiting = host.StartAsync(TestContext.Current.CancellationToken);
        waiting.IsCompleted.ShouldBeFalse();
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        var report = host.Services.GetRequiredService<ISchemaGuard>().LastReport.ShouldNotBeNull();
        (report.State, report.Applied.Count, report.AppliedCount).ShouldBe((SchemaState.Healthy, 0, 6));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Mode_wait_gives_up_after_its_time_with_what_is_still_pending()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        using var host = CreateHost(
            database,
            folder,
            options =>
            {
                options.Startup = StartupMode.Wait;
                options.WaitTimeout = TimeSpan.FromMilliseconds(100);
            }
        );

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        var pending = exception.Findings.Single(finding => finding.Code == FindingCodes.Pending);
        pending.Message.ShouldStartWith("Waited ");
    }

    [Fact]
    public async Task Mode_off_looks_at_nothing_and_health_says_so()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        using var host = CreateHost(database, folder, options => options.Startup = StartupMode.Off);

        await host.StartAsync(TestContext.Current.CancellationToken);
        var health = await host
            .Services.GetRequiredService<Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckService>()
            .CheckHealthAsync(TestContext.Current.CancellationToken);

        health.Status.ShouldBe(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Degraded);
        health.Entries["schema"].Data["state"].ShouldBe("Unknown");
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Health_answers_from_memory_with_stable_keys_and_without_names()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(2);
        using var host = CreateHost(database, folder, _ => { });

        await host.StartAsync(TestContext.Current.CancellationToken);
        var health = await host
            .Services.GetRequiredService<Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckService>()
            .CheckHealthAsync(TestContext.Current.CancellationToken);

        var entry = health.Entries["schema"];
        entry.Status.ShouldBe(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy);
        entry.Data.Keys.ShouldBe(["state", "database", "head", "applied", "pending", "findings", "checkedAt", "ageSeconds", "durationMs"]);
        entry.Data["applied"].ShouldBe(3);
        string.Join(' ', entry.Data.Values).ShouldNotContain("step");
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private static IHost CreateHost(TestDatabase database, MigrationFolder folder, Action<SchemaGuardOptions> configure)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        database.Use(builder.Services.AddSchemaGuard(configure)).AddMigrations(folder.Path);
        builder.Services.AddHealthChecks().AddSchemaGuard();
        return builder.Build();
    }
}
