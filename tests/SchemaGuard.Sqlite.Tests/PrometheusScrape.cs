using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using OpenTelemetry.Metrics;
using SchemaGuard.Monitoring;
using SchemaGuard.Specification.Infrastructure;
using SchemaGuard.Startup;

namespace SchemaGuard.Sqlite.Tests;

/// <summary>
/// What OpenTelemetry's Prometheus exporter serves after guards have done everything that is measured: each name with its labels, and the type.
/// </summary>
internal sealed partial class PrometheusScrape
{
    private readonly Dictionary<string, HashSet<string>> _labels = new(StringComparer.Ordinal);

    private PrometheusScrape(IEnumerable<string> texts)
    {
        foreach (var match in texts.SelectMany(text => Sample().Matches(text)))
        {
            var labels = _labels.TryGetValue(match.Groups["name"].Value, out var known) ? known : _labels[match.Groups["name"].Value] = [];
            labels.UnionWith(match.Groups["label"].Captures.Select(capture => capture.Value));
        }
    }

    /// <summary>Gets the names of all series of SchemaGuard.</summary>
    public IEnumerable<string> Names => _labels.Keys.Where(name => name.StartsWith("schemaguard_", StringComparison.Ordinal));

    /// <summary>Returns the labels of a series; <see langword="null"/> if there is no such series.</summary>
    public IReadOnlySet<string>? LabelsOf(string name) => _labels.GetValueOrDefault(name);

    /// <summary>Lets guards start, migrate, fail and look, and scrapes meanwhile and afterwards.</summary>
    public static async Task<PrometheusScrape> TakeAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder
            .Services.AddOpenTelemetry()
            .WithMetrics(metrics =>
                metrics.AddMeter("SchemaGuard").AddPrometheusExporter(options => options.ScrapeResponseCacheDurationMilliseconds = 0)
            );
        await using var app = builder.Build();
        app.MapPrometheusScrapingEndpoint();
        await app.StartAsync(cancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var texts = new List<string>();

        async Task ScrapeAsync() => texts.Add(await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancellationToken));

        await using var database = new SqliteTestDatabase();
        await using var works = new GuardUnderTest(database, guard => guard.AddMigration("1_scrape", (_, _) => ScrapeAsync()));
        await works.Guard.MigrateAsync(cancellationToken: cancellationToken);
        var guard = (DatabaseGuard)works.Guard;
        await new GuardMonitor(guard, guard.Services).LookAsync(cancellationToken);
        await using var other = new SqliteTestDatabase();
        await using var fails = new GuardUnderTest(
            other,
            broken => broken.AddMigration("1_fail", (_, _) => throw new InvalidOperationException("It fails."))
        );
        try
        {
            await fails.Guard.MigrateAsync(cancellationToken: cancellationToken);
        }
        catch (MigrationFailedException)
        {
            // That is what is to be counted.
        }

        await ScrapeAsync();
        await app.StopAsync(cancellationToken);
        return new PrometheusScrape(texts);
    }

    [GeneratedRegex(
        """^(?<name>[a-z_]+)(?:\{(?:(?<label>[a-z_]+)="(?:[^"\\]|\\.)*",?)*\})? [-+0-9.eINa]+""",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Sample();
}
