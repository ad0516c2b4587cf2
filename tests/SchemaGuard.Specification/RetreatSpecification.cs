using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>The specification of a history that went back, for every database: rows are missing that a verified database had.</summary>
public abstract class RetreatSpecification : ProviderSpecification
{
    [Theory]
    [InlineData("delete from schemaguard_history where sequence = 4", "ends at row 3, migration '0002_step'")]
    [InlineData("delete from schemaguard_history where sequence > 1", "ends at row 1, migration '0000_ledger'")]
    [InlineData("delete from schemaguard_history", "has no rows")]
    [InlineData("drop table schemaguard_history", "has no rows")]
    public async Task A_history_that_went_back_is_refused_and_nothing_runs_twice(string damage, string now)
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(3);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        folder
            .Add("0003_step.sql", "insert into ledger (number) values (3);")
            .Add("0004_more.sql", "insert into ledger (number) values (4);");

        await database.ExecuteAsync(damage);
        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        var finding = exception.Findings.Single(finding => finding.Code == FindingCodes.HistoryWentBack);
        finding.Severity.ShouldBe(FindingSeverity.Error);
        finding.Message.ShouldContain(now);
        exception.ExitCode.ShouldBe(ExitCodes.Unhealthy);
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(3);
    }

    [Theory]
    [InlineData("schemaguard_history")]
    [InlineData("schemaguard_state")]
    public async Task Whichever_of_the_guards_own_tables_is_missing_is_made_again_where_nothing_was_verified_yet(string table)
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await database.ExecuteAsync("delete from schemaguard_history");
        await database.ExecuteAsync("delete from schemaguard_state where expectation is not null");
        await database.ExecuteAsync("drop table ledger");
        await database.ExecuteAsync("drop table step_1");

        await database.ExecuteAsync($"drop table {table}");
        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        report.Applied.Count.ShouldBe(2);
        report.State.ShouldBe(SchemaState.Healthy);
    }

    [Fact]
    public async Task A_history_that_went_back_is_refused_by_who_only_verifies()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(2);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await database.ExecuteAsync("delete from schemaguard_history where sequence = 3");
        folder.Remove("0002_step.sql");

        var report = await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path));

        report.Findings.ShouldHaveSingleItem().Code.ShouldBe(FindingCodes.HistoryWentBack);
    }

    [Fact]
    public async Task The_stamp_of_another_build_tells_that_the_history_went_back()
    {
        await using var database = await CreateDatabaseAsync();
        using var billing = new MigrationFolder().Add("1_a.sql", "create table a (id integer);");
        using var saga = new MigrationFolder().Add("1_b.sql", "create table b (id integer);");
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddModule("billing", module => module.AddMigrations(billing.Path)));
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddModule("saga", module => module.AddMigrations(saga.Path)));
        await database.ExecuteAsync("delete from schemaguard_history where sequence = 2");
        billing.Add("2_c.sql", "create table c (id integer);");

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddModule("billing", module => module.AddMigrations(billing.Path)))
        );

        exception.Findings.ShouldContain(finding => finding.Code == FindingCodes.HistoryWentBack);
        (await database.HasTableAsync("c")).ShouldBeFalse();
    }

    [Fact]
    public async Task The_command_that_is_offered_lets_a_database_go_on_whose_data_is_as_old_as_its_history()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(2);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await database.ExecuteAsync("delete from schemaguard_history where sequence = 3");
        await database.ExecuteAsync("delete from ledger where number = 2");
        await database.ExecuteAsync("drop table step_2");
        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        var remedy = exception.Findings.Single(finding => finding.Code == FindingCodes.HistoryWentBack).Remedy;
        await database.ExecuteAsync(remedy[remedy.IndexOf("DELETE FROM", StringComparison.Ordinal)..].TrimEnd(';'));
        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        report.Applied.Select(migration => migration.Name).ShouldBe(["0002_step"]);
        (await database.NumberAsync("select count(*) from ledger where number = 2")).ShouldBe(1);
    }

    [Fact]
    public async Task A_history_that_goes_back_while_the_application_runs_turns_the_verdict_although_no_stamp_is_left()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(2);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        folder.Remove("0002_step.sql");
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        database
            .Use(
                builder.Services.AddSchemaGuard(options =>
                {
                    options.Startup = StartupMode.Verify;
                    options.MonitorInterval = TimeSpan.FromMilliseconds(50);
                })
            )
            .AddMigrations(folder.Path);
        builder.Services.AddHealthChecks().AddSchemaGuard(detail: SchemaHealthDetail.Findings);
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);

        await database.ExecuteAsync("delete from schemaguard_state where expectation is not null");
        await database.ExecuteAsync("delete from schemaguard_history where sequence = 3");

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        HealthReportEntry entry;
        do
        {
            await Task.Delay(20, limit.Token);
            var checks = host.Services.GetRequiredService<HealthCheckService>();
            entry = (await checks.CheckHealthAsync(limit.Token)).Entries["schema"];
        } while (entry.Status != HealthStatus.Unhealthy);

        entry
            .Data["details"]
            .ShouldBeOfType<string[]>()
            .ShouldContain(line => line.StartsWith(FindingCodes.HistoryWentBack, StringComparison.Ordinal));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_row_that_was_corrected_while_it_was_partial_is_no_history_that_went_back()
    {
        await using var database = await CreateDatabaseAsync();
        const string Begun = "-- schemaguard: transaction=none\ncreate table a (id integer);\n";
        using var billing = new MigrationFolder().Add("1_x.sql", Begun + "insert into nowhere (id) values (1);");
        using var saga = new MigrationFolder().Add("1_x.sql", "create table b (id integer);");
        void Billing(SchemaGuardBuilder guard) => guard.AddModule("billing", module => module.AddMigrations(billing.Path));
        void Saga(SchemaGuardBuilder guard) => guard.AddModule("saga", module => module.AddMigrations(saga.Path));
        await Should.ThrowAsync<MigrationFailedException>(() => GuardUnderTest.MigrateAsync(database, Billing));
        await GuardUnderTest.MigrateAsync(database, Saga);

        billing.Add("1_x.sql", Begun + "insert into a (id) values (1);");
        await GuardUnderTest.MigrateAsync(database, Billing);
        var report = await GuardUnderTest.MigrateAsync(database, Saga);

        report.Findings.ShouldBeEmpty();
        report.State.ShouldBe(SchemaState.Healthy);
    }
}
