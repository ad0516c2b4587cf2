using SchemaGuard.Benchmarks.PostgreSql.Peers;
using SchemaGuard.Benchmarks.Racing;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>Makes the contenders of a start with nothing to do.</summary>
internal sealed class NoOpLanes(string ours, string peers, string folder, int applied, EntityFramework peer)
{
    private readonly HandWrittenStart _raw = new(folder, isBlind: false);
    private readonly HandWrittenStart _blind = new(folder, isBlind: true);

    /// <summary>Makes contenders that build everything anew: container, guard, pool and connection.</summary>
    public IReadOnlyList<Contender> OnNewPools() =>
        [
            new("raw", () => _raw.RunAsync(ours)),
            new("raw, blind", () => _blind.RunAsync(ours)),
            new("SchemaGuard", StartAnewAsync),
            new("EF Core", () => peer.MigrateAsync(peers)),
        ];

    /// <summary>Makes contenders that have started before in the same process.</summary>
    public WarmPools OnWarmPools()
    {
        var raw = HandWrittenStart.CreateSource(ours);
        var peerSource = Npgsql.NpgsqlDataSource.Create(peers);
        var guarded = new GuardedDatabase(ours, folder);
        return new WarmPools(
            [
                new("raw", () => _raw.RunAsync(raw)),
                new("raw, blind", () => _blind.RunAsync(raw)),
                new("SchemaGuard", () => guarded.StartAsync(applied)),
                new("EF Core", () => peer.MigrateAsync(peerSource)),
            ],
            [raw, peerSource, guarded]
        );
    }

    private async Task StartAnewAsync()
    {
        await using var guarded = new GuardedDatabase(ours, folder);
        await guarded.StartAsync(applied);
    }
}
