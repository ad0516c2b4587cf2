using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace SchemaGuard.House.Tests;

public sealed partial class DocumentationTests
{
    private const int ShortestReadme = 10;
    private static readonly string[] ReadmeLines = File.Exists(Repository.PathOf("README.md"))
        ? File.ReadAllLines(Repository.PathOf("README.md"))
        : [];

    [Fact]
    public void Every_finding_code_has_a_row_in_the_readme() =>
        FindingCodeValues().Except(Rows(ReadmeLines, FindingRow()), StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void Every_event_id_has_a_row_in_the_readme() =>
        EventIdValues().Except(Rows(ReadmeLines, EventRow()), StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void The_readme_documents_no_code_that_does_not_exist()
    {
        Rows(ReadmeLines, FindingRow()).Except([.. FindingCodeValues(), .. ExperimentalCodes()], StringComparer.Ordinal).ShouldBeEmpty();
        Rows(ReadmeLines, EventRow()).Except(EventIdValues(), StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void The_readme_documents_no_code_twice() =>
        Rows(ReadmeLines, FindingRow())
            .Concat(Rows(ReadmeLines, EventRow()))
            .GroupBy(code => code, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .ShouldBeEmpty();

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
            "See SG1003 and 1004.",
            "| 1001 | ready |",
            "| 10015 | not an id |",
        ];

        Rows(lines, FindingRow()).ShouldBe(["SG1001", "SG1002"]);
        Rows(lines, EventRow()).ShouldBe(["1001"]);
    }

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

    [GeneratedRegex(@"^\|\s*`?(?<code>SG\d+)`?\s*\|", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FindingRow();

    [GeneratedRegex(@"^\|\s*`?(?<code>\d{4})`?\s*\|", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EventRow();
}
