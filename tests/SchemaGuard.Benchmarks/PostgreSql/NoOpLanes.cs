using SchemaGuard.Benchmarks.Peers;
using SchemaGuard.Benchmarks.Racing;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>Makes the contenders of a start with nothing to do.</summary>
/// <param name="ours">The database of the guard and of the hand-written start.</param>
/// <param name="folder">The folder of scripts.</param>
/// <param name="applied">How many there are.</param>
/// <param name="peers">Other tools, each with the connection string of a database that it has migrated.</param>
internal sealed class NoOpLanes(string ours, string folder, int applied, IReadOnlyList<(Peer Peer, string ConnectionString)> peers)
{
    private readonly HandWrittenStart _raw = new(folder, isBlind: false);
    private readonly HandWrittenStart _blind = new(folder, isBlind: true);

    /// <summary>Makes contenders that build everything anew: container, guard, pool and connection.</summary>
    public IReadOnlyList<Contender> OnNewPools() =>
        [
            new("raw", () => _raw.RunAsync(ours)),
            new("raw, blind", () => _blind.RunAsync(ours)),
            new("SchemaGuard", () => StartAnewAsync(new GuardedDatabase(ours, folder))),
            .. peers.Select(one => Slow(new(one.Peer.Name, () => NewPool.UseAsync(one.ConnectionString, one.Peer.MigrateAsync)))),
        ];

    /// <summary>Makes contenders that have started before in the same process.</summary>
    public WarmPools OnWarmPools()
    {
        var raw = HandWrittenStart.CreateSource(ours);
        var guarded = new GuardedDatabase(ours, folder);
        return new WarmPools(
            [
                new("raw", () => _raw.RunAsync(raw)),
                new("raw, blind", () => _blind.RunAsync(raw)),
                new("SchemaGuard", () => guarded.StartAsync(applied)),
                new("SchemaGuard, new container", () => StartAnewAsync(new GuardedDatabase(raw, folder))),
                .. peers.Where(HasPool).Select(one => Slow(one.Peer.At(one.ConnectionString))),
            ],
            [raw, guarded]
        );
    }

    /// <summary>Says whether a tool leaves its connections in the driver's pool; Weasel gets a pool of its own each time.</summary>
    private static bool HasPool((Peer Peer, string ConnectionString) one) => one.Peer.Name != WeaselModel.Name;

    /// <summary>A tool that takes many times as long needs few repeats for the clock.</summary>
    private static Contender Slow(Contender peer) => peer.Name == WeaselModel.Name ? peer with { MostRepeats = 2 } : peer;

    private async Task StartAnewAsync(GuardedDatabase guarded)
    {
        await using var owned = guarded;
        await guarded.StartAsync(applied);
    }
}
