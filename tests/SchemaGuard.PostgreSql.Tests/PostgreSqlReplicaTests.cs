using System.Globalization;
using SchemaGuard.Servers;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says what a hundred processes that start together do, directly and through a pooler; in a usual run twenty-four.</summary>
public sealed class PostgreSqlReplicaTests
{
    private static readonly int Processes = FullRun.IsOn ? 100 : 24;
    private const int Migrations = 20;
    private const int MostConnectionsOfOne = 2;
    private const int PoolSize = 5;

    private const string ConnectionsOfOne =
        "select coalesce(max(n), 0) from (select count(*) as n from pg_stat_activity "
        + "where application_name like 'schemaguard %' group by application_name) as counts";

    private const string ConnectionsOfAll =
        "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";

    [Fact]
    public async Task A_hundred_processes_apply_each_migration_once_while_an_index_is_built_concurrently()
    {
        await using var server = await PostgreSqlServer.StartInMemoryAsync(PostgreSqlServers.Find(PostgreSqlServers.Oldest));
        await using var database = await PostgreSqlTestDatabase.CreateAsync(server);

        await AssertTogetherAsync(database, database.ConnectionString, ConnectionsOfOne, MostConnectionsOfOne);
    }

    [Fact]
    public async Task A_hundred_processes_do_so_through_a_pooler_with_five_connections()
    {
        Assert.SkipWhen(
            !PgBouncer.IsInstalled && Environment.GetEnvironmentVariable("CI") is null,
            "PgBouncer is not installed; tests/servers.sh installs it."
        );
        await using var server = await PostgreSqlServer.StartInMemoryAsync(PostgreSqlServers.Find(PostgreSqlServers.Newest));
        await using var database = await PostgreSqlTestDatabase.CreateAsync(server);
        await using var pooler = await PgBouncer.StartAsync(server.Port, PoolSize);

        // Behind the pooler, whose connections keep the name of whom they served last: its pool, and one for its own questions.
        await AssertTogetherAsync(database, database.At(pooler.Port), ConnectionsOfAll, PoolSize + 1);
    }

    private static async Task AssertTogetherAsync(
        PostgreSqlTestDatabase database,
        string connectionString,
        string connections,
        long mostConnections
    )
    {
        using var folder = CreateScripts();
        using var end = new CancellationTokenSource();
        var watch = WatchConnectionsAsync(database, connections, end.Token);
        var processes = Enumerable
            .Range(0, Processes)
            .Select(_ =>
                TestProcess.StartCli(
                    "migrate",
                    "--provider",
                    "postgresql",
                    "--connection",
                    connectionString,
                    "--migrations",
                    folder.Path,
                    "--format",
                    "json",
                    "--timeout",
                    "120"
                )
            )
            .ToList();
        foreach (var process in processes)
        {
            (await process.ExitAsync()).ShouldBe(ExitCodes.Ok, process.Error);
            process.Output.ShouldContain("\"state\": \"healthy\"");
            await process.DisposeAsync();
        }

        await end.CancelAsync();
        (await watch).ShouldBeLessThanOrEqualTo(mostConnections);
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(Migrations);
        (await database.NumberAsync("select count(distinct number) from ledger")).ShouldBe(Migrations);
        (await database.NumberAsync("select count(*) from schemaguard_history where state = 'applied'")).ShouldBe(Migrations + 1);
        (
            await database.NumberAsync(
                "select count(*) from pg_index where indexrelid = 'step_7_ix'::regclass and indisvalid and indisready"
            )
        ).ShouldBe(1);
        var log = await database.Server.ReadLogAsync();
        log.ShouldNotContain("deadlock");
        log.ShouldNotContain("FATAL");
    }

    private static MigrationFolder CreateScripts()
    {
        var folder = new MigrationFolder().AddLedger(Migrations);
        return folder
            .Add(
                "0006_step.sql",
                "create table step_7 (id integer);\ninsert into step_7 select generate_series(1, 200000);\ninsert into ledger (number) values (6);"
            )
            .Add("0007_step.sql", "create index concurrently step_7_ix on step_7 (id);\ninsert into ledger (number) values (7);");
    }

    /// <summary>Watches until the end what the largest answer to a question is.</summary>
    private static async Task<long> WatchConnectionsAsync(PostgreSqlTestDatabase database, string question, CancellationToken end)
    {
        long most = 0;
        await using var connection = await database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = question;
        while (!end.IsCancellationRequested)
        {
            most = Math.Max(most, Convert.ToInt64(await command.ExecuteScalarAsync(CancellationToken.None), CultureInfo.InvariantCulture));
            await Task.Delay(20, CancellationToken.None);
        }

        return most;
    }
}
