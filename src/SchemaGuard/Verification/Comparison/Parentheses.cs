using System.Runtime.InteropServices;
using SchemaGuard.Scripts;

namespace SchemaGuard.Verification.Comparison;

/// <summary>Finds the parentheses that say nothing: around a single name or value, and around another pair. Those of a call and of a list stay.</summary>
internal static class Parentheses
{
    /// <summary>Gives the tokens without the parentheses that say nothing.</summary>
    public static IReadOnlyList<Piece> Reduce(IReadOnlyList<Piece> tokens)
    {
        var closing = Pairs(tokens);
        var isLeftOut = new bool[tokens.Count];
        foreach (var (open, close) in closing)
        {
            if (IsAroundPair(closing, open, close) || close == open + 2 && !IsCall(tokens, open) || open == 0 && close == tokens.Count - 1)
            {
                (isLeftOut[open], isLeftOut[close]) = (true, true);
            }
        }

        var rest = tokens.Where((_, place) => !isLeftOut[place]).ToList();
        return rest.Count == tokens.Count ? tokens : Reduce(rest);
    }

    private static bool IsAroundPair(Dictionary<int, int> closing, int open, int close) =>
        closing.TryGetValue(open + 1, out var inner) && inner == close - 1;

    /// <summary>Says whether a word stands before it: the name of a function, or IN and the like.</summary>
    private static bool IsCall(IReadOnlyList<Piece> tokens, int open) =>
        open > 0 && tokens[open - 1].Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName;

    private static Dictionary<int, int> Pairs(IReadOnlyList<Piece> tokens)
    {
        var (pairs, open) = (new Dictionary<int, int>(), new Stack<int>());
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == SqlTokenKind.OpenParenthesis)
            {
                open.Push(i);
            }
            else if (tokens[i].Kind == SqlTokenKind.CloseParenthesis && open.TryPop(out var start))
            {
                pairs.Add(start, i);
            }
        }

        return pairs;
    }

    /// <summary>Is one token.</summary>
    /// <param name="Kind">What it is.</param>
    /// <param name="Text">Its characters.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Piece(SqlTokenKind Kind, string Text);
}
