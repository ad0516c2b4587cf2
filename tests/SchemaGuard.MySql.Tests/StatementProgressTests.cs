using System.Diagnostics;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says that the stage that the server shows of a migration's statement can be read by any process.</summary>
public sealed class StatementProgressTests(MySqlServers servers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(MySqlLockMode.Session)]
    [InlineData(MySqlLockMode.Lease)]
    public async Task MariaDb_tells_the_stage_of_a_copy_to_another_process(MySqlLockMode mode)
    {
        await using var database = await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
        await database.ExecuteAsync("create table rows_1 (id integer primary key); insert into rows_1 select seq from seq_1_to_100;");
        await using var other = Subject(database, mode);
        await using var subject = Subject(
            database,
            mode,
            guard => guard.AddMigration("1_copy", "alter table rows_1 add slow integer default (get_lock('stop', 60));")
        );
        await using var holder = await database.OpenAsync();
        await using var command = holder.CreateCommand();
        command.CommandText = "select get_lock('stop', 60)";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var migrating = subject.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);
        var progress = await UntilToldAsync(other.Guard);
        await holder.CloseAsync();
        await migrating;

        progress.Phase.ShouldContain("stage 1 of 2");
        progress.Share.ShouldNotBeNull().ShouldBeLessThan(1);
    }

    private static GuardUnderTest Subject(MySqlTestDatabase database, MySqlLockMode mode, Action<SchemaGuardBuilder>? configure = null) =>
        new(new ConfiguredDatabase(database.ConnectionString, options => options.Lock = mode), guard => configure?.Invoke(guard));

    private static async Task<StatementProgress> UntilToldAsync(ISchemaGuard guard)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience; )
        {
            if (await guard.ReadProgressAsync(TestContext.Current.CancellationToken) is { } progress)
            {
                return progress;
            }
        }

        throw new TimeoutException("The server never told of the statement.");
    }
}
