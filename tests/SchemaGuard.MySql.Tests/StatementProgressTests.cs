using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says that the stage that the server shows of a migration's statement can be read by any process.</summary>
public sealed class StatementProgressTests(MySqlServers servers)
{
    /// <summary>Computes, for each row that is copied, something that takes long: the whole takes seconds.</summary>
    private const string SlowCopy =
        "alter table numbers add slow integer default (length(compress(repeat(sha2(id, 512), 60000)))), algorithm = copy;";

    [Theory]
    [InlineData(MySqlLockMode.Session)]
    [InlineData(MySqlLockMode.Lease)]
    public async Task MariaDb_tells_the_stage_of_a_copy_to_another_process(MySqlLockMode mode)
    {
        await using var database = await servers.CreateDatabaseAsync(MySqlServers.MariaDb);

        var seen = await DuringCopyAsync(new ConfiguredDatabase(database.ConnectionString, options => options.Lock = mode));

        seen.ShouldContain(progress => progress.Phase == "copy to tmp table, stage 1 of 2" && progress.Share > 0 && progress.Share < 1);
    }

    [Theory]
    [InlineData(MySqlLockMode.Session)]
    [InlineData(MySqlLockMode.Lease)]
    public async Task MySql_tells_the_work_of_a_copy_while_its_performance_schema_keeps_it(MySqlLockMode mode)
    {
        await using var server = await servers.BorrowAsync(MySqlServers.MySql);
        await using var database = await server.CreateDatabaseAsync();
        var configured = new ConfiguredDatabase(database.ConnectionString, options => options.Lock = mode);

        await KeepStagesAsync(database, "YES");
        var seen = await DuringCopyAsync(configured);
        await database.ExecuteAsync("drop table numbers, schemaguard_history, schemaguard_state");
        await KeepStagesAsync(database, "NO");
        var unseen = await DuringCopyAsync(configured);
        await KeepStagesAsync(database, "YES");

        seen.ShouldContain(progress => progress.Phase == "copy to tmp table" && progress.Share > 0 && progress.Share < 1);
        unseen.ShouldBeEmpty();
    }

    private static Task KeepStagesAsync(TestDatabase database, string enabled) =>
        database.ExecuteAsync(
            $"""
            update performance_schema.setup_consumers set enabled = '{enabled}' where name = 'events_stages_current';
            update performance_schema.setup_instruments set enabled = '{enabled}' where name = 'stage/sql/copy to tmp table';
            """
        );

    /// <summary>Migrates, and asks for the progress until that is over.</summary>
    private static async Task<IReadOnlyList<StatementProgress>> DuringCopyAsync(TestDatabase database)
    {
        await database.ExecuteAsync("create table numbers (id integer primary key);");
        await database.ExecuteAsync($"insert into numbers values {string.Join(", ", Enumerable.Range(1, 100).Select(id => $"({id})"))}");
        await using var other = new GuardUnderTest(database, guard => { });
        var migrating = GuardUnderTest.MigrateAsync(database, guard => guard.AddMigration("1_copy", SlowCopy));
        var seen = new List<StatementProgress>();
        while (!migrating.IsCompleted)
        {
            if (await other.Guard.ReadProgressAsync(TestContext.Current.CancellationToken) is { } progress)
            {
                seen.Add(progress);
            }
        }

        (await migrating).State.ShouldBe(SchemaState.Healthy);
        return seen;
    }
}
