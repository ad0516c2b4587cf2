using System.Globalization;
using SchemaGuard.Benchmarks.Racing;
using SchemaGuard.MySql;
using SchemaGuard.Servers;

namespace SchemaGuard.Benchmarks.MySql;

/// <summary>Measures a start that has nothing to do, beside the least that a hand-written start must do.</summary>
internal sealed class NoOpBenchmark(MySqlInstallation installation, Workspace workspace, int rounds, TextWriter output)
{
    private static readonly int[] Sizes = [10, 100, 1_000];

    private readonly MarkdownTable _times = new(
        "applied",
        "pool",
        "contender",
        "median ms",
        "ratio",
        "ratio, middle half of the rounds",
        "KiB allocated"
    );

    public async Task RunAsync()
    {
        await using (var server = await BenchmarkServer.StartFastAsync(installation))
        {
            await output.WriteLineAsync($"## {server.Title}, start with nothing to do ({rounds} rounds)\n");
            foreach (var applied in Sizes)
            {
                await RunAsync(server, applied);
            }
        }

        await output.WriteLineAsync(_times.ToString());
        await CountAsync();
    }

    private async Task RunAsync(BenchmarkServer server, int applied)
    {
        var folder = workspace.PathOf($"mysql-noop-{applied}");
        ScriptFolder.WriteTables(folder, applied);
        var database = $"noop_{applied}";
        await server.RecreateAsync(database);
        var (unpooled, pooled) = (server.UnpooledConnectionString(database), server.ConnectionString(database));
        await GuardedDatabase.MigrateAsync(unpooled, folder, applied);
        Add(
            applied,
            "new",
            await new Race(rounds, Repeats(applied)).RunAsync(Contenders(folder, unpooled, () => StartAnewAsync(unpooled, folder, applied)))
        );
        await using var guarded = new GuardedDatabase(pooled, folder);
        Add(
            applied,
            "warm",
            await new Race(rounds, Repeats(applied)).RunAsync(Contenders(folder, pooled, () => guarded.StartAsync(applied)))
        );
    }

    private static Contender[] Contenders(string folder, string connectionString, Func<Task> start)
    {
        var raw = new HandWrittenStart(folder, connectionString, isBlind: false);
        var blind = new HandWrittenStart(folder, connectionString, isBlind: true);
        return
        [
            new("raw", raw.RunAsync),
            new("raw, blind", blind.RunAsync),
            new("drift token alone", raw.ReadTokenAsync),
            new("SchemaGuard", start),
        ];
    }

    private static async Task StartAnewAsync(string connectionString, string folder, int applied)
    {
        await using var guarded = new GuardedDatabase(connectionString, folder);
        await guarded.StartAsync(applied);
    }

    /// <summary>A sample is long enough for the clock and for the machine's other work to fall on everybody.</summary>
    private static int Repeats(int applied) => applied >= 1_000 ? 2 : 10;

    private void Add(int applied, string pool, RaceResult result)
    {
        foreach (var lane in result.Lanes)
        {
            _times.Add(
                $"{applied}",
                pool,
                lane.Name,
                Show(lane.MedianMicroseconds / 1000, "0.00"),
                Show(result.RatioQuantile(lane, 0.5), "0.00"),
                lane == result.Baseline
                    ? ""
                    : $"{Show(result.RatioQuantile(lane, 0.25), "0.00")} to {Show(result.RatioQuantile(lane, 0.75), "0.00")}",
                Show(lane.MedianBytes / 1024, "0")
            );
        }
    }

    /// <summary>Counts the statements of a start on a warm pool: what connecting asks, which the driver decides, is not among them.</summary>
    private async Task CountAsync()
    {
        const int Starts = 10;
        const string Database = "noop_work";
        await using var server = await BenchmarkServer.StartCountingAsync(installation, isDurable: false);
        await server.RecreateAsync(Database);
        var folder = workspace.PathOf($"mysql-noop-{Sizes[0]}");
        var pooled = server.ConnectionString(Database);
        await using var guarded = new GuardedDatabase(pooled, folder);
        await guarded.ApplyAsync(Sizes[0]);

        // A server that was just started proves nothing yet; the start after it leaves the witness that the later ones find.
        await Task.Delay(TimeSpan.FromSeconds(ServerWitness.Settled + 1));
        await guarded.StartAsync(Sizes[0]);
        var counts = await StatementCounts.CountAsync(
            server,
            Database,
            async () =>
            {
                for (var i = 0; i < Starts; i++)
                {
                    await guarded.StartAsync(Sizes[0]);
                }
            }
        );
        var statements = counts.Kinds.Sum(kind => kind.Count) / Starts;
        await output.WriteLineAsync($"Statements of one start on a warm pool: {Show(statements, "0.0")}.\n");
    }

    private static string Show(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
