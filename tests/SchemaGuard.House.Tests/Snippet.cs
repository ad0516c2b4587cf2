using System.Text.RegularExpressions;

namespace SchemaGuard.House.Tests;

/// <summary>A code block of a page that says which file it was taken from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">The file, from the repository's root.</param>
/// <param name="Lines">The code; <see langword="null"/> when no block with a language follows the mark.</param>
internal sealed partial record Snippet(string Name, string Source, IReadOnlyList<string>? Lines)
{
    private const string Fence = "```";

    /// <summary>Finds the marked blocks of a page.</summary>
    public static IEnumerable<Snippet> FindAll(IReadOnlyList<string> page)
    {
        for (var i = 0; i < page.Count; i++)
        {
            if (Mark().Match(page[i]) is { Success: true } mark)
            {
                var isCode = i + 1 < page.Count && Opening().IsMatch(page[i + 1]);
                var lines = page.Skip(i + 2).TakeWhile(line => line.Trim() != Fence).ToList();
                yield return new Snippet(mark.Groups["name"].Value, mark.Groups["source"].Value, isCode ? lines : null);
            }
        }
    }

    /// <summary>Determines whether a file contains the code unchanged, except for the indentation that all of its lines share.</summary>
    public bool IsIn(IReadOnlyList<string> file)
    {
        var wanted = WithoutIndentation(Lines!);
        return wanted.Count > 0
            && Enumerable
                .Range(0, Math.Max(0, file.Count - wanted.Count + 1))
                .Any(start => WithoutIndentation([.. file.Skip(start).Take(wanted.Count)]).SequenceEqual(wanted, StringComparer.Ordinal));
    }

    private static List<string> WithoutIndentation(IReadOnlyList<string> lines)
    {
        var common = lines
            .Where(line => line.Trim().Length > 0)
            .Select(line => line.Length - line.TrimStart().Length)
            .DefaultIfEmpty()
            .Min();
        return [.. lines.Select(line => line.Length < common ? "" : line[common..].TrimEnd())];
    }

    [GeneratedRegex(@"^\s*<!-- snippet: (?<name>\S.*?) from (?<source>\S+) -->\s*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\s*```[a-z]+\s*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Opening();
}
