using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace SchemaGuard.House.Tests;

public sealed partial class DocumentationTests
{
    private const int ShortestReadme = 10;
    private static readonly string[] Findings = Lines("findings.md");
    private static readonly string[] Events = Lines("events.md");
    private static readonly string[] Troubleshooting = Lines("troubleshooting.md");
    private static readonly string[] Options = Lines("options.md");

    [Fact]
    public void Every_finding_code_has_a_row_on_its_page() =>
        FindingCodeValues().Except(Rows(Findings, FindingRow()), StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void Every_finding_code_can_be_looked_up_by_its_anchor() =>
        FindingCodeValues().Except(Rows(Troubleshooting, TroubleRow()), StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void Every_event_id_has_a_row_on_its_page() =>
        EventIdValues().Except(Rows(Events, EventRow()), StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void Every_option_has_a_row_on_its_page() => OptionNames().Except(OptionRows(), StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void The_pages_document_nothing_that_does_not_exist()
    {
        var codes = FindingCodeValues();

        Rows(Findings, FindingRow()).Except([.. codes, .. ExperimentalCodes()], StringComparer.Ordinal).ShouldBeEmpty();
        Rows(Troubleshooting, TroubleRow()).Except(codes, StringComparer.Ordinal).ShouldBeEmpty();
        Rows(Events, EventRow()).Except(EventIdValues(), StringComparer.Ordinal).ShouldBeEmpty();
        OptionRows().Except(OptionNames(), StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void No_code_is_documented_twice()
    {
        Rows(Findings, FindingRow()).ShouldBeUnique(StringComparer.Ordinal);
        Rows(Troubleshooting, TroubleRow()).ShouldBeUnique(StringComparer.Ordinal);
        Rows(Events, EventRow()).ShouldBeUnique(StringComparer.Ordinal);
    }

    [Fact]
    public void Finding_codes_are_well_formed_and_unique()
    {
        var codes = FindingCodeValues();

        codes.ShouldNotBeEmpty();
        codes.Where(code => !FindingCode().IsMatch(code)).ShouldBeEmpty();
        codes.ShouldBeUnique(StringComparer.Ordinal);
    }

    [Fact]
    public void Event_ids_are_unique()
    {
        var ids = EventIdValues();

        ids.ShouldNotBeEmpty();
        ids.ShouldBeUnique(StringComparer.Ordinal);
    }

    [Fact]
    public void Every_package_has_a_readme_that_says_something() =>
        Repository
            .Projects.Select(project => Path.Combine(project.Folder, "README.md"))
            .Where(path => !File.Exists(path) || File.ReadLines(path).Count() <= ShortestReadme)
            .Select(Repository.Shown)
            .ShouldBeEmpty();

    [Fact]
    public void Rows_are_read_from_tables_only()
    {
        string[] lines =
        [
            "| Code | Meaning |",
            "|---|---|",
            "| SG1001 | pending |",
            "|SG1002|no blanks|",
            "| [SG1003](troubleshooting.md#sg1003) | a link |",
            "| [SG1004](troubleshooting.md#sg1003) | a link to another code |",
            "See SG1003 and 1004.",
            "| <a id=\"sg1005\"></a>SG1005 | what to do |",
            "| <a id=\"sg1005\"></a>SG1006 | the anchor of another code |",
            "| 1001 | ready |",
            "| 10015 | not an id |",
        ];

        Rows(lines, FindingRow()).ShouldBe(["SG1001", "SG1002", "SG1003"]);
        Rows(lines, TroubleRow()).ShouldBe(["SG1005"]);
        Rows(lines, EventRow()).ShouldBe(["1001"]);
    }

    private static string[] Lines(string page) => File.ReadAllLines(Repository.PathOf($"src/SchemaGuard/docs/{page}"));

    /// <summary>Gets the options of every public class whose name ends so.</summary>
    private static List<string> OptionNames() =>
        [
            .. ExportedTypes()
                .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal))
                .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                .Select(property => property.Name)
                .Distinct(StringComparer.Ordinal),
        ];

    private static List<string> OptionRows() => [.. Rows(Options, OptionRow()).Distinct(StringComparer.Ordinal)];

    private static List<string> FindingCodeValues() => [.. Constants("FindingCodes").Select(field => (string)field.GetRawConstantValue()!)];

    private static List<string> EventIdValues() =>
        [.. Constants("EventIds").Select(field => ((int)field.GetRawConstantValue()!).ToString(CultureInfo.InvariantCulture))];

    private static IEnumerable<string> ExperimentalCodes() =>
        ExportedTypes()
            .Select(type => type.GetCustomAttribute<ExperimentalAttribute>()?.DiagnosticId)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);

    /// <summary>Gets the constants of every public class with this suffix: a package may have its own.</summary>
    private static IEnumerable<FieldInfo> Constants(string ending) =>
        ExportedTypes()
            .Where(type => type.Name.EndsWith(ending, StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.IsLiteral);

    private static IEnumerable<Type> ExportedTypes() =>
        Repository.Libraries.SelectMany(project => Repository.Load(project).GetExportedTypes());

    private static List<string> Rows(IEnumerable<string> lines, Regex row) =>
        [.. lines.Select(line => row.Match(line)).Where(match => match.Success).Select(match => match.Groups["code"].Value)];

    [GeneratedRegex(@"^SG[1-59]\d{3}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FindingCode();

    [GeneratedRegex(
        @"^\|\s*(?:(?<code>SG\d+)|\[(?<code>SG(?<number>\d+))\]\(troubleshooting\.md#sg\k<number>\))\s*\|",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex FindingRow();

    [GeneratedRegex(@"^\|\s*<a id=""sg(?<number>\d+)""></a>(?<code>SG\k<number>)\s*\|", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TroubleRow();

    [GeneratedRegex(@"^\|\s*`(?<code>[A-Z][A-Za-z]+)`\s*\|", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OptionRow();

    [GeneratedRegex(@"^\|\s*`?(?<code>\d{4})`?\s*\|", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EventRow();
}
