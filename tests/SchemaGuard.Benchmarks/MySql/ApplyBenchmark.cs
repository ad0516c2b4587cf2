using System.Globalization;
using SchemaGuard.Benchmarks.Racing;
using SchemaGuard.Servers;

namespace SchemaGuard.Benchmarks.MySql;

/// <summary>Measures applying migrations of one table each to an empty database, beside a hand-written loop: where a commit waits for the disk, and where it does not.</summary>
internal sealed class ApplyBenchmark(MySqlInstallation installation, Workspace workspace, int rounds, int migrations, TextWriter output)
{
    /// <summary>A round in which each commit waits for the disk takes a minute.</summary>
    private const int MostDurableRounds = 3;
    private const string ByHand = "apply_by_hand";
    private const string ByGuard = "apply_by_guard";

    private readonly string _folder = workspace.PathOf("mysql-apply");

    public async Task RunAsync()
    {
        ScriptFolder.WriteTables(_folder, migrations);
        var work = new ApplyWork(installation, workspace, output);
        await RaceAsync("fast", rounds, BenchmarkServer.StartFastAsync);
        await work.RunAsync(isDurable: false);
        await work.RunAsync(isDurable: true);
        await RaceAsync("durable", Math.Min(rounds, MostDurableRounds), BenchmarkServer.StartDurableAsync);
    }

    private async Task RaceAsync(string settings, int times, Func<MySqlInstallation, Task<BenchmarkServer>> start)
    {
        await using var server = await start(installation);
        await output.WriteLineAsync(
            $"## {server.Title}, applying {migrations} migrations of one table each, {settings} ({times} rounds)\n"
        );
        var result = await new Race(times, repeats: 1, leastWarmUpRounds: 1).RunAsync(Contenders(server));
        var table = new MarkdownTable(
            "settings",
            "contender",
            "median ms",
            "µs per migration",
            "ratio",
            "ratio, middle half of the rounds",
            "KiB allocated"
        );
        foreach (var lane in result.Lanes)
        {
            table.Add(
                settings,
                lane.Name,
                Show(lane.MedianMicroseconds / 1000, "0"),
                Show(lane.MedianMicroseconds / migrations, "0"),
                Show(result.RatioQuantile(lane, 0.5), "0.00"),
                lane == result.Baseline
                    ? ""
                    : $"{Show(result.RatioQuantile(lane, 0.25), "0.00")} to {Show(result.RatioQuantile(lane, 0.75), "0.00")}",
                Show(lane.MedianBytes / 1024, "0")
            );
        }

        await output.WriteLineAsync(table.ToString());
    }

    private Contender[] Contenders(BenchmarkServer server) =>
        [
            new("hand-written", new HandWrittenApply(server.UnpooledConnectionString(ByHand), _folder).RunAsync)
            {
                PrepareAsync = () => server.RecreateAsync(ByHand),
            },
            new("SchemaGuard", () => GuardedDatabase.MigrateAsync(server.UnpooledConnectionString(ByGuard), _folder, migrations))
            {
                PrepareAsync = () => server.RecreateAsync(ByGuard),
            },
        ];

    private static string Show(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
