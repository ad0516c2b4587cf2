using System.Diagnostics;
using Npgsql;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says that the progress that the server shows of a migration's statement can be read by any process.</summary>
public sealed class PostgreSqlStatementProgressTests(PostgreSqlServers servers)
{
    private const string Waiting = "waiting for writers before build";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(PostgreSqlServers.Oldest, PostgreSqlLockMode.Session)]
    [InlineData(PostgreSqlServers.Newest, PostgreSqlLockMode.Session)]
    [InlineData(PostgreSqlServers.Oldest, PostgreSqlLockMode.Lease)]
    public async Task A_build_that_waits_for_a_writer_says_so_to_another_process(string version, PostgreSqlLockMode mode)
    {
        await using var database = await servers.CreateDatabaseAsync(version);
        await using var given = new GivenDatabase(database.ConnectionString, options => options.Lock = mode);
        await using var other = new GuardUnderTest(given, guard => { });

        var progress = await DuringBuildAsync(given, () => UntilToldAsync(other.Guard));

        progress.Phase.ShouldBe(Waiting);
        progress.Share.ShouldBe(0);
        (await ReadAsync(other.Guard)).ShouldBeNull();
    }

    [Fact]
    public async Task A_user_who_may_not_see_the_session_is_told_nothing()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync($"create role viewer_{database.Name} login");
        try
        {
            await using var given = new GivenDatabase(database.At(database.Server.Port, $"viewer_{database.Name}"));
            await using var owner = new GuardUnderTest(database, guard => { });
            await using var viewer = new GuardUnderTest(given, guard => { });

            var seen = await DuringBuildAsync(
                database,
                async () =>
                {
                    await UntilToldAsync(owner.Guard);
                    return await ReadAsync(viewer.Guard);
                }
            );

            seen.ShouldBeNull();
        }
        finally
        {
            await database.ExecuteAsync($"drop role viewer_{database.Name}");
        }
    }

    [Fact]
    public async Task A_server_that_does_not_answer_tells_nothing_at_once()
    {
        await using var given = new GivenDatabase("Host=127.0.0.1;Port=1;Database=nowhere;Username=nobody;Pooling=false");
        await using var subject = new GuardUnderTest(given, guard => { });

        var watch = Stopwatch.StartNew();
        (await ReadAsync(subject.Guard)).ShouldBeNull();

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_caller_who_cancels_is_not_told_that_nothing_runs()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await using var subject = new GuardUnderTest(database, guard => { });

        await Should.ThrowAsync<OperationCanceledException>(() => subject.Guard.ReadProgressAsync(new CancellationToken(canceled: true)));
    }

    /// <summary>Migrates while a transaction has written to the table, so that the build stands still, and asks in the meantime.</summary>
    private static async Task<TAnswer> DuringBuildAsync<TAnswer>(TestDatabase database, Func<Task<TAnswer>> ask)
    {
        await database.ExecuteAsync("create table rows (id integer); insert into rows values (1);");
        await using var writer = (NpgsqlConnection)await database.OpenAsync();
        await using var transaction = await writer.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var command = new NpgsqlCommand("insert into rows values (2)", writer, transaction))
        {
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var migrating = GuardUnderTest.MigrateAsync(
            database,
            guard => guard.AddMigration("1_index", "create index concurrently rows_ix on rows (id);")
        );
        var answer = await ask();
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        (await migrating).State.ShouldBe(SchemaState.Healthy);
        return answer;
    }

    private static async Task<StatementProgress> UntilToldAsync(ISchemaGuard guard)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience; )
        {
            if (await ReadAsync(guard) is { Phase: Waiting } progress)
            {
                return progress;
            }
        }

        throw new TimeoutException("The build never waited for the writer.");
    }

    private static Task<StatementProgress?> ReadAsync(ISchemaGuard guard) => guard.ReadProgressAsync(TestContext.Current.CancellationToken);
}
