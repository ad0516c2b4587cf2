using System.Globalization;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>
/// The specification of many processes that start at once on migrations, some of which run statement by statement: every process that was not killed
/// succeeds, nothing is lost, and nothing is done twice.
/// </summary>
[Collection(Alone.Name)]
public abstract class StormSpecification : ProviderSpecification
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Gets whether the storms have their full counts; otherwise a limited share of them.</summary>
    protected static bool IsFull => FullRun.IsOn;

    /// <summary>Gets whether the storms are part of a normal run.</summary>
    protected virtual bool IsUsual => true;

    /// <summary>Gets whether a storm with these disturbances is part of a normal run.</summary>
    protected virtual bool IsUsualWith(Disturbances disturbances) => IsUsual;

    /// <summary>Gets the number of migrations that the storm applies.</summary>
    protected virtual int Migrations => IsFull ? 60 : 12;

    /// <summary>
    /// Gets a script that runs statement by statement and lasts some seconds. In the middle of it, its row names a statement for which the catalog no
    /// longer shows, once the script has ended, whether it ran.
    /// </summary>
    protected abstract string SlowScript { get; }

    /// <summary>Gets a script that runs statement by statement, creates the table <c>step_n</c> and writes n into the ledger.</summary>
    protected abstract string JournaledScript(int number);

    [Fact]
    public async Task A_start_that_waited_while_a_migration_ran_statement_by_statement_judges_by_what_is_there_then()
    {
        await using var site = await CreateSiteAsync(Disturbances.None);
        var database = site.Database;
        using var folder = new MigrationFolder().AddLedger(1).Add("0002_slow.sql", SlowScript);
        await using var first = Start(site, folder);
        for (var waited = TimeProvider.System.GetTimestamp(); await PartialAsync(database) == 0; )
        {
            first.HasEnded.ShouldBeFalse(first.Output + first.Error);
            TimeProvider.System.GetElapsedTime(waited).ShouldBeLessThan(Patience);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        await using var second = Start(site, folder);

        (await first.ExitAsync()).ShouldBe(ExitCodes.Ok, first.Output + first.Error);
        (await second.ExitAsync()).ShouldBe(ExitCodes.Ok, second.Output + second.Error);
        (await database.NumberAsync("select count(*) from ledger where number = 2")).ShouldBe(1);
        (await database.NumberAsync("select count(*) from schemaguard_history where state = 'applied'")).ShouldBe(3);
    }

    [Fact]
    public Task Twenty_four_starts_at_once_all_end_well_and_each_migration_is_applied_once() => StormAsync(Disturbances.None);

    /// <summary>Runs a storm on a database, and counts by their effects the statements that were lost or done twice.</summary>
    protected async Task StormAsync(Disturbances disturbances, int seed = 20261130)
    {
        Assert.SkipUnless(IsFull || IsUsualWith(disturbances), "It is one of the storms of a full run.");
        await using var site = await CreateSiteAsync(disturbances);
        using var folder = CreateScripts();
        var storm = new Storm(site, () => Start(site, folder), disturbances, seed) { MostCrashes = IsFull ? 10 : 2 };

        await storm.PassAsync();

        (storm.Kills > 0).ShouldBe(disturbances.HasFlag(Disturbances.Kills));
        (storm.Freezes > 0).ShouldBe(disturbances.HasFlag(Disturbances.Freezes));
        (storm.Crashes > 0).ShouldBe(disturbances.HasFlag(Disturbances.Crashes));
        (storm.Cuts > 0).ShouldBe(disturbances.HasFlag(Disturbances.Cuts));
        await using var last = Start(site, folder);
        (await last.ExitAsync()).ShouldBe(ExitCodes.Ok, last.Output + last.Error);
        await AssertOnceAsync(site.Database);
    }

    /// <summary>Creates an empty database, and what is between it and the processes.</summary>
    protected virtual async Task<StormSite> CreateSiteAsync(Disturbances disturbances)
    {
        var database = await CreateDatabaseAsync();
        return new StormSite(database, database);
    }

    /// <summary>Starts a process that migrates.</summary>
    protected virtual TestProcess Start(StormSite site, MigrationFolder folder) =>
        TestProcess.StartVerb("migrate", site.Reached, folder, "--timeout", "120");

    /// <summary>Starts a process that migrates under a lease of some seconds.</summary>
    protected static TestProcess StartLeasing(StormSite site, MigrationFolder folder) =>
        TestProcess.StartApp(
            site.Reached,
            folder,
            ("SchemaGuard__ConnectTimeout", "00:02:00"),
            ("SchemaGuard__LockTimeout", "00:02:00"),
            ("Lock", "Lease"),
            ("LeaseDuration", "00:00:05"),
            ("StopWhenStarted", "true")
        );

    private MigrationFolder CreateScripts()
    {
        var folder = new MigrationFolder().AddLedger(Migrations);
        for (var number = 3; number <= Migrations; number += 3)
        {
            folder.Add(string.Create(CultureInfo.InvariantCulture, $"{number:0000}_step.sql"), JournaledScript(number));
        }

        return folder;
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
