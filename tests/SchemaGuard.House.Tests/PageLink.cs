using System.Text.RegularExpressions;

namespace SchemaGuard.House.Tests;

/// <summary>A link of a page.</summary>
/// <param name="Line">The line that it stands in, from 1.</param>
/// <param name="Target">What it leads to, as it is written.</param>
internal sealed partial record PageLink(int Line, string Target)
{
    private const string Fence = "```";

    /// <summary>Gets whether the link leads out of the page's own folder by a full address.</summary>
    public bool IsAbsolute => Target.StartsWith("https://", StringComparison.Ordinal);

    /// <summary>Gets what stands before the <c>#</c>.</summary>
    public string Path => Target.Split('#')[0];

    /// <summary>Gets what stands behind the <c>#</c>; <see langword="null"/> where there is none.</summary>
    public string? Anchor => Target.Split('#') is [_, var anchor] ? anchor : null;

    /// <summary>Finds the links of a page. What stands in code is none.</summary>
    public static IEnumerable<PageLink> FindAll(IReadOnlyList<string> page) =>
        Prose(page)
            .SelectMany(line =>
                Link().Matches(Code().Replace(line.Text, "")).Select(match => new PageLink(line.Number, match.Groups["target"].Value))
            );

    /// <summary>Gets the anchors of a page: its headings, as GitHub writes them, and those that it sets itself.</summary>
    public static IReadOnlySet<string> AnchorsOf(IReadOnlyList<string> page)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, text) in Prose(page))
        {
            anchors.UnionWith(Own().Matches(text).Select(match => match.Groups["id"].Value));
            if (Heading().Match(text) is { Success: true } heading)
            {
                var slug = Slug(heading.Groups["text"].Value);
                var unique = slug;
                for (var number = 1; !anchors.Add(unique); number++)
                {
                    unique = $"{slug}-{number}";
                }
            }
        }

        return anchors;
    }

    private static string Slug(string heading) =>
        string.Concat(
            LinkedText()
                .Replace(heading, "${text}")
                .Trim()
                .ToLowerInvariant()
                .Where(character => char.IsLetterOrDigit(character) || character is ' ' or '-' or '_')
                .Select(character => character == ' ' ? '-' : character)
        );

    private static IEnumerable<(int Number, string Text)> Prose(IReadOnlyList<string> page)
    {
        var isCode = false;
        for (var i = 0; i < page.Count; i++)
        {
            if (page[i].TrimStart().StartsWith(Fence, StringComparison.Ordinal))
            {
                isCode = !isCode;
            }
            else if (!isCode)
            {
                yield return (i + 1, page[i]);
            }
        }
    }

    [GeneratedRegex(@"\]\((?<target>[^()\s]+)\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"^#{1,6}\s+(?<text>.+)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"<a id=""(?<id>[^""]+)""></a>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Own();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LinkedText();
}
