namespace SchemaGuard.House.Tests;

public sealed class SnippetTests
{
    private static readonly string[] Page =
    [
        "Text.",
        "<!-- snippet: quick start from samples/QuickStart/Program.cs -->",
        "```csharp",
        "builder.Add()",
        "    .Use();",
        "```",
        "<!-- snippet: broken from nowhere.cs -->",
        "no code",
    ];

    [Fact]
    public void Every_marked_snippet_stands_in_the_file_it_names()
    {
        var problems = Repository
            .Pages.SelectMany(page =>
                Snippet.FindAll(File.ReadAllLines(page)).Select(snippet => (Page: Repository.Shown(page), Problem: Problem(snippet)))
            )
            .Where(found => found.Problem is not null);

        problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("samples/PostgreSql/Program.cs")]
    [InlineData("samples/PostgreSql/PostgreSql.csproj")]
    [InlineData("samples/PostgreSql/migrations/001_create_posts.sql")]
    public void The_first_block_of_the_readme_is_the_sample(string source) =>
        Snippet.FindAll(File.ReadAllLines(Repository.PathOf("README.md"))).ShouldContain(snippet => snippet.Source == source);

    [Fact]
    public void A_mark_is_read_with_its_block()
    {
        var snippets = Snippet.FindAll(Page).ToList();

        snippets
            .Select(snippet => (snippet.Name, snippet.Source))
            .ShouldBe([("quick start", "samples/QuickStart/Program.cs"), ("broken", "nowhere.cs")]);
        snippets[0].Lines.ShouldBe(["builder.Add()", "    .Use();"]);
        snippets[1].Lines.ShouldBeNull();
    }

    [Theory]
    [InlineData("        builder.Add()\n            .Use();\n", true)]
    [InlineData("builder.Add()\n    .Use();", true)]
    [InlineData("builder.Add()\n  .Use();", false)]
    [InlineData("builder.Add()\n\n    .Use();", false)]
    [InlineData("builder.Add()", false)]
    [InlineData("", false)]
    public void A_snippet_is_found_verbatim_but_for_common_indentation(string file, bool expected) =>
        Snippet.FindAll(Page).First().IsIn(file.Split('\n')).ShouldBe(expected);

    private static string? Problem(Snippet snippet) =>
        snippet.Lines is null ? $"Snippet '{snippet.Name}': the line after the mark opens no code block with a language."
        : !File.Exists(Repository.PathOf(snippet.Source)) ? $"Snippet '{snippet.Name}': there is no file '{snippet.Source}'."
        : !snippet.IsIn(File.ReadAllLines(Repository.PathOf(snippet.Source)))
            ? $"Snippet '{snippet.Name}': '{snippet.Source}' does not contain it unchanged."
        : null;
}
