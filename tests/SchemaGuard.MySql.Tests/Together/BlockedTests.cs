using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Together;

/// <summary>Says how a migration waits for locks that the application's sessions hold.</summary>
public sealed class BlockedTests(MySqlServers servers)
{
    private static TimeSpan Held => TimeSpan.FromSeconds(FullRun.IsOn ? 60 : 6);

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_reader_that_holds_the_table_does_not_make_other_readers_wait_longer_than_one_attempt(string product)
    {
        var oneAttempt = TimeSpan.FromSeconds(1);
        await using var database = await CreateAsync(product);
        using var folder = new MigrationFolder().Add("2_x.sql", "alter table jobs add column name text;");
        await using var holder = await HoldAsync(database);
        var migrating = GuardUnderTest.MigrateAsync(
            database,
            guard => guard.AddMigrations(folder.Path),
            options => (options.StatementLockTimeout, options.LockTimeout) = (oneAttempt, TimeSpan.FromMinutes(3))
        );

        var longest = await ReadForAsync(database, Held);
        migrating.IsCompleted.ShouldBeFalse();
        await holder.DisposeAsync();

        (await migrating).Applied.Count.ShouldBe(1);
        longest.ShouldBeLessThan(oneAttempt * 2.8);
        longest.ShouldBeGreaterThan(oneAttempt * 0.3, "Nobody ever waited: the migration was not in the queue.");
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task When_time_is_up_the_blockers_are_named_without_their_queries_text(string product)
    {
        await using var database = await CreateAsync(product);
        using var folder = new MigrationFolder()
            .Add("2_x.sql", "create table more (id integer);\nalter table jobs add column name text;")
            .Add("3_x.sql", "create table rest (id integer);");
        await using var holder = await HoldAsync(database);
        var session = await AskAsync(holder, "select connection_id()");

        var exception = await Should.ThrowAsync<SchemaLockTimeoutException>(() =>
            GuardUnderTest.MigrateAsync(
                database,
                guard => guard.AddMigrations(folder.Path),
                options => (options.StatementLockTimeout, options.LockTimeout) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4))
            )
        );

        exception.ExitCode.ShouldBe(ExitCodes.TryAgain);
        exception.Migration.ShouldBe("2_x");
        exception.Holder.ShouldNotBeNull().ShouldContain(string.Create(CultureInfo.InvariantCulture, $"session {session} of root from "));
        exception.Message.ShouldContain("idle for");
        exception.Message.ShouldNotContain("4711");
        exception.Message.ShouldNotContain("select", Case.Insensitive);

        // What came before stays, and the next start goes on behind it.
        (await database.HasTableAsync("more")).ShouldBeTrue();
        (await database.HasTableAsync("rest")).ShouldBeFalse();
        await holder.DisposeAsync();
        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))).Applied.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_change_of_rows_that_somebody_holds_is_tried_again_as_a_whole(string product)
    {
        await using var database = await CreateAsync(product);
        using var folder = new MigrationFolder().Add(
            "2_x.sql",
            "update jobs set n = n + 1 where id = 1;\nupdate jobs set n = n + 1 where id = 2;"
        );
        await using var holder = await database.OpenAsync();
        await ExecuteAsync(holder, "begin");
        await AskAsync(holder, "select n from jobs where id = 2 for update");
        var migrating = GuardUnderTest.MigrateAsync(
            database,
            guard => guard.AddMigrations(folder.Path),
            options => options.StatementLockTimeout = TimeSpan.FromSeconds(1)
        );
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var waiting = Watching.Running("update jobs set n = n + 1 where id = 2");
            await database.UntilAsync(waiting, count => count == 1);
            await database.UntilAsync(waiting, count => count == 0);
        }

        await ExecuteAsync(holder, "rollback");

        (await migrating).Applied.Count.ShouldBe(1);
        (await database.TextAsync("select group_concat(n order by id) from jobs")).ShouldBe("1,1");
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_deadlock_with_the_application_is_tried_again(string product)
    {
        await using var database = await CreateAsync(product);
        await database.ExecuteAsync("create table load_of_other (id int not null auto_increment primary key, n int)");
        using var folder = new MigrationFolder().Add(
            "2_x.sql",
            "update jobs set n = n + 1 where id = 1;\nselect sleep(1);\nupdate jobs set n = n + 1 where id = 2;"
        );
        await using var other = await database.OpenAsync();
        await ExecuteAsync(other, "begin");

        // The server ends the transaction that has changed less.
        await ExecuteAsync(other, "insert into load_of_other (n) values (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12)");
        await ExecuteAsync(other, "update jobs set n = n + 10 where id = 2");
        var deadlocks = await DeadlocksAsync(database);
        var migrating = GuardUnderTest.MigrateAsync(
            database,
            guard => guard.AddMigrations(folder.Path),
            options => options.StatementLockTimeout = TimeSpan.FromSeconds(20)
        );
        await database.SessionRunningAsync("select sleep");
        await ExecuteAsync(other, "update jobs set n = n + 10 where id = 1");
        await ExecuteAsync(other, "commit");

        (await migrating).Applied.Count.ShouldBe(1);
        (await database.TextAsync("select group_concat(n order by id) from jobs")).ShouldBe("11,11");
        (await DeadlocksAsync(database)).ShouldBe(deadlocks + 1);
    }

    private static Task<long> DeadlocksAsync(MySqlTestDatabase database) =>
        database.NumberAsync("select count from information_schema.innodb_metrics where name = 'lock_deadlocks'");

    private async Task<MySqlTestDatabase> CreateAsync(string product)
    {
        var database = await servers.CreateDatabaseAsync(product);
        await database.ExecuteAsync(
            "create table jobs (id int not null primary key, n int not null); insert into jobs values (1, 0), (2, 0);"
        );
        return database;
    }

    /// <summary>Opens a transaction that has read the table and stays open.</summary>
    private static async Task<DbConnection> HoldAsync(MySqlTestDatabase database)
    {
        var connection = await database.OpenAsync();
        await ExecuteAsync(connection, "begin");
        await AskAsync(connection, "select count(*) from jobs where id <> 4711");
        return connection;
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<long> AskAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>Reads the table again and again, as an application does.</summary>
    /// <returns>The longest that one read took.</returns>
    private static async Task<TimeSpan> ReadForAsync(MySqlTestDatabase database, TimeSpan time)
    {
        await using var connection = await database.OpenAsync();
        var longest = TimeSpan.Zero;
        var all = Stopwatch.StartNew();
        while (all.Elapsed < time)
        {
            var one = Stopwatch.StartNew();
            await AskAsync(connection, "select count(*) from jobs");
            longest = one.Elapsed > longest ? one.Elapsed : longest;
            await Task.Delay(5);
        }

        return longest;
    }
}
