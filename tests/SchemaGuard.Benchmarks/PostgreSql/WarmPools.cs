using SchemaGuard.Benchmarks.Racing;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>Holds contenders together with the pools that they use.</summary>
internal sealed class WarmPools(IReadOnlyList<Contender> contenders, IReadOnlyList<IAsyncDisposable> pools) : IAsyncDisposable
{
    public IReadOnlyList<Contender> Contenders => contenders;

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in pools)
        {
            await pool.DisposeAsync();
        }
    }
}
