using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SchemaGuard.Configuration;

/// <summary>A parser for the expectation of an invariant as people write it: <c>0</c>, <c>&gt;= 1</c>, <c>&lt; 10</c>, <c>1..10</c>.</summary>
internal static class ExpectText
{
    public static bool TryParse(string text, [NotNullWhen(true)] out Expect? expected)
    {
        expected = text.Trim() switch
        {
            ['>', '=', .. var least] when Number(least) is { } number => Expect.AtLeast(number),
            ['<', '=', .. var most] when Number(most) is { } number => Expect.AtMost(number),
            ['>', .. var below] when Number(below) is { } number and < long.MaxValue => Expect.AtLeast(number + 1),
            ['<', .. var above] when Number(above) is { } number and > long.MinValue => Expect.AtMost(number - 1),
            var range
                when range.Split("..") is [var from, var to] && Number(from) is { } least && Number(to) is { } most && least <= most =>
                Expect.Between(least, most),
            var only when Number(only) is { } number => Expect.Value(number),
            _ => null,
        };
        return expected is not null;
    }

    private static long? Number(string text) =>
        long.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}
