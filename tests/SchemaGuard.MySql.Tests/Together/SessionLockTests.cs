using System.Globalization;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Together;

/// <summary>Says what the lock of a session guarantees.</summary>
public sealed class SessionLockTests(MySqlServers servers)
{
    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task What_the_server_still_does_for_a_killed_process_is_waited_for_told_and_taken_as_done(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await ManyRows.CreateManyAsync(database);
        using var folder = new MigrationFolder().AddLedger(0).Add("0001_long.sql", ManyRows.LongAlter + "\ninsert into ledger values (1);");
        var lines = new LogLines();
        await using var subject = new GuardUnderTest(database, guard => lines.AddTo(guard.AddMigrations(folder.Path)));
        await using var killed = TestProcess.StartVerb("migrate", database, folder);
        await database.SessionRunningAsync(ManyRows.LongAlterStart);
        (await killed.KillAsync()).ShouldBeTrue();
        var next = subject.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);
        var seen = "";
        while (!next.IsCompleted)
        {
            seen += (await subject.Guard.GetStatusAsync(TestContext.Current.CancellationToken)).LockHolder + "\n";
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        (await next).State.ShouldBe(SchemaState.Healthy);
        const string Holder = @"session \d+ of root from \S+, executing 'alter table many' for \d+ s, [^,\n]+";
        lines.Text.ShouldMatch("is waiting for the migration lock, held by " + Holder + ".*; next is 0001_long");
        lines.Text.ShouldContain("it took effect");
        seen.ShouldMatch(product == MySqlServers.MariaDb ? Holder + @", \d+ %\n" : Holder + @"\n");
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(1);
        (await database.NumberAsync("select count(*) from schemaguard_history where state = 'applied'")).ShouldBe(2);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_session_that_is_killed_from_outside_loses_the_lock_and_the_work_goes_on_in_another(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder()
            .AddLedger(0)
            .Add("0001_rows.sql", "insert into ledger values (1);\nselect sleep(2);\ninsert into ledger values (2);")
            .Add(
                "0002_both.sql",
                "create table a (id integer);\ninsert into ledger values (3);\nselect sleep(2.5);\ncreate table b (id integer);"
            );
        var migrating = GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        foreach (var statement in new[] { "select sleep(2)", "select sleep(2.5)" })
        {
            var session = await database.SessionRunningAsync(statement);
            await database.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"kill {session}"));
        }

        (await migrating).State.ShouldBe(SchemaState.Healthy);
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(3);
        (await database.NumberAsync("select count(distinct number) from ledger")).ShouldBe(3);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_script_that_releases_the_lock_does_nothing_more_until_it_is_held_again(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder()
            .AddLedger(0)
            .Add(
                "0001_careless.sql",
                "create table a (id integer);\nselect sleep(3);\nselect release_all_locks();\ninsert into ledger values (1);\n"
                    + "create table b (id integer);"
            );
        var name = $"concat('schemaguard.', left(sha2('{database.Name}\\nschemaguard_history', 256), 32))";
        await using var other = await database.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = $"select get_lock({name}, 60)";
        await using var first = TestProcess.StartVerb("migrate", database, folder);
        await database.SessionRunningAsync("select sleep(3)");

        // Waits in the queue for the lock while the script sleeps, and has it as soon as the script gives it away.
        Convert.ToInt64(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture).ShouldBe(1);
        await first.WaitForAsync("is waiting for the migration lock");
        first.HasEnded.ShouldBeFalse("It had the lock again before another session waited for it.");
        (await database.HasTableAsync("b")).ShouldBeFalse();
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(0);
        command.CommandText = "select release_all_locks()";
        await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);

        (await first.ExitAsync()).ShouldBe(ExitCodes.Ok, first.Error);
        first.Error.ShouldContain("lost");
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(1);
        (await database.HasTableAsync("b")).ShouldBeTrue();
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task Two_processes_whose_script_releases_the_lock_within_its_transaction_apply_it_once(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().AddLedger(0);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        folder.Add("0001_careless.sql", "insert into ledger values (1);\nselect release_all_locks();\nselect sleep(2);");
        var first = GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await database.SessionRunningAsync("select sleep");

        var second = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        second.State.ShouldBe(SchemaState.Healthy);
        (await first).State.ShouldBe(SchemaState.Healthy);
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(1);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task The_status_shows_who_migrates(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("1_x.sql", "create table a (id integer);\nselect sleep(3);");
        await using var subject = new GuardUnderTest(database, guard => guard.AddMigrations(folder.Path));
        var migrating = GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        var session = await database.SessionRunningAsync("select sleep");

        var status = await subject.Guard.GetStatusAsync(TestContext.Current.CancellationToken);
        await migrating;
        var after = await subject.Guard.GetStatusAsync(TestContext.Current.CancellationToken);

        status
            .LockHolder.ShouldNotBeNull()
            .ShouldStartWith(string.Create(CultureInfo.InvariantCulture, $"session {session} of root from "));
        status.LockHolder.ShouldContain("executing 'select' for ");
        after.LockHolder.ShouldBeNull();
    }
}
