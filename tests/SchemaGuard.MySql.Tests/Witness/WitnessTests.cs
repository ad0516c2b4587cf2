using MySqlConnector;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Witness;

/// <summary>Says that a start that leaves the catalog unread sees each definition that anybody has changed since the last one.</summary>
public sealed class WitnessTests(WitnessServers servers) : IClassFixture<WitnessServers>
{
    private const string Schema = """
        create table jobs (id int primary key, name varchar(20), place int, key by_name (name), constraint at_home check (place > 0));
        create table old_jobs (id int primary key);
        create table past (id int);
        create view names as select name from jobs;
        create procedure clean() delete from jobs;
        create function one() returns int deterministic return 1;
        create trigger jobs_named before insert on jobs for each row set new.name = 'x';
        create event tidy on schedule every 1 year starts '2037-01-01 00:00:00' do delete from jobs;
        """;

    private static readonly string[] Changes =
    [
        "drop table past",
        "alter table jobs drop column place, drop constraint at_home",
        "alter table jobs modify name varchar(30)",
        "drop index by_name on jobs",
        "create index by_id on old_jobs (id)",
        "rename table old_jobs to older_jobs",
        "create table more (id int)",
        "create or replace view names as select id from jobs",
        "drop view names",
        "drop procedure clean",
        "drop function one",
        "drop trigger jobs_named",
        "create trigger jobs_placed before update on jobs for each row set new.name = 'y'",
        "alter event tidy disable",
        "drop event tidy",
        "create table more_jobs like jobs",
        "create table copied as select * from jobs",
        "prepare p from 'alter table jobs add a int'; execute p",
        "create procedure sly() begin set @s = 'alter table jobs add b int'; prepare p from @s; execute p; end",
        "call sly()",
        "call sly_outer()",
        "lock tables jobs write; alter table jobs add e int; unlock tables",
        "alter table jobs partition by hash (id) partitions 3",
        "alter table jobs comment 'x', convert to character set latin1",
    ];

    /// <summary>The last one: a server that has just set its counters back proves nothing for a while.</summary>
    private const string WithFlush = "flush status; alter table jobs add d int";

    private static readonly string[] OfMariaDb =
    [
        "execute immediate 'alter table jobs add m int'",
        "begin not atomic alter table jobs add n int; end",
        "set statement lock_wait_timeout = 5 for alter table jobs add o int",
        "create or replace table more (id bigint)",
        "create sequence numbers",
        "drop sequence numbers",
    ];

