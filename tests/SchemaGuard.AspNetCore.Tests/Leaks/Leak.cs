using System.Collections.Immutable;
using Shouldly;

namespace SchemaGuard.AspNetCore.Tests.Leaks;

/// <summary>The search for words in texts where they must not be.</summary>
internal static class Leak
{
    private const int Around = 160;

    /// <summary>Fails if one of the texts contains one of the words, in whatever case, and shows where.</summary>
    public static void ShouldNotBeIn(IEnumerable<string> texts, IEnumerable<string> words)
    {
        var sought = words.ToImmutableArray();
        var found = texts.SelectMany(text => sought.Select(word => Find(text, word))).OfType<string>().Distinct(StringComparer.Ordinal);
        string.Join("\n\n", found).ShouldBeEmpty();
    }

    private static string? Find(string text, string word)
    {
        var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        var (from, to) = (Math.Max(0, at - Around), Math.Min(text.Length, at + word.Length + Around));
        return $"{word} in {text.Split('\n')[0]}: …{text[from..to]}…";
    }
}
