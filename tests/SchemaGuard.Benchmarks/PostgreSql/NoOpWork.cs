using System.Globalization;
using SchemaGuard.Benchmarks.Racing;
using SchemaGuard.Servers;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>
/// Counts what a start with nothing to do sends, receives and makes the server read, with few and with many applied migrations. What the
/// connection and its empty caches cost is left out: it is the difference of a session of many starts and one of a single start.
/// </summary>
internal sealed class NoOpWork(BenchmarkServer server, Workspace workspace)
{
    private const int Starts = 200;
    private static readonly int[] Sizes = [10, 10_000];

    private sealed record Work(long ToServer, long ToClient, long Blocks, long Rows)
    {
        public static Work operator -(Work left, Work right) =>
            new(left.ToServer - right.ToServer, left.ToClient - right.ToClient, left.Blocks - right.Blocks, left.Rows - right.Rows);
    }

    public async Task<MarkdownTable> RunAsync()
    {
        var table = new MarkdownTable("applied", "contender", "bytes to the server", "bytes to the client", "blocks read", "rows read");
        foreach (var applied in Sizes)
        {
            var folder = workspace.PathOf($"postgresql-work-{applied}");
            ScriptFolder.WriteNothing(folder, applied);
            var database = $"work_{applied}";
            await server.RecreateAsync(database);
            await GuardedDatabase.MigrateAsync(server.ConnectionString(database), folder, applied);
            await using var proxy = server.StartProxy();
            var through = server.ConnectionString(database, proxy.Port);
            var raw = new HandWrittenStart(folder, isBlind: false);
            Add(table, applied, "raw", await MeasureAsync(database, proxy, times => RawAsync(raw, through, times)));
            Add(table, applied, "SchemaGuard", await MeasureAsync(database, proxy, times => GuardedAsync(through, folder, applied, times)));
        }

        return table;
    }

    private static async Task RawAsync(HandWrittenStart raw, string connectionString, int times)
    {
        await using var source = HandWrittenStart.CreateSource(connectionString);
        for (var i = 0; i < times; i++)
        {
            await raw.RunAsync(source);
        }
    }

    private static async Task GuardedAsync(string connectionString, string folder, int applied, int times)
    {
        await using var guarded = new GuardedDatabase(connectionString, folder);
        for (var i = 0; i < times; i++)
        {
            await guarded.StartAsync(applied);
        }
    }

    private async Task<Work> MeasureAsync(string database, WireProxy proxy, Func<int, Task> start)
    {
        await start(1);
        var before = await ReadAsync(database, proxy);
        await start(1);
        var one = await ReadAsync(database, proxy);
        await start(Starts + 1);
        var many = await ReadAsync(database, proxy);
        return many - one - (one - before);
    }

    /// <summary>Reads the counters once every session has ended: only then has it added its own to them.</summary>
    private async Task<Work> ReadAsync(string database, WireProxy proxy)
    {
        while (await server.ReadAsync<long>($"SELECT count(*) FROM pg_stat_activity WHERE datname = '{database}'") > 0)
        {
            await Task.Delay(20);
        }

        var query = $"SELECT ARRAY[blks_hit + blks_read, tup_returned + tup_fetched] FROM pg_stat_database WHERE datname = '{database}'";
        var counters = await server.ReadAsync<long[]>(query);
        return new Work(proxy.BytesToServer, proxy.BytesToClient, counters[0], counters[1]);
    }

    private static void Add(MarkdownTable table, int applied, string contender, Work work) =>
        table.Add($"{applied}", contender, Each(work.ToServer), Each(work.ToClient), Each(work.Blocks), Each(work.Rows));

    private static string Each(long total) => (total / (double)Starts).ToString("0.0", CultureInfo.InvariantCulture);
}
