using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>The storms on a database with a server, which can be killed and started again, and with connections, which can be cut.</summary>
public abstract class ServerStormSpecification : StormSpecification
{
    /// <summary>Gets the storm of a normal run, in which everything happens at once, or those of a full run.</summary>
    public static TheoryData<Disturbances> Storms =>
        IsFull
            ?
            [
                Disturbances.Kills | Disturbances.Freezes,
                Disturbances.Crashes,
                Disturbances.Cuts,
                Disturbances.Crashes | Disturbances.Cuts,
                Disturbances.All,
            ]
            : [Disturbances.All];

    [Theory]
    [MemberData(nameof(Storms))]
    public Task Twenty_four_starts_that_are_killed_and_frozen_whose_server_crashes_and_whose_connections_are_cut_lose_nothing(
        Disturbances disturbances
    ) => StormAsync(disturbances);

    /// <summary>Gets whether a normal run cuts at each piece: not where another class does so with the same guard.</summary>
    protected virtual bool CutsAtEachPiece => true;

    [Fact]
    public async Task A_connection_that_is_cut_at_any_piece_of_a_look_is_made_again()
    {
        await using var site = await CreateSiteAsync(Disturbances.Cuts);
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(site.Database, guard => guard.AddMigrations(folder.Path));
        folder.AddLedger(2);

        var cuts = await CutAtEachPieceAsync(
            site,
            async _ =>
            {
                var report = await GuardUnderTest.CheckAsync(site.Reached, guard => guard.AddMigrations(folder.Path));
                report.Pending.Select(pending => pending.Name).ShouldBe(["0002_step"]);
            }
        );

        cuts.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_connection_that_is_cut_at_any_piece_of_a_migration_is_made_again_and_all_is_done_once()
    {
        await using var site = await CreateSiteAsync(Disturbances.Cuts);
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(site.Database, guard => guard.AddMigrations(folder.Path));

        var cuts = await CutAtEachPieceAsync(
            site,
            async turn =>
            {
                folder.AddLedger(turn + 1);
                var report = await GuardUnderTest.MigrateAsync(site.Reached, guard => guard.AddMigrations(folder.Path));
                (report.State, report.AppliedCount).ShouldBe((SchemaState.Healthy, turn + 2));
            }
        );

        cuts.ShouldBeGreaterThan(1);
        var rows = await site.Database.NumberAsync("select count(*) from ledger");
        (await site.Database.NumberAsync("select count(distinct number) from ledger")).ShouldBe(rows);
    }

    /// <summary>Cuts before, within and after each piece in turn: every one of them in a full run, every fourth in a normal run.</summary>
    /// <returns>The number of cuts.</returns>
    private async Task<int> CutAtEachPieceAsync(StormSite site, Func<int, Task> act)
    {
        Assert.SkipUnless(IsFull || CutsAtEachPiece, "Another class does the same with the same guard.");
        for (var turn = 1; ; turn++)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            var cut = site.CutAsync!(1 + ((turn - 1) * (IsFull ? 1 : 4)), turn % 3, over.Token);
            await act(turn);
            if (!cut.IsCompleted)
            {
                await over.CancelAsync();
                await cut.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return turn - 1;
            }
        }
    }
}
