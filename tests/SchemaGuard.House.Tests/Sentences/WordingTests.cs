using System.Text.RegularExpressions;
using SchemaGuard.Specification.Infrastructure;

namespace SchemaGuard.House.Tests.Sentences;

/// <summary>
/// Tests that every sentence of the packages uses the words of its reader: an application's code and configuration, or the command line.
/// </summary>
public sealed partial class WordingTests
{
    private const string Tool = "src/SchemaGuard.Cli/";

    private static readonly IReadOnlyList<SourceString> Sentences =
    [
        .. Repository
            .Files("src", "*.cs")
            .SelectMany(path => SourceReader.Read(Repository.Shown(path), File.ReadAllText(path)))
            .Where(found => found.IsSentence),
    ];

    [Fact]
    public void A_sentence_that_names_options_of_code_is_worded_for_the_command_line_too()
    {
        var named = Sentences.Where(sentence => !sentence.IsForApplication && OptionNames.In(sentence.Text).Count > 0).ToList();

        named.ShouldNotBeEmpty();
        named
            .Where(sentence => sentence.IsForCommandLine || !ApplicationSentences.Members.Contains(sentence.Member))
            .Select(sentence => sentence.ToString())
            .ShouldBeEmpty();
    }

    [Fact]
    public void What_only_applications_meet_still_names_options_of_code() =>
        ApplicationSentences
            .Members.Except(
                Sentences
                    .Where(sentence => !sentence.IsWording && OptionNames.In(sentence.Text).Count > 0)
                    .Select(sentence => sentence.Member),
                StringComparer.Ordinal
            )
            .ShouldBeEmpty();

    [Fact]
    public async Task An_option_of_the_command_line_that_a_sentence_names_is_there_for_its_reader()
    {
        var (tool, application) = (await OptionsAsync(Programs.Cli, []), await OptionsAsync(Programs.TestApp, ["schemaguard"]));

        tool.ShouldContain("--timeout", StringComparer.Ordinal);
        application.ShouldContain("--output", StringComparer.Ordinal);
        application.ShouldNotContain("--timeout", StringComparer.Ordinal);
        Sentences
            .SelectMany(sentence =>
                OptionNames
                    .OfCommandLine(sentence.Text)
                    .Except(IsForTool(sentence) ? tool : application, StringComparer.Ordinal)
                    .Select(option => $"{option} in {sentence}")
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task A_verb_that_a_sentence_names_is_there()
    {
        var verbs = (await HelpAsync(Programs.Cli, ["--help"])).Split('\n').Select(line => VerbOfHelp().Match(line).Groups["verb"].Value);

        Sentences
            .SelectMany(sentence => VerbOfSentence().Matches(sentence.Text).Select(match => match.Groups["verb"].Value))
            .Except(verbs, StringComparer.Ordinal)
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("raise option LockTimeout", "option LockTimeout")]
    [InlineData("Set Lock to Auto", "Set Lock")]
    [InlineData("write SchemaGuard:MigrationConnectionString", "SchemaGuard:MigrationConnectionString")]
    [InlineData("start with StartupMode.Migrate", "StartupMode")]
    [InlineData("UsePostgreSql(…, options => options.CreateDatabase = true)", "UsePostgreSql", "CreateDatabase")]
    [InlineData("give each module a name with AddModule", "AddModule")]
    [InlineData("Set a lock with --lock auto and correct Server in the connection string.")]
    public void The_names_of_code_are_known_from_the_packages(string sentence, params string[] expected) =>
        OptionNames.In(sentence).ShouldBe(expected);

    private static bool IsForTool(SourceString sentence) =>
        sentence.IsForCommandLine || sentence.File.StartsWith(Tool, StringComparison.Ordinal);

    /// <summary>Reads the options of every verb from its help.</summary>
    private static async Task<IReadOnlyList<string>> OptionsAsync(string program, string[] before)
    {
        var options = new List<string>();
        foreach (var verb in (string[])["check", "status", "plan", "migrate", "manifest", "diff"])
        {
            options.AddRange(OptionNames.OfCommandLine(await HelpAsync(program, [.. before, verb, "--help"])));
        }

        return options;
    }

    private static async Task<string> HelpAsync(string program, string[] arguments)
    {
        await using var process = TestProcess.Start(
            program,
            arguments,
            [("Provider", "sqlite"), ("SchemaGuard__Migrations", "migrations")]
        );
        (await process.ExitAsync()).ShouldBe(ExitCodes.Ok, process.Error);
        return process.Output;
    }

    [GeneratedRegex(@"^  (?<verb>[a-z]+) ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VerbOfHelp();

    [GeneratedRegex(@"'schemaguard (?<verb>[a-z]+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VerbOfSentence();
}
