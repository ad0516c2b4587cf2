using System.Diagnostics;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Together;

/// <summary>Says that nobody who locks the history keeps a reader of ours for longer than the guard was told to wait.</summary>
[Collection(Alone.Name)]
public sealed class BoundedReadTests(MySqlServers servers)
{
    [Theory]
    [InlineData(MySqlServers.MariaDb, "schemaguard_history")]
    [InlineData(MySqlServers.MariaDb, "schemaguard_state")]
    [InlineData(MySqlServers.MySql, "schemaguard_history")]
    [InlineData(MySqlServers.MySql, "schemaguard_state")]
    public async Task A_check_while_somebody_has_locked_the_history_ends_in_its_time(string product, string table)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await using var holder = await database.OpenAsync();
        await using var command = holder.CreateCommand();
        command.CommandText = $"lock tables {table} write";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var watch = Stopwatch.StartNew();

        await Should.ThrowAsync<SchemaLockTimeoutException>(() =>
            GuardUnderTest.CheckAsync(
                database,
                guard => guard.AddMigrations(folder.Path),
                options => options.ConnectTimeout = options.LockTimeout = TimeSpan.FromSeconds(2)
            )
        );

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(8));
    }

    /// <summary>MariaDB would wait for the table in each view of its catalog, and then leave it out.</summary>
    [Fact]
    public async Task A_table_that_somebody_is_making_is_waited_for_in_time_and_never_taken_for_missing()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await using var maker = await database.OpenAsync();
        await using var command = maker.CreateCommand();
        command.CommandText = "create table slow as select sleep(600) as s";
        var making = command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await database.UntilAsync(Watching.Running("create table slow"), count => count > 0);

        await ShouldEndInTimeAsync(() =>
            Should.ThrowAsync<SchemaLockTimeoutException>(() =>
                GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path), Bounded)
            )
        );

        command.Cancel();
        await Record.ExceptionAsync(() => making);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task So_is_a_table_on_which_rights_are_looked_for(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await using var user = await MySqlUser.CreateAsync(database);
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        foreach (var table in (string[])["ledger", "schemaguard_history", "schemaguard_state"])
        {
            await database.ExecuteAsync($"grant select, update on {database.Name}.{table} to {user.Account}");
        }

        await using var holder = await LockAsync(database, "ledger write");

        await ShouldEndInTimeAsync(() =>
            Should.ThrowAsync<SchemaLockTimeoutException>(() =>
                GuardUnderTest.CheckAsync(
                    user.Database,
                    guard => guard.AddMigrations(folder.Path).RequirePrivileges(TablePrivileges.Update, "ledger"),
                    Bounded
                )
            )
        );
    }

    private static void Bounded(SchemaGuardOptions options) => options.ConnectTimeout = options.LockTimeout = TimeSpan.FromSeconds(2);

    private static async Task<System.Data.Common.DbConnection> LockAsync(MySqlTestDatabase database, string tables)
    {
        var holder = await database.OpenAsync();
        await using var command = holder.CreateCommand();
        command.CommandText = "lock tables " + tables;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return holder;
    }

    private static async Task ShouldEndInTimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(8));
    }
}
