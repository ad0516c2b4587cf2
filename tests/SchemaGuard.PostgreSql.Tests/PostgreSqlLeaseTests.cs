using System.Diagnostics;
using System.Globalization;
using Npgsql;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says what a lease guarantees.</summary>
public sealed class PostgreSqlLeaseTests(PostgreSqlServers servers)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task The_leases_row_does_not_stand_before_the_stamp()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        var leasing = new ProxiedDatabase(database, database.Server.Port, options => options.Lock = PostgreSqlLockMode.Lease);
        await GuardUnderTest.MigrateAsync(leasing, guard => guard.AddMigrations(folder.Path));

        // The lease that was taken for the stamp is the newer row; a server that knows how small the table is reads it from the start.
        await database.ExecuteAsync("vacuum analyze schemaguard_state");

        for (var start = 0; start < 2; start++)
        {
            (await GuardUnderTest.MigrateAsync(leasing, guard => guard.AddMigrations(folder.Path))).CatalogRead.ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("drop table schemaguard_history", PostgreSqlLockMode.Lease)]
    [InlineData("drop table schemaguard_history", PostgreSqlLockMode.Session)]
    [InlineData("drop table schemaguard_state", PostgreSqlLockMode.Lease)]
    [InlineData("drop table schemaguard_state", PostgreSqlLockMode.Session)]
    public async Task Whichever_of_the_two_tables_is_missing_is_made_again(string lost, PostgreSqlLockMode mode)
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder();
        var locking = new ProxiedDatabase(database, database.Server.Port, options => options.Lock = mode);
        folder.Add("1_a.sql", "create table if not exists a (id integer);");
        await GuardUnderTest.MigrateAsync(locking, guard => guard.AddMigrations(folder.Path));
        await database.ExecuteAsync(
            $"{lost}; delete from {(lost.EndsWith("history", StringComparison.Ordinal) ? "schemaguard_state where scope <> '#lease'" : "schemaguard_history")}"
        );
        folder.Add("2_b.sql", "create table b (id integer);");

        var report = await GuardUnderTest.MigrateAsync(locking, guard => guard.AddMigrations(folder.Path));

        report.State.ShouldBe(SchemaState.Healthy);
        report.Applied.Count.ShouldBe(2);
    }

    private const int Migrations = 150;

    [Fact]
    public async Task A_holder_that_is_frozen_past_its_expiry_commits_nothing_when_it_wakes()
    {
        var random = new Random(20261120);
        var takenOver = 0;
        for (var round = 0; round < 4; round++)
        {
            await using var database = await servers.CreateDatabaseAsync();
            using var folder = new MigrationFolder().AddLedger(Migrations);
            await using var frozen = Start(database, folder);
            await frozen.WaitForAsync("applied 0005_step");
            await Task.Delay(random.Next(0, 40), TestContext.Current.CancellationToken);
            await SignalAsync(frozen, "STOP");
            var before = await database.NumberAsync("select count(*) from schemaguard_history");

            await using var other = Start(database, folder);
            (await other.ExitAsync()).ShouldBe(ExitCodes.Ok, other.Error);
            takenOver += before <= Migrations ? 1 : 0;
            var epoch = await database.NumberAsync("select lease_epoch from schemaguard_state where scope = '#lease'");
            var rows = await database.NumberAsync("select sum(xmin::text::bigint) from schemaguard_history");
            await SignalAsync(frozen, "CONT");

            (await frozen.ExitAsync()).ShouldBe(ExitCodes.Ok, frozen.Error);
            (await database.NumberAsync("select count(*) from ledger")).ShouldBe(Migrations);
            (await database.NumberAsync("select count(distinct number) from ledger")).ShouldBe(Migrations);
            (await database.NumberAsync("select sum(xmin::text::bigint) from schemaguard_history")).ShouldBe(rows);
            epoch.ShouldBeGreaterThanOrEqualTo(2);
        }

        takenOver.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_holder_whose_lease_was_taken_over_while_a_statement_ran_does_nothing_more_until_it_has_the_lease_again()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_a.sql", "create table a (id integer);");
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        folder.Add("2_b.sql", "create index concurrently a_ix on a (id);\ncreate table b (id integer);");

        // The build waits for this transaction, in no transaction of its own.
        await using var reader = await database.OpenAsync();
        await using var reading = await reader.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var read = reader.CreateCommand();
        read.CommandText = "select count(*) from a";
        await read.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        await using var subject = new GuardUnderTest(
            new ProxiedDatabase(database, database.Server.Port, options => options.Lock = PostgreSqlLockMode.Lease),
            guard => guard.AddMigrations(folder.Path)
        );
        var migrating = subject.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);
        await UntilAsync(
            database,
            "select count(*) from pg_stat_activity where query like 'create index%' and wait_event_type = 'Lock'",
            1
        );

        await database.ExecuteAsync(
            "update schemaguard_state set lease_epoch = lease_epoch + 1, lease_owner = 'somebody else', "
                + "lease_expires_at = clock_timestamp() + interval '4 seconds' where scope = '#lease'"
        );
        await reading.RollbackAsync(TestContext.Current.CancellationToken);
        await UntilAsync(database, "select count(*) from pg_index where indexrelid = to_regclass('a_ix') and indisvalid", 1);
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        (await database.HasTableAsync("b")).ShouldBeFalse();
        (await database.NumberAsync("select statements_done from schemaguard_history where sequence = 2")).ShouldBe(0);

        // When the other lets its lease run out, the work goes on, and the index is found to be there.
        (await migrating).State.ShouldBe(SchemaState.Healthy);
        (await database.HasTableAsync("b")).ShouldBeTrue();
        (await database.NumberAsync("select count(*) from pg_index where indrelid = 'a'::regclass")).ShouldBe(1);
    }

    [Fact]
    public async Task A_holder_that_froze_while_it_was_sending_is_ended_when_its_lease_is_over()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        var leasing = new ProxiedDatabase(database, database.Server.Port, options => options.Lock = PostgreSqlLockMode.Lease);
        await GuardUnderTest.MigrateAsync(leasing, guard => guard.AddMigrations(folder.Path));
        folder.AddLedger(2);
        await database.ExecuteAsync(
            "update schemaguard_state set lease_epoch = 41, lease_owner = 'pod-7', "
                + "lease_taken_at = clock_timestamp(), lease_expires_at = clock_timestamp() where scope = '#lease'"
        );

        // The server waits for the rest, and calls the session active.
        await using var holder = new NpgsqlConnection(database.ConnectionString + ";Application Name=pod-7");
        await holder.OpenAsync(TestContext.Current.CancellationToken);
        var rest = await holder.BeginTextImportAsync("copy ledger (number) from stdin", TestContext.Current.CancellationToken);

        var report = await GuardUnderTest.MigrateAsync(leasing, guard => guard.AddMigrations(folder.Path));

        report.State.ShouldBe(SchemaState.Healthy);
        (await database.NumberAsync("select lease_epoch from schemaguard_state where scope = '#lease'")).ShouldBeGreaterThan(41);
        await Should.ThrowAsync<NpgsqlException>(() => rest.DisposeAsync().AsTask());
    }

    [Fact]
    public async Task A_session_lock_is_not_taken_while_a_lease_is_alive_and_fences_off_one_that_is_over()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        folder.AddLedger(2);
        await database.ExecuteAsync(
            "update schemaguard_state set lease_epoch = 41, lease_owner = 'pod-7', lease_taken_at = clock_timestamp(), "
                + "lease_expires_at = clock_timestamp() + interval '1 hour' where scope = '#lease'"
        );

        var exception = await Should.ThrowAsync<SchemaLockTimeoutException>(() =>
            GuardUnderTest.MigrateAsync(
                database,
                guard => guard.AddMigrations(folder.Path),
                options => options.LockTimeout = TimeSpan.FromSeconds(1)
            )
        );
        exception.Holder.ShouldNotBeNull().ShouldContain("'pod-7'");
        exception.Message.ShouldContain("pod-7");

        await database.ExecuteAsync(
            "update schemaguard_state set lease_expires_at = clock_timestamp() - interval '1 second' where scope = '#lease'"
        );
        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))).Applied.Count.ShouldBe(1);
        (await database.NumberAsync("select lease_epoch from schemaguard_state where scope = '#lease'")).ShouldBe(42);
    }

    [Fact]
    public async Task A_lease_is_not_taken_over_while_a_statement_of_its_holder_runs_whose_state_is_hidden_from_this_role()
    {
        await using var database = await servers.CreateDatabaseAsync();
        var user = "other_" + database.Name;
        using var folder = new MigrationFolder().Add("1_a.sql", "create table a (id integer);");
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await database.ExecuteAsync(
            $"create role {user} login; grant create on schema public to {user}; grant all on all tables in schema public to {user};"
                + "update schemaguard_state set lease_owner = 'pod-7', lease_taken_at = clock_timestamp() - interval '1 minute', "
                + "lease_expires_at = clock_timestamp() - interval '30 s' where scope = '#lease'"
        );
        await using var holder = new Npgsql.NpgsqlConnection(database.ConnectionString + ";Application Name=pod-7");
        await holder.OpenAsync(TestContext.Current.CancellationToken);
        await using var running = new Npgsql.NpgsqlCommand("select pg_sleep(60)", holder);
        var sleeping = running.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        folder.Add("2_b.sql", "create table b (id integer);");
        Task<SchemaReport> MigrateAsync() =>
            GuardUnderTest.MigrateAsync(
                new GivenDatabase(database.At(database.Server.Port, user), options => options.Lock = PostgreSqlLockMode.Lease),
                guard => guard.AddMigrations(folder.Path),
                options => options.LockTimeout = TimeSpan.FromSeconds(1)
            );

        var refused = await Should.ThrowAsync<SchemaLockTimeoutException>(MigrateAsync);
        await database.ExecuteAsync("select pg_cancel_backend(pid) from pg_stat_activity where application_name = 'pod-7'");
        await Should.ThrowAsync<Npgsql.PostgresException>(() => sleeping);

        refused.Message.ShouldContain("pod-7");
        (await MigrateAsync()).Applied.Count.ShouldBe(1);
        await database.ExecuteAsync($"drop owned by {user}; drop role {user};");
    }

    [Fact]
    public async Task A_lease_is_not_taken_while_somebody_holds_the_session_lock()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_x.sql", "create table a (id integer);\nselect pg_sleep(3);");
        var direct = GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        while (
            await database.NumberAsync(
                "select count(*) from pg_stat_activity where application_name like 'schemaguard %' and query like '%pg_sleep%' and state = 'active'"
            ) == 0
        )
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await using var leasing = new GuardUnderTest(
            new ProxiedDatabase(database, database.Server.Port, options => options.Lock = PostgreSqlLockMode.Lease),
            guard => guard.AddMigrations(folder.Path)
        );
        var status = await leasing.Guard.GetStatusAsync(TestContext.Current.CancellationToken);
        var report = await leasing.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);

        status.LockHolder.ShouldNotBeNull().ShouldContain("executing 'select'");
        report.Applied.ShouldBeEmpty();
        (await direct).Applied.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_lease_that_cannot_be_renewed_is_not_tried_for_ever()
    {
        await using var database = await servers.CreateDatabaseAsync();
        var user = "lonely_" + database.Name;
        await database.ExecuteAsync($"create role {user} login connection limit 1; grant create on schema public to {user};");
        using var folder = new MigrationFolder().Add("1_x.sql", "create table a (id integer);\nselect pg_sleep(5);");

        var exception = await Should.ThrowAsync<SchemaLockTimeoutException>(() =>
            GuardUnderTest.MigrateAsync(
                new GivenDatabase(
                    database.At(database.Server.Port, user),
                    options => (options.Lock, options.LeaseDuration) = (PostgreSqlLockMode.Lease, TimeSpan.FromSeconds(1))
                ),
                guard => guard.AddMigrations(folder.Path)
            )
        );

        exception.Message.ShouldContain("lost the migration lock");
        exception.Findings[0].Remedy.ShouldContain("second connection");
        (await database.HasTableAsync("a")).ShouldBeFalse();
        await database.ExecuteAsync($"drop owned by {user}; drop role {user};");
    }

    [Fact]
    public async Task Behind_a_pooler_a_session_lock_is_refused_and_so_is_a_session_that_the_next_statement_would_not_have()
    {
        Assert.SkipWhen(
            !SchemaGuard.Servers.PgBouncer.IsInstalled && Environment.GetEnvironmentVariable("CI") is null,
            "PgBouncer is not installed; tests/servers.sh installs it."
        );
        await using var database = await servers.CreateDatabaseAsync();
        await using var pooler = await SchemaGuard.Servers.PgBouncer.StartAsync(database.Server.Port, poolSize: 3);
        using var folder = new MigrationFolder().Add("1_x.sql", "create table a (id integer);");

        var session = await Should.ThrowAsync<SchemaGuardException>(() =>
            GuardUnderTest.MigrateAsync(
                new ProxiedDatabase(database, pooler.Port, options => options.Lock = PostgreSqlLockMode.Session),
                guard => guard.AddMigrations(folder.Path)
            )
        );
        session.Message.ShouldContain("does not hold behind a pooler");

        folder.Add("2_x.sql", "set work_mem = '8MB';\ncreate index concurrently a_ix on a (id);");
        var setting = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(new ProxiedDatabase(database, pooler.Port), guard => guard.AddMigrations(folder.Path))
        );
        setting.Failure.DatabaseText.ShouldContain("behind a pooler");

        folder.Add("2_x.sql", "create index concurrently a_ix on a (id);");
        (
            await GuardUnderTest.MigrateAsync(new ProxiedDatabase(database, pooler.Port), guard => guard.AddMigrations(folder.Path))
        ).State.ShouldBe(SchemaState.Healthy);
        (
            await database.NumberAsync(
                "select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())"
            )
        ).ShouldBe(0);
    }

    private static async Task UntilAsync(PostgreSqlTestDatabase database, string query, long value)
    {
        while (await database.NumberAsync(query) != value)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private static TestProcess Start(PostgreSqlTestDatabase database, MigrationFolder folder) =>
        TestProcess.StartApp(
            database,
            folder,
            ("Lock", "Lease"),
            ("LeaseDuration", Lease.ToString("c", CultureInfo.InvariantCulture)),
            ("Logging__LogLevel__SchemaGuard", "Debug"),
            ("StopWhenStarted", "true")
        );

    private static async Task SignalAsync(TestProcess process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
