using System.Diagnostics;
using System.Globalization;
using SchemaGuard.Benchmarks.PostgreSql.Hosts;
using SchemaGuard.Benchmarks.Racing;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>Measures how long many processes take that start at once on an empty database, beside what one of them and the machine need.</summary>
internal sealed class ReplicasBenchmark(BenchmarkServer server, Workspace workspace, int rounds, TextWriter output)
{
    private const int Replicas = 100;
    private const int Migrations = 20;
    private const int MostRounds = 3;
    private const string Database = "replicas";

    private readonly string _folder = workspace.PathOf("postgresql-replicas");

    public async Task RunAsync()
    {
        var count = Math.Min(rounds, MostRounds);
        await output.WriteLineAsync($"## PostgreSQL, {Replicas} processes at once, {Migrations} migrations ({count} rounds)\n");
        ScriptFolder.WriteTables(_folder, Migrations);
        var (all, one, none) = (new List<double>(), new List<double>(), new List<double>());
        await server.RecreateAsync(Database);
        await StartAsync(1); // Brings the files into the operating system's cache.
        for (var round = 0; round < count; round++)
        {
            await server.RecreateAsync(Database);
            one.Add(await StartAsync(1));
            none.Add(await StartAsync(Replicas));
            await server.RecreateAsync(Database);
            all.Add(await StartAsync(Replicas));
            await CheckAsync();
        }

        await output.WriteLineAsync(Table(all, one, none).ToString());
        await new TogetherBenchmark(server, workspace, rounds, output).RunAsync();
    }

    /// <summary>Starts processes at once.</summary>
    /// <returns>The seconds from before the first one was started until the last one was ready.</returns>
    private async Task<double> StartAsync(int count)
    {
        var connectionString = server.ConnectionString(Database);
        var started = Stopwatch.GetTimestamp();
        var ready = await Task.WhenAll(
            Enumerable.Range(0, count).Select(_ => HostProcess.RunAsync(ConsoleHost.Guarded, connectionString, _folder))
        );
        return Stopwatch.GetElapsedTime(started, ready.Max()).TotalSeconds;
    }

    private async Task CheckAsync()
    {
        await using var guarded = new GuardedDatabase(server.ConnectionString(Database), _folder);
        await guarded.StartAsync(Migrations);
    }

    private static MarkdownTable Table(List<double> all, List<double> one, List<double> none)
    {
        var table = new MarkdownTable("from the first start to the last that is ready", "median s");
        table.Add($"one process, {Migrations} migrations to apply", Show(Quantile.Median(one)));
        table.Add($"{Replicas} processes, nothing to do", Show(Quantile.Median(none)));
        table.Add($"{Replicas} processes, {Migrations} migrations to apply", Show(Quantile.Median(all)));
        var ratios = all.Select((time, round) => time / (one[round] + none[round])).ToList();
        table.Add("ratio to the sum of the other two", Show(Quantile.Median(all) / (Quantile.Median(one) + Quantile.Median(none))));
        table.Add("ratio, least and greatest of the rounds", $"{Show(ratios.Min())} to {Show(ratios.Max())}");
        return table;
    }

    private static string Show(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
