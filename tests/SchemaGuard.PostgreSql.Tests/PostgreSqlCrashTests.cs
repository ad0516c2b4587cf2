using SchemaGuard.Servers;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says what holds when the server or the wire fails in the middle of a migration.</summary>
public sealed class PostgreSqlCrashTests(PostgreSqlServers servers)
{
    private static int Crashes => FullRun.IsOn ? 20 : 5;

    private static int Migrations => FullRun.IsOn ? 400 : 120;

    [Fact]
    public async Task A_process_goes_on_by_itself_however_often_the_server_crashes()
    {
        await using var server = await PostgreSqlServer.StartAsync(PostgreSqlServers.Find(PostgreSqlServers.Oldest), "fsync=on");
        await using var database = await PostgreSqlTestDatabase.CreateAsync(server);
        using var folder = new MigrationFolder().AddLedger(Migrations);
        for (var number = 10; number <= Migrations; number += 10)
        {
            PostgreSqlScripts.AddConcurrentIndex(folder, number);
        }

        var random = new Random(20261120);
        var crashes = 0;
        await using var process = TestProcess.StartVerb("migrate", database, folder, "--timeout", "60");
        await process.WaitForAsync("[1/");
        while (crashes < Crashes && !process.HasEnded)
        {
            await Task.Delay(random.Next(5, 120), TestContext.Current.CancellationToken);
            await server.CrashAsync();
            await server.StartAgainAsync();
            crashes++;
        }

        (await process.ExitAsync()).ShouldBe(ExitCodes.Ok, process.Error);
        crashes.ShouldBe(Crashes, "The work was done before it could be disturbed often enough.");
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(Migrations);
        (await database.NumberAsync("select count(distinct number) from ledger")).ShouldBe(Migrations);
        (await database.NumberAsync("select count(*) from schemaguard_history where state = 'applied'")).ShouldBe(Migrations + 1);
        (await database.NumberAsync("select count(*) from pg_index where not indisvalid")).ShouldBe(0);
    }

    /// <summary>Each message of the batch that begins, proves, applies, records and commits, in both directions, and each way to lose it.</summary>
    [Fact]
    public async Task A_connection_cut_at_any_message_of_a_commit_is_settled_by_reading()
    {
        var server = await servers.GetAsync(PostgreSqlServers.Oldest);
        await using var database = await PostgreSqlTestDatabase.CreateAsync(server);
        await using var proxy = WireProxy.Start(server.Host, server.Port);
        var cuts = 0;
        foreach (var (direction, action) in Cuts)
        {
            for (var ordinal = 0; await CutAsync(database, proxy, direction, action, ordinal); ordinal += Stride)
            {
                cuts++;
            }
        }

        cuts.ShouldBeGreaterThan(100 / Stride);
    }

    private static readonly (WireDirection, CutAction)[] Cuts =
    [
        (WireDirection.ToServer, CutAction.CutBefore),
        (WireDirection.ToServer, CutAction.CutAfter),
        (WireDirection.ToServer, CutAction.CutAfterAnswer),
        (WireDirection.ToClient, CutAction.CutBefore),
        (WireDirection.ToClient, CutAction.CutAfter),
    ];

    /// <summary>Every message with all counts; otherwise every ninth, from the first.</summary>
    private static int Stride => FullRun.IsOn ? 1 : 9;

    /// <summary>Cuts at one message of the batch that applies a migration.</summary>
    /// <returns>Whether there was such a message.</returns>
    private static async Task<bool> CutAsync(
        PostgreSqlTestDatabase database,
        WireProxy proxy,
        WireDirection direction,
        CutAction action,
        int ordinal
    )
    {
        var where = $"cut_{direction}_{action}_{ordinal}".ToLowerInvariant();
        await database.ExecuteAsync($"create schema {where}");
        using var folder = new MigrationFolder()
            .Add("1_ledger.sql", "create table ledger (n integer);")
            .Add("2_step.sql", "insert into ledger values (1);");
        var batches = 0;
        var seen = 0;
        var isCut = false;
        var isOver = false;
        proxy.CutRule = message =>
        {
            // From the message that parses the second BEGIN to the end of what answers the batch.
            batches += message is { Direction: WireDirection.ToServer, Type: 'P' } && message.Contains("BEGIN") ? 1 : 0;
            var isPart = batches == 2 && !isOver;
            isOver |= isPart && message is { Direction: WireDirection.ToClient, Type: 'Z' };
            if (!isPart || message.Direction != direction || isCut || seen++ != ordinal)
            {
                return CutAction.Pass;
            }

            isCut = true;
            return action;
        };
        var cut = new ProxiedDatabase(database, proxy.Port) { Suffix = $";Search Path={where}" };
        var report = await GuardUnderTest.MigrateAsync(cut, guard => guard.AddMigrations(folder.Path));

        report.Applied.Count.ShouldBe(2, where);
        (await database.NumberAsync($"select count(*) from {where}.ledger")).ShouldBe(1, where);
        (await database.NumberAsync($"select count(*) from {where}.schemaguard_history where state = 'applied'")).ShouldBe(2, where);
        return isCut;
    }
}