    private static readonly string[] OfMySql = ["alter table jobs alter index by_id invisible", "alter table jobs add x int invisible"];

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task Each_change_by_another_session_is_seen_at_the_next_start(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("1_rich.sql", Schema);
        var guard = new Witnessed(database, folder);
        await guard.SettleAsync();
        await database.ExecuteAsync("create procedure sly_inner() alter table jobs add c int");
        await database.ExecuteAsync("create procedure sly_outer() call sly_inner()");
        await database.ExecuteAsync("create index by_id on jobs (id)");
        var missed = new List<string>();
        foreach (var change in Changes.Concat(product == MySqlServers.MariaDb ? OfMariaDb : OfMySql).Append(WithFlush))
        {
            await guard.SettleAsync(change);
            await database.ExecuteAsync(change);
            if (!await guard.ReadsCatalogAsync())
            {
                missed.Add(change);
            }
        }

        missed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task What_a_prepared_statement_of_the_driver_and_an_event_have_changed_is_seen(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().AddLedger(1);
        var guard = new Witnessed(database, folder);
        await guard.SettleAsync();
        await using (var connection = (MySqlConnection)await database.OpenAsync())
        {
            await using var command = new MySqlCommand("create table prepared (id int)", connection);
            await command.PrepareAsync(TestContext.Current.CancellationToken);
            await guard.SettleAsync();
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        (await guard.ReadsCatalogAsync()).ShouldBeTrue("The driver's prepared statement was not seen.");

        await database.ExecuteAsync("set global event_scheduler = on");
        await database.ExecuteAsync(
            "create event later on schedule every 1 year starts now() + interval 4 second do create table made_by_event (id int)"
        );
        await guard.SettleAsync();
        await database.UntilAsync(
            "select count(*) from information_schema.tables where table_schema = database() and table_name = 'made_by_event'",
            count => count == 1
        );
        (await guard.ReadsCatalogAsync()).ShouldBeTrue("The event's statement was not seen.");
        await database.ExecuteAsync("drop event later");
        await database.ExecuteAsync($"set global event_scheduler = {(product == MySqlServers.MariaDb ? "off" : "on")}");
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_database_that_lacks_what_the_build_needs_never_passes(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("1_jobs.sql", "create table jobs (id int primary key, name varchar(20));");
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        var manifest = Path.Combine(folder.Path, "schema.manifest.json");
        await using (var reading = new GuardUnderTest(database, guard => guard.AddMigrations(folder.Path)))
        await using (var file = File.Create(manifest))
        {
            (await reading.Guard.ReadManifestAsync(TestContext.Current.CancellationToken)).Save(file);
        }

        foreach (var (change, undo) in new[] { ("drop column name", "add name varchar(20)"), ("rename gone", "rename jobs") })
        {
            (await StartAsync()).State.ShouldBe(SchemaState.Healthy);
            (await StartAsync()).CatalogRead.ShouldBeFalse();
            await database.ExecuteAsync($"alter table jobs {change}");

            var refused = await Should.ThrowAsync<SchemaUnhealthyException>(StartAsync);

            refused.Report.State.ShouldBe(SchemaState.Unhealthy);
            await database.ExecuteAsync($"alter table {(change == "rename gone" ? "gone" : "jobs")} {undo}");
        }

        Task<SchemaReport> StartAsync() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path).RequireManifest(manifest));
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_start_with_nothing_to_do_reads_nothing_of_the_catalog(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().AddLedger(1);
        var guard = new Witnessed(database, folder);
        await guard.SettleAsync();
        await database.ExecuteAsync("set global log_output = 'TABLE'");
        await database.ExecuteAsync("set global general_log = on");

        (await guard.ReadsCatalogAsync()).ShouldBeFalse();

        await database.ExecuteAsync("set global general_log = off");
        const string Reads =
            "from mysql.general_log where command_type in ('Query', 'Execute') and convert(argument using utf8mb4) not like '%general_log%' "
            + "and convert(argument using utf8mb4) ";
        (await database.NumberAsync($"select count(*) {Reads} like '%schemaguard_state%'")).ShouldBe(1);
        (
            await database.NumberAsync(
                $"select count(*) {Reads} like '%information_schema%' and convert(argument using utf8mb4) not like '%information_schema.GLOBAL_STATUS%'"
            )
        ).ShouldBe(0);
        (await database.NumberAsync($"select count(*) {Reads} like '%SHA2%'")).ShouldBe(0);
        await database.ExecuteAsync("truncate table mysql.general_log");
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_start_after_the_server_was_restarted_reads_the_token_and_the_one_after_it_does_not(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("1_jobs.sql", "create table jobs (id int);");
        var guard = new Witnessed(database, folder);
        await guard.SettleAsync();

        await database.Server.RestartAsync();

        (await guard.ProbeAsync()).IsTokenWitnessed.ShouldBeFalse();
        (await guard.ProbeAsync()).Witness.ShouldBeNull("The server was started a moment ago.");
        (await guard.ReadsCatalogAsync()).ShouldBeFalse("The catalog is as it was.");
        await WitnessServers.SettleAsync();
        (await guard.ReadsCatalogAsync()).ShouldBeFalse("The catalog is as it was.");
        (await guard.ProbeAsync()).IsTokenWitnessed.ShouldBeTrue("The start has renewed the witness.");

        await database.ExecuteAsync("alter table jobs add name text");
        await database.Server.RestartAsync();
        (await guard.ReadsCatalogAsync()).ShouldBeTrue();
        await WitnessServers.SettleAsync();
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_stamp_of_another_database_or_account_is_no_witness(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await using var copy = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("1_jobs.sql", "create table jobs (id int);");
        await GuardUnderTest.MigrateAsync(copy, guard => guard.AddMigrations(folder.Path));
        await copy.ExecuteAsync("alter table jobs add name text");
        await using var user = await MySqlUser.CreateAsync(database, "right", "select, insert, update, delete");
        var guard = new Witnessed(database, folder);
        await guard.SettleAsync();

        await copy.ExecuteAsync($"replace into schemaguard_state select * from {database.Name}.schemaguard_state where scope = 'default'");

        (await new Witnessed(copy, folder).ProbeAsync()).IsTokenWitnessed.ShouldBeFalse();
        (await new Witnessed(user.Database, folder).ProbeAsync()).IsTokenWitnessed.ShouldBeFalse();
        (await guard.ProbeAsync()).IsTokenWitnessed.ShouldBeTrue("Rows were changed, and no definition.");
        (await new Witnessed(copy, folder).ReadsCatalogAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_right_that_was_taken_away_is_seen(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("1_rich.sql", Schema);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await using var user = await MySqlUser.CreateAsync(database, "right", "select, insert, update, delete", "trigger");
        await database.ExecuteAsync($"grant process on *.* to {user.Account}");
        var guard = new Witnessed(user.Database, folder);
        await guard.SettleAsync();

        await database.ExecuteAsync($"revoke trigger on {database.Name}.* from {user.Account}");

        (await guard.ReadsCatalogAsync()).ShouldBeTrue("The triggers are not visible any more.");
    }
}
