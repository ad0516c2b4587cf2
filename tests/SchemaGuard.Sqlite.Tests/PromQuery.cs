using System.Text.RegularExpressions;

namespace SchemaGuard.Sqlite.Tests;

/// <summary>
/// A query of the dashboard, as far as its names go: the series that it selects with the labels by which it does, the labels by which it groups
/// or joins, and its functions.
/// </summary>
internal sealed partial class PromQuery
{
    private static readonly string[] Functions = ["sum", "max", "min", "rate", "histogram_quantile", "label_values"];
    private static readonly string[] Keywords = ["by", "on", "or", "bool"];

    private PromQuery(string text)
    {
        Text = text;
        var rest = Strings().Replace(text, "\"\"");
        Problems.AddRange(IsBalanced(rest) ? [] : [$"'{text}' has brackets that do not match"]);
        foreach (Match match in Groupings().Matches(rest))
        {
            Grouping.AddRange(Words().Matches(match.Groups["labels"].Value).Select(word => word.Value));
        }

        rest = Groupings().Replace(rest, " ");
        if (LabelValues().Match(rest) is { Success: true } values)
        {
            Grouping.Add(values.Groups["label"].Value);
            rest = values.Groups["selector"].Value;
        }

        foreach (Match match in Selectors().Matches(rest))
        {
            Selected.Add((match.Groups["name"].Value, [.. match.Groups["label"].Captures.Select(capture => capture.Value)]));
        }

        rest = Selectors().Replace(rest, " ");
        rest = Ranges().Replace(rest, " ");
        Problems.AddRange(
            Words()
                .Matches(rest)
                .Select(word => word.Value)
                .Where(word => !Functions.Contains(word) && !Keywords.Contains(word))
                .Select(word => $"'{text}' has '{word}', which is no function and no keyword")
        );
    }

    public string Text { get; }

    /// <summary>Gets each selected series with the labels that must match.</summary>
    public List<(string Name, IReadOnlyList<string> Labels)> Selected { get; } = [];

    /// <summary>Gets the labels of <c>by</c> and <c>on</c>.</summary>
    public List<string> Grouping { get; } = [];

    /// <summary>Gets what cannot be read.</summary>
    public List<string> Problems { get; } = [];

    public static PromQuery Parse(string text) => new(text);

    private static bool IsBalanced(string text)
    {
        var open = new Stack<char>();
        foreach (var character in text.Where("()[]{}".Contains))
        {
            var closed = character switch
            {
                ')' => '(',
                ']' => '[',
                '}' => '{',
                _ => '\0',
            };
            if (closed == '\0')
            {
                open.Push(character);
            }
            else if (!open.TryPop(out var last) || last != closed)
            {
                return false;
            }
        }

        return open.Count == 0;
    }

    [GeneratedRegex("\"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Strings();

    [GeneratedRegex(@"\b(by|on) \((?<labels>[a-z_, ]*)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Groupings();

    [GeneratedRegex(@"^label_values\((?<selector>.+), (?<label>[a-z_]+)\)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LabelValues();

    [GeneratedRegex(
        @"\b(?<name>schemaguard_[a-z_]+)(\{((?<label>[a-z_]+)\s*(=~|!~|!=|=)\s*""""(,\s*)?)*\})?",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Selectors();

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ranges();

    [GeneratedRegex("[A-Za-z_]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
