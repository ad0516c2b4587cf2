using SchemaGuard.Inspection;
using SchemaGuard.Specification.Drift;
using SchemaGuard.Verification.Comparison;

namespace SchemaGuard.House.Tests.Catalog;

/// <summary>Tests that the package's page shows what the tests change by hand. <c>SCHEMAGUARD_APPROVE=1</c> rewrites it.</summary>
public sealed class MatrixTests
{
    private const string Begin = "<!-- matrix -->";
    private const string End = "<!-- /matrix -->";
    private static readonly string Page = Repository.PathOf("src/SchemaGuard/README.md");

    private static readonly (string Product, IReadOnlyList<DriftCase> Cases)[] Products =
    [
        ("PostgreSQL", PostgreSqlDriftCases.Of18),
        ("MariaDB", MySqlDriftCases.MariaDb),
        ("MySQL", MySqlDriftCases.MySql),
        ("SQLite", SqliteDriftCases.All),
    ];

    [Fact]
    public void The_page_shows_every_kind_and_aspect_with_the_severity_on_each_database() => Hold(Begin, End, Lines());

    [Fact]
    public void The_page_lists_what_is_not_compared() =>
        Hold(
            "<!-- not compared -->",
            "<!-- /not compared -->",
            [
                .. Section("PostgreSQL", NotCompared.OfPostgreSql),
                "",
                .. Section("MySQL and MariaDB", NotCompared.OfMySql),
                "",
                .. Section("SQLite", NotCompared.OfSqlite),
            ]
        );

    private static void Hold(string begin, string finish, IEnumerable<string> lines)
    {
        var text = File.ReadAllText(Page);
        var start = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var end = text.IndexOf(finish, StringComparison.Ordinal);
        var expected = "\n\n" + string.Join('\n', lines) + "\n\n";
        if (Environment.GetEnvironmentVariable("SCHEMAGUARD_APPROVE") == "1")
        {
            File.WriteAllText(Page, text[..start] + expected + text[end..]);
            return;
        }

        text[start..end].ShouldBe(expected, "Run the tests with SCHEMAGUARD_APPROVE=1 and let the difference be reviewed.");
    }

    private static IEnumerable<string> Section(string product, IReadOnlyList<NotCompared> list) =>
        [$"**{product}**", "", .. list.Select(blind => $"* {blind.What}: {blind.Reason}")];

    private static IEnumerable<string> Lines()
    {
        yield return "| object | change | " + string.Join(" | ", Products.Select(product => product.Product)) + " |";
        yield return "|---|---|" + string.Concat(Products.Select(_ => "---|"));
        foreach (var rule in ComparisonRules.All)
        {
            foreach (var what in Changes(rule))
            {
                var cells = Products.Select(product => Cell(product.Cases, rule.Kind, what));
                yield return $"| {rule.Noun} | {what} | {string.Join(" | ", cells)} |";
            }
        }
    }

    /// <summary>Returns missing and unexpected objects, the aspects, and the other changes of the cases.</summary>
    private static IEnumerable<string> Changes(KindRule rule) =>
        new[] { DriftCase.Missing, DriftCase.Unexpected }
            .Concat(rule.Aspects.Select(aspect => aspect.Aspect))
            .Concat(Products.SelectMany(product => product.Cases).Where(drift => drift.Kind == rule.Kind).Select(drift => drift.What))
            .Distinct(StringComparer.Ordinal)
            .Where(what => Products.Any(product => product.Cases.Any(drift => (drift.Kind, drift.What) == (rule.Kind, what))));

    private static string Cell(IReadOnlyList<DriftCase> cases, SchemaObjectKind kind, string what)
    {
        var severities = cases
            .Where(drift => (drift.Kind, drift.What) == (kind, what))
            .Select(drift => drift.Severity)
            .Distinct()
            .OrderDescending()
            .Select(severity => severity.ToString().ToLowerInvariant())
            .ToList();
        return severities.Count == 0 ? "–" : string.Join(" or ", severities);
    }
}
