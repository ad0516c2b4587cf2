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
        var pages = new[] { "README.md", "CONTRIBUTING.md" }
            .Select(Repository.PathOf)
            .Where(File.Exists)
            .Concat(Repository.Files("src", "*.md"))
            .Concat(Repository.Files("samples", "*.md"))
            .Concat(Repository.Files("tests", "*.md"));

        pages
            .SelectMany(page =>
                Snippet.FindAll(File.ReadAllLines(page)).Select(snippet => (Page: Repository.Shown(page), Problem: Problem(snippet)))
            )
            .Where(found => found.Problem is not null)
            .ShouldBeEmpty();
    }

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
        snippet.Lines is null ? $"Snippet '{snippet.Name}': the line after the mark is not ```csharp."
        : !File.Exists(Repository.PathOf(snippet.Source)) ? $"Snippet '{snippet.Name}': there is no file '{snippet.Source}'."
        : !snippet.IsIn(File.ReadAllLines(Repository.PathOf(snippet.Source)))
            ? $"Snippet '{snippet.Name}': '{snippet.Source}' does not contain it unchanged."
        : null;
}
