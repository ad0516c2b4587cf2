using System.Globalization;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Together;

/// <summary>Says what a lease guarantees.</summary>
public sealed class LeaseTests(MySqlServers servers)
{
    private const int Migrations = 60;
    private const string Expiry = "select max(lease_expires_at) from schemaguard_state where scope in ('#lease', '#beat')";
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(MySqlServers.MariaDb, "schemaguard_history")]
    [InlineData(MySqlServers.MariaDb, "schemaguard_state")]
    [InlineData(MySqlServers.MySql, "schemaguard_history")]
    [InlineData(MySqlServers.MySql, "schemaguard_state")]
    public async Task Whichever_of_the_two_tables_is_missing_is_made_again(string product, string table)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await using var leased = new ConfiguredDatabase(database.ConnectionString, options => options.Lock = MySqlLockMode.Lease);
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(leased, guard => guard.AddMigrations(folder.Path));
        await database.ExecuteAsync("delete from schemaguard_history");
        await database.ExecuteAsync("delete from schemaguard_state where expectation is not null");
        await database.ExecuteAsync("drop table ledger");
        await database.ExecuteAsync("drop table step_1");

        await database.ExecuteAsync($"drop table {table}");
        var report = await GuardUnderTest.MigrateAsync(leased, guard => guard.AddMigrations(folder.Path));

        report.Applied.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_holder_that_is_frozen_past_its_expiry_commits_nothing_when_it_wakes(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().AddLedger(Migrations);
        await using var frozen = Start(database, folder, Lease);
        await frozen.WaitForAsync("applied 0005_step");
        await frozen.SignalAsync("STOP");
        (await database.NumberAsync("select count(*) from schemaguard_history")).ShouldBeLessThan(Migrations);

        await using var other = Start(database, folder, Lease);
        (await other.ExitAsync()).ShouldBe(ExitCodes.Ok, other.Error + other.Output);
        var history = await HistoryAsync(database);
        await frozen.SignalAsync("CONT");

        (await frozen.ExitAsync()).ShouldBe(ExitCodes.Ok, frozen.Error + frozen.Output);
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(Migrations);
        (await database.NumberAsync("select count(distinct number) from ledger")).ShouldBe(Migrations);
        (await HistoryAsync(database)).ShouldBe(history);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_holder_that_is_frozen_within_a_transaction_loses_what_it_had_not_committed(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder()
            .AddLedger(0)
            .Add("0001_both.sql", "insert into ledger values (1);\nselect sleep(1.5);\ninsert into ledger values (2);");
        await using var frozen = Start(database, folder, Lease);
        await database.SessionRunningAsync("select sleep");
        await frozen.SignalAsync("STOP");

        await using var other = Start(database, folder, Lease);
        (await other.ExitAsync()).ShouldBe(ExitCodes.Ok, other.Error + other.Output);
        var history = await HistoryAsync(database);
        await frozen.SignalAsync("CONT");

        (await frozen.ExitAsync()).ShouldBe(ExitCodes.Ok, frozen.Error + frozen.Output);
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(2);
        (await HistoryAsync(database)).ShouldBe(history);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task The_lease_of_a_killed_process_is_taken_over_when_it_is_over_and_not_before(string product)
    {
        var lease = TimeSpan.FromSeconds(4);
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().AddLedger(Migrations);
        await using (var killed = Start(database, folder, lease))
        {
            await killed.WaitForAsync("applied 0005_step");
            (await killed.KillAsync()).ShouldBeTrue();
        }

        var done = await database.NumberAsync("select count(*) from schemaguard_history where state = 'applied'");
        var expiry = await database.TextAsync($"select date_format(({Expiry}), '%Y-%m-%d %H:%i:%s.%f')");
        await using var next = Start(database, folder, lease);
        (await next.ExitAsync()).ShouldBe(ExitCodes.Ok, next.Error + next.Output);

        (await database.NumberAsync($"select count(*) from schemaguard_history where finished_at <= '{expiry}'")).ShouldBe(done);
        var late = await database.NumberAsync(
            $"select timestampdiff(microsecond, '{expiry}', min(finished_at)) from schemaguard_history where finished_at > '{expiry}'"
        );
        TimeSpan.FromMicroseconds(late).ShouldBeLessThan(TimeSpan.FromSeconds(20));
        (await database.NumberAsync("select count(distinct number) from ledger")).ShouldBe(Migrations);
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(Migrations);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task What_still_runs_on_the_server_for_a_killed_owner_is_waited_for_and_not_doubled(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await ManyRows.CreateManyAsync(database);
        using var folder = new MigrationFolder().AddLedger(0).Add("0001_long.sql", ManyRows.LongAlter + "\ninsert into ledger values (1);");
        await using var killed = Start(database, folder, TimeSpan.FromSeconds(1));
        await database.SessionRunningAsync(ManyRows.LongAlterStart);
        var lines = new LogLines();
        var next = GuardUnderTest.MigrateAsync(
            new ConfiguredDatabase(
                database.ConnectionString,
                options => (options.Lock, options.LeaseDuration) = (MySqlLockMode.Lease, TimeSpan.FromSeconds(1))
            ),
            guard => lines.AddTo(guard.AddMigrations(folder.Path))
        );
        (await killed.KillAsync()).ShouldBeTrue();
        (await database.NumberAsync(Watching.Running(ManyRows.LongAlterStart))).ShouldBe(1);
        (await next).State.ShouldBe(SchemaState.Healthy);

        lines.Text.ShouldMatch(
            @"is waiting for the migration lock, held by '.*' \(lease taken \d+ s ago(, over for \d+ s)?\), executing a statement; next is 0001_long"
        );
        lines.Text.ShouldContain("it took effect");
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(1);
        (
            await database.NumberAsync(
                "select count(*) from information_schema.columns where table_schema = database() and column_name = 'later'"
            )
        ).ShouldBe(1);
    }

    /// <summary>Without the right PROCESS, a user sees the sessions of its own account only.</summary>
    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task Nor_is_it_by_a_user_who_may_not_see_it(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await using var user = await MySqlUser.CreateAsync(database, "right", "all");
        await ManyRows.CreateManyAsync(database, doublings: 2);
        using var folder = new MigrationFolder().AddLedger(0).Add("0001_long.sql", ManyRows.LongAlter + "\ninsert into ledger values (1);");
        await using var killed = Start(database, folder, TimeSpan.FromSeconds(1));
        var session = await database.SessionRunningAsync(ManyRows.LongAlterStart);
        (await killed.KillAsync()).ShouldBeTrue();
        await database.UntilAsync(
            "select count(*) from schemaguard_state where scope = '#beat' and lease_expires_at < utc_timestamp(3)",
            count => count == 1
        );
        var lines = new LogLines();
        var next = GuardUnderTest.MigrateAsync(
            new ConfiguredDatabase(
                user.Database.ConnectionString,
                options => (options.Lock, options.LeaseDuration) = (MySqlLockMode.Lease, TimeSpan.FromSeconds(1))
            ),
            guard => lines.AddTo(guard.AddMigrations(folder.Path)),
            options => options.LockTimeout = TimeSpan.FromMinutes(5)
        );
        (await database.NumberAsync(Watching.Running(ManyRows.LongAlterStart))).ShouldBe(1);
        (await next).State.ShouldBe(SchemaState.Healthy);

        lines.Text.ShouldMatch($@"over for \d+ s; its session {session} is still there, .* may run KILL {session}\); next is 0001_long");
        lines.Text.ShouldContain("it took effect");
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(1);
    }

    [Fact]
    public async Task A_session_lock_is_not_taken_while_a_lease_is_alive_and_fences_off_one_that_is_over()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        folder.AddLedger(2);
        await database.ExecuteAsync(
            "update schemaguard_state set lease_epoch = 41, lease_owner = concat('pod-7 on ', @@hostname, ':', @@port, ' #0'), "
                + "lease_taken_at = utc_timestamp(3), lease_expires_at = utc_timestamp(3) + interval 1 hour where scope = '#lease'"
        );

        var exception = await Should.ThrowAsync<SchemaLockTimeoutException>(() =>
            GuardUnderTest.MigrateAsync(
                database,
                guard => guard.AddMigrations(folder.Path),
                options => options.LockTimeout = TimeSpan.FromSeconds(1)
            )
        );
        exception.Holder.ShouldNotBeNull().ShouldContain("'pod-7 on ");

        await database.ExecuteAsync(
            "update schemaguard_state set lease_expires_at = utc_timestamp(3) - interval 1 second where scope in ('#lease', '#beat')"
        );
        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))).Applied.Count.ShouldBe(1);
        (await database.NumberAsync("select lease_epoch from schemaguard_state where scope = '#lease'")).ShouldBe(42);
    }

    [Fact]
    public async Task An_owner_on_another_node_is_waited_for_as_long_as_it_renews_the_lease()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        folder.AddLedger(2);
        await database.ExecuteAsync(
            "update schemaguard_state set lease_owner = 'pod-7 on elsewhere:3306 #12', lease_taken_at = utc_timestamp(3), "
                + "lease_expires_at = utc_timestamp(3) + interval 3 second where scope = '#lease'"
        );

        var report = await GuardUnderTest.MigrateAsync(
            database,
            guard => guard.AddMigrations(folder.Path),
            options => options.LockTimeout = TimeSpan.FromSeconds(1)
        );

        report.Applied.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_lease_is_not_taken_while_somebody_holds_the_session_lock()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_x.sql", "create table a (id integer);\nselect sleep(3);");
        var direct = GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await database.SessionRunningAsync("select sleep");

        await using var leasing = new GuardUnderTest(
            new ConfiguredDatabase(database.ConnectionString, options => options.Lock = MySqlLockMode.Lease),
            guard => guard.AddMigrations(folder.Path)
        );
        var status = await leasing.Guard.GetStatusAsync(TestContext.Current.CancellationToken);
        var report = await leasing.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);

        status.LockHolder.ShouldNotBeNull().ShouldContain("executing 'select'");
        report.Applied.ShouldBeEmpty();
        (await direct).Applied.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_character_that_somebody_elses_statement_holds_keeps_nobody_from_the_lease(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().AddLedger(1);
        await using var other = await database.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "select sleep(30), '🙂'";
        var running = command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        var session = await database.SessionRunningAsync("select sleep(30)");

        var report = await GuardUnderTest.MigrateAsync(
            new ConfiguredDatabase(database.ConnectionString, options => options.Lock = MySqlLockMode.Lease),
            guard => guard.AddMigrations(folder.Path)
        );

        report.Applied.Count.ShouldBe(2);
        running.IsCompleted.ShouldBeFalse();
        await database.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"kill query {session}"));
        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private static async Task<string?> HistoryAsync(MySqlTestDatabase database) =>
        await database.TextAsync(
            "select group_concat(concat_ws('|', sequence, name, started_at, finished_at, duration_ms) order by sequence) from schemaguard_history"
        );

    private static TestProcess Start(MySqlTestDatabase database, MigrationFolder folder, TimeSpan lease) =>
        TestProcess.StartApp(
            database,
            folder,
            ("Lock", "Lease"),
            ("LeaseDuration", lease.ToString("c", CultureInfo.InvariantCulture)),
            ("Logging__LogLevel__SchemaGuard", "Debug"),
            ("StopWhenStarted", "true")
        );
}
