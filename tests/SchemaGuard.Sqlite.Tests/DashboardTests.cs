using System.Text.Json;
using System.Text.RegularExpressions;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Sqlite.Tests;

/// <summary>The Grafana dashboard, against what Prometheus scrapes.</summary>
public sealed partial class DashboardTests
{
    /// <summary>The labels that Prometheus adds to whatever it scrapes.</summary>
    private static readonly string[] LabelsOfScrape = ["instance", "job"];

    [Fact]
    public async Task Every_query_names_series_and_labels_that_are_served()
    {
        using var dashboard = Read();
        var scrape = await PrometheusScrape.TakeAsync(TestContext.Current.CancellationToken);
        var queries = Queries(dashboard.RootElement).ToList();

        queries.Count.ShouldBeGreaterThan(20);
        queries.SelectMany(query => Problems(query, scrape)).ShouldBeEmpty();
        Legends(dashboard.RootElement).SelectMany(legend => legend.Problems(scrape)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_instrument_of_the_page_is_served_and_shown()
    {
        using var dashboard = Read();
        var scrape = await PrometheusScrape.TakeAsync(TestContext.Current.CancellationToken);
        var instruments = File.ReadLines(Path.Combine(Programs.Repository, "src/SchemaGuard/docs/events.md"))
            .Select(line => Instrument().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups["name"].Value.Replace('.', '_'))
            .ToList();
        var shown = Queries(dashboard.RootElement).SelectMany(query => query.Selected).Select(selected => selected.Name).ToList();

        instruments.Count.ShouldBe(13);
        instruments.Where(name => !scrape.Names.Any(served => IsOf(served, name))).ShouldBeEmpty();
        instruments.Where(name => !shown.Exists(served => IsOf(served, name))).ShouldBeEmpty();
        scrape.Names.Where(served => !instruments.Exists(name => IsOf(served, name))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sum(schemaguard_state{schemaguard_guard=~\"$guard\"}", "brackets")]
    [InlineData("maximum(schemaguard_state)", "'maximum'")]
    [InlineData("sum by (pod) (schemaguard_state)", "'pod'")]
    [InlineData("schemaguard_statee", "'schemaguard_statee'")]
    [InlineData("schemaguard_state{module=\"x\"}", "'module'")]
    public async Task A_query_that_would_show_nothing_is_found(string query, string problem)
    {
        var scrape = await PrometheusScrape.TakeAsync(TestContext.Current.CancellationToken);

        Problems(PromQuery.Parse(query), scrape).ShouldHaveSingleItem().ShouldContain(problem);
    }

    private static bool IsOf(string series, string instrument) =>
        series.StartsWith(instrument, StringComparison.Ordinal) && Suffix().IsMatch(series[instrument.Length..]);

    private static IEnumerable<string> Problems(PromQuery query, PrometheusScrape scrape)
    {
        foreach (var problem in query.Problems)
        {
            yield return problem;
        }

        foreach (var (name, labels) in query.Selected)
        {
            if (scrape.LabelsOf(name) is not { } served)
            {
                yield return $"'{query.Text}' names '{name}', which is not served";
                continue;
            }

            foreach (var label in labels.Concat(query.Grouping).Except([.. served, .. LabelsOfScrape], StringComparer.Ordinal))
            {
                yield return $"'{query.Text}' names '{label}', which is no label of '{name}'";
            }
        }
    }

    private static JsonDocument Read() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Programs.Repository, "samples/Grafana/schemaguard.json")));

    private static IEnumerable<JsonElement> Targets(JsonElement dashboard) =>
        dashboard
            .GetProperty("panels")
            .EnumerateArray()
            .Where(panel => panel.TryGetProperty("targets", out _))
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray());

    private static IEnumerable<PromQuery> Queries(JsonElement dashboard) =>
        Targets(dashboard)
            .Select(target => target.GetProperty("expr").GetString()!)
            .Concat(
                dashboard
                    .GetProperty("templating")
                    .GetProperty("list")
                    .EnumerateArray()
                    .Where(variable => variable.GetProperty("type").GetString() == "query")
                    .Select(variable => variable.GetProperty("definition").GetString()!)
            )
            .Select(PromQuery.Parse);

    private static IEnumerable<Legend> Legends(JsonElement dashboard) =>
        Targets(dashboard)
            .Select(target => new Legend(
                PromQuery.Parse(target.GetProperty("expr").GetString()!),
                [.. Placeholder().Matches(target.GetProperty("legendFormat").GetString()!).Select(match => match.Groups["label"].Value)]
            ));

    [GeneratedRegex(@"^\| `(?<name>schemaguard\.[a-z.]+)` \| (gauge|counter|histogram)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Instrument();

    [GeneratedRegex("^(_seconds)?(_total|_bucket|_sum|_count)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Suffix();

    [GeneratedRegex(@"\{\{(?<label>[a-z_]+)\}\}", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();

    /// <summary>The labels of a legend. A query that groups keeps only the labels by which it does.</summary>
    private sealed record Legend(PromQuery Query, IReadOnlyList<string> Labels)
    {
        public IEnumerable<string> Problems(PrometheusScrape scrape) =>
            Labels
                .Except(
                    Query.Grouping.Count > 0 ? Query.Grouping : [.. scrape.LabelsOf(Query.Selected[0].Name)!, .. LabelsOfScrape],
                    StringComparer.Ordinal
                )
                .Select(label => $"the legend of '{Query.Text}' names '{label}', which its result does not have");
    }
}
