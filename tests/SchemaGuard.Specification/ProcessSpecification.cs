using System.Diagnostics;
using System.Globalization;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>The specification of real processes that start together, are killed or are terminated, for every database.</summary>
public abstract class ProcessSpecification : ProviderSpecification
{
    /// <summary>Gets the number of processes that start together.</summary>
    protected virtual int Together => 20;

    /// <summary>Gets the number of migrations in the crash test.</summary>
    protected virtual int Killed => 200;

    /// <summary>Gets the minimum number of kills in the crash test.</summary>
    protected virtual int Kills => FullRun.IsOn ? 500 : 25;

    [Fact]
    public async Task Processes_started_together_apply_each_migration_once_and_all_become_healthy()
    {
        using var folder = new MigrationFolder().AddLedger(30);
        await using var database = await CreateDatabaseAsync();
        var processes = Enumerable
            .Range(0, Together)
            .Select(_ => TestProcess.StartVerb("migrate", database, folder, "--format", "json"))
            .ToList();
        foreach (var process in processes)
        {
            (await process.ExitAsync()).ShouldBe(ExitCodes.Ok, process.Error);
            process.Output.ShouldContain("\"state\": \"healthy\"");
            await process.DisposeAsync();
        }

        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(30);
        (await database.NumberAsync("select count(distinct number) from ledger")).ShouldBe(30);
        (await database.NumberAsync("select count(*) from schemaguard_history")).ShouldBe(31);
    }

    [Fact]
    public async Task A_process_killed_at_any_moment_leaves_a_database_that_a_plain_start_completes()
    {
        using var folder = CreateScriptsToKill();
        var kills = 0;
        var places = new HashSet<long>();
        var random = new Random(20261120);
        while (kills < Kills)
        {
            await using var database = await CreateDatabaseAsync();
            var isDone = false;
            while (!isDone)
            {
                await using var process = TestProcess.StartVerb("migrate", database, folder);

                // A cold process takes long for its first migration: most kills come after it, some during it.
                await process.WaitForAsync(random.Next(4) == 0 ? "[1/" : "[2/");
                await Task.Delay(random.Next(0, 120), TestContext.Current.CancellationToken);
                var wasKilled = await process.KillAsync();
                kills += wasKilled ? 1 : 0;
                isDone = !wasKilled;
                places.Add(await ProgressAsync(database));
            }

            await AssertCompleteAsync(database, folder);
        }

        kills.ShouldBeGreaterThanOrEqualTo(Kills);

        // They hit the work, and not the same place of it again and again.
        places.Count.ShouldBeGreaterThan(Kills / 5);
    }

    [Fact]
    public async Task A_process_told_to_terminate_stops_between_statements_and_the_next_start_goes_on()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = CreateScriptsToKill();
        await using var app = TestProcess.StartApp(
            database,
            folder,
            ("Logging__LogLevel__SchemaGuard", "Debug"),
            ("StopWhenStarted", "true")
        );

        var started = Stopwatch.StartNew();
        await app.WaitForAsync("applied 0005_step");
        started.Stop();
        await app.TerminateAsync();
        var terminated = Stopwatch.StartNew();
        var exitCode = await app.ExitAsync();

        exitCode.ShouldBe(ExitCodes.Cancelled, app.Output + app.Error);

        // A second; if a hundred other processes use the machine, no longer than the start took.
        var limit = TimeSpan.FromTicks(Math.Max(TimeSpan.TicksPerSecond, started.Elapsed.Ticks));
        terminated.Elapsed.ShouldBeLessThan(limit);
        app.Error.ShouldContain("SchemaGuard stopped");
        app.Output.ShouldNotContain("LISTENING");
        await AssertCompleteAsync(database, folder);
    }

    [Fact]
    public async Task A_statement_that_does_not_end_is_stopped_by_terminate_and_rolled_back()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .AddLedger(1)
            .Add("0002_endless.sql", "create table late (id integer);\n" + EndlessStatement);
        await using var app = TestProcess.StartVerb("migrate", database, folder);

        await app.WaitForAsync("0002_endless");
        await Task.Delay(100, TestContext.Current.CancellationToken);
        await app.TerminateAsync();

        (await app.ExitAsync()).ShouldBe(ExitCodes.Cancelled, app.Error);
        (await database.HasTableAsync("late")).ShouldBe(!database.RollsBackDefinitions);
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(1);
    }

    /// <summary>Gets a statement that does not end by itself within minutes.</summary>
    protected abstract string EndlessStatement { get; }

    /// <summary>Adds what the product runs outside transactions, so that processes are killed while they write the journal, too.</summary>
    protected virtual void AddNonTransactional(MigrationFolder folder, int number) =>
        folder.Add(
            $"{number:0000}_step.sql",
            $"-- schemaguard: transaction=none\ncreate table step_{number} (id integer primary key);\ninsert into ledger (number) values ({number});\n"
        );

    private MigrationFolder CreateScriptsToKill()
    {
        var folder = new MigrationFolder().AddLedger(Killed);
        for (var number = 10; number <= Killed; number += 10)
        {
            AddNonTransactional(folder, number);
        }

        return folder;
    }

    private static async Task<long> ProgressAsync(TestDatabase database) =>
        await database.HasTableAsync("schemaguard_history")
            ? await database.NumberAsync("select count(*) * 10 + coalesce(sum(statements_done), 0) from schemaguard_history")
            : 0;

    private async Task AssertCompleteAsync(TestDatabase database, MigrationFolder folder)
    {
        await using var completing = TestProcess.StartVerb("migrate", database, folder);
        (await completing.ExitAsync()).ShouldBe(ExitCodes.Ok, completing.Output + completing.Error);
        var expected = string.Create(CultureInfo.InvariantCulture, $"{Killed} {Killed} {Killed + 1} {Killed + 1}");
        var actual = string.Join(
            ' ',
            await database.NumberAsync("select count(*) from ledger"),
            await database.NumberAsync("select count(distinct number) from ledger"),
            await database.NumberAsync("select count(*) from schemaguard_history where state = 'applied'"),
            await database.NumberAsync("select max(sequence) from schemaguard_history")
        );
        actual.ShouldBe(expected);
        await using var check = TestProcess.StartVerb("check", database, folder);
        (await check.ExitAsync()).ShouldBe(ExitCodes.Ok, check.Output);
        check.Output.ShouldNotContain(FindingCodes.BrokenChain);
    }
}
