using System.Diagnostics;
using System.Globalization;
using SchemaGuard.Benchmarks.Racing;
using SchemaGuard.Servers;

namespace SchemaGuard.Benchmarks.MySql;

/// <summary>Counts what applying asks of the server for each migration, with the server's time.</summary>
internal sealed class ApplyWork(MySqlInstallation installation, Workspace workspace, TextWriter output)
{
    private const int Migrations = 200;
    private const int LongestText = 110;
    private const string Database = "apply_work";

    /// <summary>Counts on a server that counts, where nothing is synced or each commit waits for the disk.</summary>
    public async Task RunAsync(bool isDurable)
    {
        var settings = isDurable ? "durable" : "fast";
        var folder = workspace.PathOf("mysql-apply-work");
        ScriptFolder.WriteTables(folder, Migrations);
        await using var server = await BenchmarkServer.StartCountingAsync(installation, isDurable);
        var to = server.UnpooledConnectionString(Database);
        await RunAsync(server, $"hand-written, {settings}", new HandWrittenApply(to, folder).RunAsync);
        await RunAsync(server, $"SchemaGuard, {settings}", () => GuardedDatabase.MigrateAsync(to, folder, Migrations));
    }

    private async Task RunAsync(BenchmarkServer server, string contender, Func<Task> apply)
    {
        await server.RecreateAsync(Database);
        await apply();
        await server.RecreateAsync(Database);
        var elapsed = TimeSpan.Zero;
        var counts = await StatementCounts.CountAsync(
            server,
            Database,
            async () =>
            {
                var started = Stopwatch.GetTimestamp();
                await apply();
                elapsed = Stopwatch.GetElapsedTime(started);
            }
        );
        var table = new MarkdownTable("per migration", "µs of the server, per migration", "statement");
        foreach (var kind in counts.Kinds.Where(IsShown))
        {
            table.Add(Each(kind.Count, "0.00"), Each(kind.Microseconds, "0"), Cut(kind.Text));
        }

        var others = counts.Kinds.Where(kind => !IsShown(kind)).ToList();
        table.Add(Each(others.Sum(kind => kind.Count), "0.00"), Each(others.Sum(kind => kind.Microseconds), "0"), "others");
        table.Add(
            Each(counts.Kinds.Sum(kind => kind.Count), "0.00"),
            Each(counts.Kinds.Sum(kind => kind.Microseconds), "0"),
            $"all, of {Each(elapsed.TotalMicroseconds, "0")} µs"
        );
        await output.WriteLineAsync($"{server.Title}, {contender}, {Migrations} migrations:\n\n{table}");
        var counters = counts.CountersOfServer.Select(counter => $"{counter.Key} {Each(counter.Value, "0.00")}");
        await output.WriteLineAsync($"Per migration: {string.Join(", ", counters)}.\n");
    }

    /// <summary>What is asked once is shown where it takes long.</summary>
    private static bool IsShown(StatementCounts.Kind kind) => kind.Count >= Migrations / 2 || kind.Microseconds >= Migrations * 20;

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText] + "…";

    private static string Each(double total, string format) => (total / Migrations).ToString(format, CultureInfo.InvariantCulture);
}
