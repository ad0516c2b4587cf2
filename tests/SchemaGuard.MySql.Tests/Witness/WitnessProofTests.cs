using System.Data.Common;
using Microsoft.Extensions.Hosting;
using SchemaGuard.MySql.State;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Witness;

/// <summary>Says that a stamp has a witness only where nobody was about to change a definition, and that the monitor rests on none.</summary>
public sealed class WitnessProofTests(WitnessServers servers) : IClassFixture<WitnessServers>
{
    [Theory]
    [InlineData(MySqlServers.MariaDb, true)]
    [InlineData(MySqlServers.MariaDb, false)]
    [InlineData(MySqlServers.MySql, true)]
    [InlineData(MySqlServers.MySql, false)]
    public async Task A_change_that_was_under_way_when_the_stamp_was_written_is_seen(string product, bool seesOthers)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("1_jobs.sql", "create table jobs (id int, name varchar(20));");
        await using var user = await MySqlUser.CreateAsync(database, "right", "all privileges");
        if (seesOthers)
        {
            await database.ExecuteAsync($"grant process on *.* to {user.Account}");
        }

        var guard = new Witnessed(user.Database, folder);
        (await guard.ReadsCatalogAsync()).ShouldBeTrue();
        await using var holder = await database.OpenAsync();
        await ExecuteAsync(holder, "begin");
        await ExecuteAsync(holder, "select * from jobs");
        var changing = database.ExecuteAsync("alter table jobs drop column name");
        await database.UntilAsync(Watching.Running("alter table"), count => count == 1);
        await database.ExecuteAsync("delete from schemaguard_state where scope = 'default'");

        (await guard.ReadsCatalogAsync()).ShouldBeTrue("There was no stamp.");
        (await guard.ProbeAsync()).Stamp.ShouldNotBeNull().Witness.ShouldBeNull("A change was under way.");
        (await guard.ReadsCatalogAsync()).ShouldBeFalse("It has changed nothing yet.");
        await ExecuteAsync(holder, "commit");
        await changing;

        (await guard.ReadsCatalogAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task Who_sees_that_all_others_are_idle_gets_a_witness(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("1_jobs.sql", "create table jobs (id int);");
        await using var user = await MySqlUser.CreateAsync(database, "right", "all privileges");
        var guard = new Witnessed(user.Database, folder);
        (await guard.ReadsCatalogAsync()).ShouldBeTrue();
        await using var other = await database.OpenAsync();
        var sleeping = ExecuteAsync(other, "select sleep(20) from (select 1) as one");
        await database.UntilAsync(Watching.Running("select sleep"), count => count == 1);

        await database.ExecuteAsync("delete from schemaguard_state where scope = 'default'");
        await guard.ReadsCatalogAsync();
        (await guard.ProbeAsync()).IsTokenWitnessed.ShouldBeFalse("The user sees no other session.");
        await database.ExecuteAsync($"grant process on *.* to {user.Account}");
        await guard.ReadsCatalogAsync();
        (await guard.ProbeAsync()).IsTokenWitnessed.ShouldBeFalse("The other may be within a definition that calls a function.");
        await database.ExecuteAsync(
            $"kill query {await database.NumberAsync($"select id from {Watching.Sessions} where info like 'select sleep%'")}"
        );
        await Record.ExceptionAsync(() => sleeping);
        await guard.SettleAsync();
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb, "create event once on schedule at '2037-01-01 00:00:00' do delete from jobs")]
    [InlineData(MySqlServers.MySql, "create event once on schedule every 1 day ends '2037-01-01 00:00:00' do delete from jobs")]
    [InlineData(
        MySqlServers.MariaDb,
        "alter table jobs add system versioning partition by system_time interval 1 hour (partition p0 history, partition pn current)"
    )]
    [InlineData(MySqlServers.MySql, "create table filed (id int not null) engine = archive")]
    public async Task What_changes_the_catalog_without_a_statement_has_no_witness(string product, string change)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("1_jobs.sql", "create table jobs (id int);");
        var guard = new Witnessed(database, folder);
        await guard.SettleAsync();
        await database.ExecuteAsync(change);

        (await guard.ReadsCatalogAsync()).ShouldBeTrue();
        (await guard.ReadsCatalogAsync()).ShouldBeFalse();
        (await guard.ProbeAsync()).Stamp.ShouldNotBeNull().Witness.ShouldBeNull();
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task The_monitor_reads_the_catalogs_own_token_soon_after_the_start(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().AddLedger(1);
        void Configure(SchemaGuardBuilder guard) => guard.AddMigrations(folder.Path).RequireTables("step_1");
        await GuardUnderTest.MigrateAsync(database, Configure);
        await database.ExecuteAsync("drop table step_1");
        await ForgeAsync(database);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        Configure(database.Use(builder.Services.AddSchemaGuard()));
        using var host = builder.Build();

        await host.StartAsync(TestContext.Current.CancellationToken);

        var guard = host.Services.GetRequiredService<ISchemaGuard>();
        guard.LastReport!.State.ShouldBe(SchemaState.Healthy, "The forged witness hides what was done.");
        var patience = DateTime.UtcNow.AddSeconds(60);
        while (guard.LastReport.State == SchemaState.Healthy && DateTime.UtcNow < patience)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        guard.LastReport.Findings.ShouldContain(finding => finding.Code == FindingCodes.RequiredTableMissing);
        using var nothing = new MigrationFolder();
        (await new Witnessed(database, nothing).ProbeAsync()).IsTokenWitnessed.ShouldBeFalse("The monitor has taken the witness back.");
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("app", "Sleep", true)]
    [InlineData("app", "Query", false)]
    [InlineData("app", "Execute", false)]
    [InlineData("app", "Killed", false)]
    [InlineData("app", "Connect", false)]
    [InlineData("app", null, false)]
    [InlineData("unauthenticated user", "Connect", true)]
    [InlineData("event_scheduler", "Daemon", true)]
    [InlineData("system user", "Sleep", false)]
    [InlineData("system user", "Query", false)]
    [InlineData("system user", "Daemon", false)]
    [InlineData("replica", "Binlog Dump", true)]
    public void Only_who_runs_nothing_counts_as_idle(string user, string? command, bool isIdle) =>
        QuietServer.IsIdle(user, command).ShouldBe(isIdle);

    /// <summary>Gives the stamp the witness of now, which no guard would have given it: something has changed since.</summary>
    private static async Task ForgeAsync(MySqlTestDatabase database)
    {
        using var nothing = new MigrationFolder();
        var witness = (await new Witnessed(database, nothing).ProbeAsync()).Witness;
        witness.ShouldNotBeNull();
        await database.ExecuteAsync(
            $"update schemaguard_state set drift_token = concat(substring_index(drift_token, '#', 1), '#{witness}') where scope = 'default'"
        );
        (await new Witnessed(database, nothing).ProbeAsync()).IsTokenWitnessed.ShouldBeTrue();
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
