using System.Diagnostics;
using System.Globalization;
using SchemaGuard.Benchmarks.Peers;
using SchemaGuard.Benchmarks.Racing;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>Measures ten starts at once on an empty database, beside the peers: how many of them fail, and when the last one has ended.</summary>
internal sealed class TogetherBenchmark(BenchmarkServer server, Workspace workspace, int rounds, TextWriter output)
{
    private const int Starts = 10;
    private const int Migrations = 20;
    private const int MostRounds = 5;
    private const string Database = "together";

    public async Task RunAsync()
    {
        var count = Math.Min(rounds, MostRounds);
        await output.WriteLineAsync($"### {Starts} starts at once, {Migrations} migrations ({count} rounds)\n");
        var folder = workspace.PathOf("postgresql-together");
        ScriptFolder.WriteTables(folder, Migrations);
        var table = new MarkdownTable("contender", $"fail, of {Starts}", "median s until the last one has ended", "reason of the first");
        IReadOnlyList<Peer> contenders =
        [
            new("SchemaGuard", to => GuardedStartAsync(to, folder)),
            .. PostgreSqlPeers.CreateAll(folder, Migrations),
        ];
        foreach (var contender in contenders)
        {
            await AddAsync(table, contender, count);
        }

        await output.WriteLineAsync(table.ToString());
    }

    private async Task AddAsync(MarkdownTable table, Peer contender, int count)
    {
        var (failed, seconds, reason) = (new List<int>(), new List<double>(), "");
        await StartAsync(contender); // Warms up.
        for (var round = 0; round < count; round++)
        {
            var started = Stopwatch.GetTimestamp();
            var failures = await StartAsync(contender);
            seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            failed.Add(failures.Count);
            reason = reason.Length == 0 && failures is [var first, ..] ? first : reason;
        }

        var range = failed.Min() == failed.Max() ? $"{failed[0]}" : $"{failed.Min()} to {failed.Max()}";
        table.Add(contender.Name, range, Quantile.Median(seconds).ToString("0.0", CultureInfo.InvariantCulture), reason);
    }

    /// <summary>Starts ten on a new database, each on a thread and a pool of its own.</summary>
    /// <returns>What each that failed said, in one line.</returns>
    private async Task<IReadOnlyList<string>> StartAsync(Peer contender)
    {
        await server.RecreateAsync(Database);
        var to = server.ConnectionString(Database);
        var starts = Enumerable
            .Range(0, Starts)
            .Select(_ => Task.Factory.StartNew(() => StartOneAsync(contender, to), TaskCreationOptions.LongRunning).Unwrap());
        return [.. (await Task.WhenAll(starts)).OfType<string>()];
    }

    private static async Task<string?> StartOneAsync(Peer contender, string connectionString)
    {
        try
        {
            await NewPool.UseAsync(connectionString, contender.MigrateAsync);
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return exception.GetBaseException().Message.Split('\n')[0].Trim();
        }
    }

    /// <summary>Starts as one of several: whoever applies what, all have it in the end.</summary>
    private static async Task GuardedStartAsync(string connectionString, string folder)
    {
        await using var guarded = new GuardedDatabase(connectionString, folder);
        await guarded.JoinAsync(Migrations);
    }
}
