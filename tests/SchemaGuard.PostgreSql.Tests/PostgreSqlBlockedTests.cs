using System.Diagnostics;
using Npgsql;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says how a migration waits for locks that the application's sessions hold.</summary>
public sealed class PostgreSqlBlockedTests(PostgreSqlServers servers)
{
    private static TimeSpan Held => TimeSpan.FromSeconds(FullRun.IsOn ? 60 : 6);

    [Fact]
    public async Task A_reader_that_holds_the_table_does_not_make_other_readers_wait_longer_than_one_attempt()
    {
        var oneAttempt = TimeSpan.FromSeconds(1);
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_x.sql", "create table jobs (id integer); insert into jobs values (1);");
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await using var holder = await HoldAsync(database);
        folder.Add("2_x.sql", "alter table jobs add column name text;");
        var migrating = GuardUnderTest.MigrateAsync(
            database,
            guard => guard.AddMigrations(folder.Path),
            options => (options.StatementLockTimeout, options.LockTimeout) = (oneAttempt, TimeSpan.FromMinutes(3))
        );

        var longest = await ReadForAsync(database, Held);
        migrating.IsCompleted.ShouldBeFalse();
        await holder.DisposeAsync();

        (await migrating).Applied.Count.ShouldBe(1);
        longest.ShouldBeLessThan(oneAttempt * 1.8);
        longest.ShouldBeGreaterThan(oneAttempt * 0.3, "Nobody ever waited: the migration was not in the queue.");
    }

    [Fact]
    public async Task When_time_is_up_the_blockers_are_named_without_their_queries_text()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_x.sql", "create table jobs (id integer);");
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await using var holder = await HoldAsync(database);
        folder
            .Add("2_x.sql", "create table more (id integer);\nalter table jobs add column name text;")
            .Add("3_x.sql", "create table rest (id integer);");

        var exception = await Should.ThrowAsync<SchemaLockTimeoutException>(() =>
            GuardUnderTest.MigrateAsync(
                database,
                guard => guard.AddMigrations(folder.Path),
                options => (options.StatementLockTimeout, options.LockTimeout) = (TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(2))
            )
        );

        exception.ExitCode.ShouldBe(ExitCodes.TryAgain);
        exception.Migration.ShouldBe("2_x");
        exception.Holder.ShouldNotBeNull().ShouldContain($"pid {holder.ProcessID}");
        exception.Message.ShouldContain("'the reader'");
        exception.Message.ShouldContain("idle in transaction for");
        exception.Message.ShouldNotContain("4711");
        (await database.HasTableAsync("more")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_deadlock_with_the_application_is_tried_again()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_x.sql", "create table a (id integer); create table b (id integer);");
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        folder.Add(
            "2_x.sql",
            "set local lock_timeout = 0;\nset local deadlock_timeout = '50ms';\nlock table a;\nselect pg_sleep(0.5);\nlock table b;\ninsert into b values (1);"
        );
        await using var other = (NpgsqlConnection)await database.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(other, "set local deadlock_timeout = '1min'; lock table b;");

        var migrating = GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        while (
            await database.NumberAsync(
                "select count(*) from pg_locks where relation = 'a'::regclass and mode = 'AccessExclusiveLock' and granted"
            ) == 0
        )
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await ExecuteAsync(other, "lock table a;");
        await transaction.CommitAsync(TestContext.Current.CancellationToken);

        (await migrating).Applied.Count.ShouldBe(1);
        (await database.NumberAsync("select count(*) from b")).ShouldBe(1);
        (await database.Server.ReadLogAsync()).ShouldContain("deadlock detected");
    }

    [Fact]
    public async Task A_statement_of_a_killed_process_that_still_runs_is_found_waited_for_and_not_doubled()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            "create table jobs (id integer); insert into jobs select generate_series(1, 1000);"
        );
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        folder.Add("2_x.sql", "create index concurrently jobs_ix on jobs (id);");

        // The build waits for this transaction, on the server, whatever becomes of the process that asked for it.
        await using var holder = await HoldAsync(database);
        await using (var killed = TestProcess.StartVerb("migrate", database, folder))
        {
            while (
                await database.NumberAsync(
                    "select count(*) from pg_stat_activity where query like 'create index%' and wait_event_type = 'Lock'"
                ) == 0
            )
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            await killed.KillAsync();
        }

        await using var next = TestProcess.StartVerb("status", database, folder);
        (await next.ExitAsync()).ShouldBe(ExitCodes.Unhealthy);
        next.Output.ShouldContain("create index jobs_ix");
        var going = GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await Task.Delay(300, TestContext.Current.CancellationToken);
        going.IsCompleted.ShouldBeFalse();
        await holder.DisposeAsync();

        (await going).State.ShouldBe(SchemaState.Healthy);
        (await database.NumberAsync("select count(*) from pg_index where indrelid = 'jobs'::regclass and indisvalid")).ShouldBe(1);
        (await database.NumberAsync("select count(*) from pg_index where indrelid = 'jobs'::regclass")).ShouldBe(1);
    }

    /// <summary>Opens a transaction that has read the table and stays open.</summary>
    private static async Task<NpgsqlConnection> HoldAsync(PostgreSqlTestDatabase database)
    {
        var connection = new NpgsqlConnection(database.ConnectionString + ";Application Name=the reader");
        await connection.OpenAsync();
        await ExecuteAsync(connection, "begin");
        await ExecuteAsync(connection, "select count(*) from jobs where id <> 4711");
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads the table again and again, as an application does.</summary>
    /// <returns>The longest that one read took.</returns>
    private static async Task<TimeSpan> ReadForAsync(PostgreSqlTestDatabase database, TimeSpan time)
    {
        await using var connection = (NpgsqlConnection)await database.OpenAsync();
        var longest = TimeSpan.Zero;
        var all = Stopwatch.StartNew();
        while (all.Elapsed < time)
        {
            var one = Stopwatch.StartNew();
            await ExecuteAsync(connection, "select count(*) from jobs");
            longest = one.Elapsed > longest ? one.Elapsed : longest;
            await Task.Delay(5);
        }

        return longest;
    }
}
