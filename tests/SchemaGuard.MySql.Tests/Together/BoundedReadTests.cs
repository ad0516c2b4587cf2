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
}
