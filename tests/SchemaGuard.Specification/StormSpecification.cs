using System.Globalization;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>
/// Says what must hold when many processes start at once on migrations of which some run statement by statement: whoever was not killed ends
/// well, nothing is lost, and nothing is done twice.
/// </summary>
public abstract class StormSpecification : ProviderSpecification
{
    private const int Starts = 24;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static bool IsFull => Environment.GetEnvironmentVariable("SCHEMAGUARD_TEST_FULL") == "1";

    /// <summary>Gets how many migrations the storm applies.</summary>
    protected virtual int Migrations => IsFull ? 60 : 12;

    /// <summary>Gets what the command line is told besides.</summary>
    protected virtual IReadOnlyList<string> Options => [];

    /// <summary>Gets where the processes connect, which may be a pooler before the database.</summary>
    protected virtual string ConnectionStringOf(TestDatabase database) => database.ConnectionString;

    /// <summary>
    /// Gets a script that runs statement by statement and lasts some seconds, in the middle of which its row names a statement of which the
    /// catalog does not tell any more, once the script has ended, whether it had run.
    /// </summary>
    protected abstract string SlowScript { get; }

    /// <summary>Gets a script that runs statement by statement, makes the table <c>step_n</c> and writes n into the ledger.</summary>
    protected abstract string JournaledScript(int number);

    [Fact]
    public async Task A_start_that_waited_while_a_migration_ran_statement_by_statement_judges_by_what_is_there_then()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1).Add("0002_slow.sql", SlowScript);
        await using var first = Start(database, folder);
        for (var waited = TimeProvider.System.GetTimestamp(); await PartialAsync(database) == 0; )
        {
            first.HasEnded.ShouldBeFalse(first.Output + first.Error);
            TimeProvider.System.GetElapsedTime(waited).ShouldBeLessThan(Patience);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        await using var second = Start(database, folder);

        (await first.ExitAsync()).ShouldBe(ExitCodes.Ok, first.Output + first.Error);
        (await second.ExitAsync()).ShouldBe(ExitCodes.Ok, second.Output + second.Error);
        (await database.NumberAsync("select count(*) from ledger where number = 2")).ShouldBe(1);
        (await database.NumberAsync("select count(*) from schemaguard_history where state = 'applied'")).ShouldBe(3);
    }

    [Fact]
    public async Task Twenty_four_starts_at_once_all_end_well_and_each_migration_is_applied_once()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = CreateScripts();
        var processes = Enumerable.Range(0, Starts).Select(_ => Start(database, folder)).ToList();
        foreach (var process in processes)
        {
            (await process.ExitAsync()).ShouldBe(ExitCodes.Ok, process.Output + process.Error);
            await process.DisposeAsync();
        }

        await AssertOnceAsync(database);
    }

    [Fact]
    public async Task Twenty_four_starts_of_which_some_are_killed_and_some_frozen_lose_nothing_and_nobody_else_fails()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = CreateScripts();
        var random = new Random(20261130);
        var processes = new List<(TestProcess Process, Task<bool> Fate)>();
        for (var number = 0; number < Starts; number++)
        {
            var process = Start(database, folder);
            var pause = random.Next(200, 2000);
            processes.Add(
                (
                    process,
                    (number % 4) switch
                    {
                        1 => KillAsync(process, pause),
                        3 => FreezeAsync(process, pause, random.Next(200, 1500)),
                        _ => Task.FromResult(false),
                    }
                )
            );
            await Task.Delay(random.Next(0, 150), TestContext.Current.CancellationToken);
        }

        var kills = 0;
        foreach (var (process, fate) in processes)
        {
            var wasKilled = await fate;
            kills += wasKilled ? 1 : 0;
            var exitCode = await process.ExitAsync();
            (wasKilled ? ExitCodes.Ok : exitCode).ShouldBe(ExitCodes.Ok, process.Output + process.Error);
            await process.DisposeAsync();
        }

        kills.ShouldBeGreaterThan(0);
        await using var last = Start(database, folder);
        (await last.ExitAsync()).ShouldBe(ExitCodes.Ok, last.Output + last.Error);
        await AssertOnceAsync(database);
    }

    private MigrationFolder CreateScripts()
    {
        var folder = new MigrationFolder().AddLedger(Migrations);
        for (var number = 3; number <= Migrations; number += 3)
        {
            folder.Add(string.Create(CultureInfo.InvariantCulture, $"{number:0000}_step.sql"), JournaledScript(number));
        }

        return folder;
    }

    private TestProcess Start(TestDatabase database, MigrationFolder folder) =>
        TestProcess.StartCli([
            "migrate",
            "--provider",
            database.Provider,
            "--connection",
            ConnectionStringOf(database),
            "--migrations",
            folder.Path,
            "--timeout",
            "120",
            .. Options,
        ]);

    /// <returns>Whether it was still running.</returns>
    private static async Task<bool> KillAsync(TestProcess process, int pause)
    {
        await Task.Delay(pause, TestContext.Current.CancellationToken);
        return !process.HasEnded && await process.KillAsync();
    }

    private static async Task<bool> FreezeAsync(TestProcess process, int pause, int length)
    {
        await Task.Delay(pause, TestContext.Current.CancellationToken);
        if (!process.HasEnded)
        {
            await process.SignalAsync("STOP");
            await Task.Delay(length, TestContext.Current.CancellationToken);
            await process.SignalAsync("CONT");
        }

        return false;
    }

    private static async Task<long> PartialAsync(TestDatabase database) =>
        await database.HasTableAsync("schemaguard_history")
            ? await database.NumberAsync("select count(*) from schemaguard_history where state = 'partial'")
            : 0;

    private async Task AssertOnceAsync(TestDatabase database)
    {
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(Migrations);
        (await database.NumberAsync("select count(distinct number) from ledger")).ShouldBe(Migrations);
        (await database.NumberAsync("select count(*) from schemaguard_history where state = 'applied'")).ShouldBe(Migrations + 1);
        (await database.NumberAsync("select max(sequence) from schemaguard_history")).ShouldBe(Migrations + 1);
        for (var number = 1; number <= Migrations; number++)
        {
            (await database.HasTableAsync(string.Create(CultureInfo.InvariantCulture, $"step_{number}"))).ShouldBeTrue();
        }
    }
}
