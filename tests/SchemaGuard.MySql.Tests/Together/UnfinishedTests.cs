using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Together;

/// <summary>Says what a start does about a migration that another one has begun.</summary>
public sealed class UnfinishedTests(MySqlServers servers)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(MySqlServers.MariaDb, StartupMode.Migrate)]
    [InlineData(MySqlServers.MariaDb, StartupMode.Wait)]
    [InlineData(MySqlServers.MySql, StartupMode.Migrate)]
    public async Task What_only_the_session_of_a_living_process_knows_is_no_reason_to_refuse(string product, StartupMode mode)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add(
            "1_slow.sql",
            """
            create table ledger (number int);
            set @number := (select count(*) + 7 from ledger);
            do sleep(3);
            create table slow (id int);
            insert into ledger (number) values (@number);
            """
        );
        await using var first = TestProcess.StartApp(database, folder, ("StopWhenStarted", "true"));
        while (
            !await database.HasTableAsync("schemaguard_history")
            || await database.NumberAsync("select coalesce(max(statements_done), 0) from schemaguard_history") < 2
        )
        {
            first.HasEnded.ShouldBeFalse(first.Output + first.Error);
            await Task.Delay(10, Cancelled);
        }

        await using var second = TestProcess.StartApp(
            database,
            folder,
            ("StopWhenStarted", "true"),
            ("SchemaGuard__Startup", mode.ToString())
        );

        (await first.ExitAsync()).ShouldBe(ExitCodes.Ok, first.Output + first.Error);
        (await second.ExitAsync()).ShouldBe(ExitCodes.Ok, second.Output + second.Error);
        (await database.NumberAsync("select number from ledger")).ShouldBe(7);
    }

    [Fact]
    public async Task A_block_with_definitions_that_is_broken_off_by_a_lock_is_in_doubt_and_not_run_again()
    {
        await using var database = await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
        using var folder = new MigrationFolder().Add(
            "1_tables.sql",
            "create table ctr (n int); insert into ctr values (0); create table other (id int); insert into other values (1);"
        );
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        var holder = await database.OpenAsync();
        await using var command = holder.CreateCommand();
        command.CommandText = "begin; select id from other for update";
        await command.ExecuteNonQueryAsync(Cancelled);
        folder.Add(
            "2_block.sql",
            "begin not atomic update ctr set n = n + 1; create table made (id int); update other set id = id + 1; end;"
        );

        var first = await RefusedAsync(database, folder);
        await holder.DisposeAsync();
        var second = await RefusedAsync(database, folder);

        first.Failure.ErrorCode.ShouldBe("1205");
        first.Message.ShouldContain("before that, it committed something by itself, which stays");
        first.Message.ShouldNotContain("None of it was applied");
        first.Failure.IsStatementInDoubt.ShouldBeTrue();
        second.Failure.IsStatementInDoubt.ShouldBeTrue();
        (await database.NumberAsync("select n from ctr")).ShouldBe(1);
    }

    private static async Task<MigrationFailedException> RefusedAsync(TestDatabase database, MigrationFolder folder) =>
        await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(
                database,
                guard => guard.AddMigrations(folder.Path),
                options => (options.StatementLockTimeout, options.LockTimeout) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8))
            )
        );
}
