using System.Globalization;
using System.Text.RegularExpressions;

namespace SchemaGuard.Benchmarks.MySql;

/// <summary>Says what a server was asked while it did some work: each kind of statement with its number and the server's time.</summary>
internal sealed partial class StatementCounts
{
    private const double PicosecondsPerMicrosecond = 1_000_000;

    private static readonly string[] Counters =
    [
        "Innodb_os_log_fsyncs",
        "Innodb_os_log_written",
        "Innodb_log_writes",
        "Innodb_data_fsyncs",
        "Handler_commit",
        "Com_begin",
        "Com_commit",
    ];

    private StatementCounts(IReadOnlyList<Kind> kinds, IReadOnlyDictionary<string, double> counters) =>
        (Kinds, CountersOfServer) = (kinds, counters);

    /// <summary>Is one kind of statement: names and values of migrations are left out of its text.</summary>
    internal sealed record Kind(string Text, double Count, double Microseconds);

    /// <summary>Gets the kinds, those of which most were asked first.</summary>
    public IReadOnlyList<Kind> Kinds { get; }

    public IReadOnlyDictionary<string, double> CountersOfServer { get; }

    /// <summary>Counts what a server, which must have been started to count, is asked in a database.</summary>
    public static async Task<StatementCounts> CountAsync(BenchmarkServer server, string database, Func<Task> work)
    {
        await server.ExecuteAsync("TRUNCATE TABLE performance_schema.events_statements_summary_by_digest");
        var before = await ReadCountersAsync(server);
        await work();
        var after = await ReadCountersAsync(server);
        var rows = await server.ReadAsync(
            "SELECT DIGEST_TEXT, COUNT_STAR, SUM_TIMER_WAIT FROM performance_schema.events_statements_summary_by_digest "
                + $"WHERE SCHEMA_NAME = '{database}'"
        );
        var kinds = rows.Select(row => new Kind(
                Numbers().Replace(Convert.ToString(row[0], CultureInfo.InvariantCulture)!, "#"),
                Number(row[1]),
                Number(row[2]) / PicosecondsPerMicrosecond
            ))
            .GroupBy(kind => kind.Text, StringComparer.Ordinal)
            .Select(same => new Kind(same.Key, same.Sum(kind => kind.Count), same.Sum(kind => kind.Microseconds)))
            .OrderByDescending(kind => kind.Count)
            .ThenByDescending(kind => kind.Microseconds);
        return new StatementCounts(
            [.. kinds],
            after.ToDictionary(pair => pair.Key, pair => pair.Value - before[pair.Key], StringComparer.Ordinal)
        );
    }

    private static async Task<Dictionary<string, double>> ReadCountersAsync(BenchmarkServer server)
    {
        var names = string.Join(", ", Counters.Select(name => $"'{name}'"));
        var rows = await server.ReadAsync($"SHOW GLOBAL STATUS WHERE Variable_name IN ({names})");
        return rows.ToDictionary(row => (string)row[0], row => Number(row[1]), StringComparer.Ordinal);
    }

    private static double Number(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    [GeneratedRegex("[0-9]{2,}", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Numbers();
}
