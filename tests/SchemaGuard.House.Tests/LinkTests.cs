namespace SchemaGuard.House.Tests;

public sealed class LinkTests
{
    private static readonly string FileAddress = Repository.Url + "/blob/main/";

    private static IEnumerable<string> PackagePages => Repository.Projects.Select(project => Path.Combine(project.Folder, "README.md"));

    [Fact]
    public void Every_link_between_pages_leads_to_a_file_and_to_an_anchor_of_it() =>
        Repository
            .Pages.SelectMany(page => Links(page).Where(link => !link.IsAbsolute).Select(link => Problem(page, link)))
            .OfType<string>()
            .ShouldBeEmpty();

    /// <summary>The page of a package is shown where no file of the repository stands beside it.</summary>
    [Fact]
    public void The_page_of_a_package_has_absolute_links_only() =>
        PackagePages
            .SelectMany(page => Links(page).Where(link => !link.IsAbsolute).Select(link => $"{Shown(page, link)} is relative"))
            .ShouldBeEmpty();

    [Fact]
    public void Every_absolute_link_into_the_repository_leads_to_a_file_of_it() =>
        Repository
            .Pages.SelectMany(page =>
                Links(page)
                    .Where(link => link.Target.StartsWith(Repository.Url, StringComparison.Ordinal))
                    .Select(link =>
                        link.Target.StartsWith(FileAddress, StringComparison.Ordinal)
                            ? Problem(page, link, Repository.Root, link with { Target = link.Target[FileAddress.Length..] })
                            : $"{Shown(page, link)} is no file's address: {FileAddress}…"
                    )
            )
            .OfType<string>()
            .ShouldBeEmpty();

    [Fact]
    public void Links_are_found_outside_of_code_with_their_anchors()
    {
        string[] page =
        [
            "See [a](docs/a.md) and [b](b.md#two-words) and `[c](c.md)`.",
            "```",
            "[d](d.md)",
            "```",
            "[e](https://example.org)",
        ];

        PageLink
            .FindAll(page)
            .Select(link => (link.Line, link.Path, link.Anchor, link.IsAbsolute))
            .ShouldBe([(1, "docs/a.md", null, false), (1, "b.md", "two-words", false), (5, "https://example.org", null, true)]);
    }

    [Fact]
    public void Anchors_are_those_that_GitHub_gives_headings_and_those_of_the_page_itself()
    {
        string[] page =
        [
            "# `check`, *status* & more",
            "## A [link](x.md): it's 2-fold",
            "```",
            "# no heading",
            "```",
            "## Again",
            "## Again",
            "| <a id=\"sg1001\"></a>SG1001 | |",
        ];

        PageLink.AnchorsOf(page).ShouldBe(["check-status--more", "a-link-its-2-fold", "again", "again-1", "sg1001"], ignoreOrder: true);
    }

    private static IEnumerable<PageLink> Links(string page) => PageLink.FindAll(File.ReadAllLines(page));

    private static string Shown(string page, PageLink link) => $"{Repository.Shown(page)}:{link.Line} {link.Target}";

    private static string? Problem(string page, PageLink link) => Problem(page, link, Path.GetDirectoryName(page)!, link);

    /// <summary>Finds what is wrong with a link.</summary>
    /// <param name="page">The page.</param>
    /// <param name="link">The link as it is written.</param>
    /// <param name="folder">The folder that it counts from.</param>
    /// <param name="relative">The link as it counts from there.</param>
    private static string? Problem(string page, PageLink link, string folder, PageLink relative)
    {
        var target = relative.Path.Length == 0 ? page : Path.GetFullPath(Path.Combine(folder, relative.Path));
        return !File.Exists(target) && !Directory.Exists(target) ? $"{Shown(page, link)} leads to no file"
            : relative.Anchor is { } anchor && !(File.Exists(target) && PageLink.AnchorsOf(File.ReadAllLines(target)).Contains(anchor))
                ? $"{Shown(page, link)} leads to no anchor of {Repository.Shown(target)}"
            : null;
    }
}
