using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Scripts.Directives;

/// <summary>The keys and values of directives.</summary>
internal static class DirectiveEntries
{
    private static readonly string[] Keys =
    [
        ScriptDirectives.TransactionKey,
        ScriptDirectives.CompatibleFromKey,
        ScriptDirectives.TimeoutKey,
    ];

    /// <summary>
    /// Determines whether a comment that begins with “schema” is probably meant as a directive: a known key and an equals sign or colon
    /// follow the word.
    /// </summary>
    public static bool LooksLikeDirective(ReadOnlySpan<char> content)
    {
        content = content["schema".Length..].TrimStart("-_ ");
        if (!content.StartsWith("guard", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        content = content["guard".Length..].TrimStart(" \t:=-.;,");
        foreach (string key in Keys)
        {
            bool hasKey = content.StartsWith(key, StringComparison.OrdinalIgnoreCase);
            if (hasKey && content[key.Length..].TrimStart() is ['=' or ':', ..])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads <c>none</c> or <c>auto</c>; returns <see langword="null"/> for anything else.</summary>
    public static TransactionDirective? ParseTransaction(string value) =>
        value.ToLowerInvariant() switch
        {
            "none" => TransactionDirective.None,
            "auto" => TransactionDirective.Auto,
            _ => null,
        };

    /// <summary>Reads a version, including a date with or without dashes; returns <see langword="null"/> for anything else.</summary>
    public static string? ParseVersion(string value)
    {
        var digits = value.Replace("-", "", StringComparison.Ordinal);
        return Array.TrueForAll(digits.Split('.'), number => number.Length is > 0 and < 20 && number.All(char.IsAsciiDigit))
            ? digits
            : null;
    }

    /// <summary>
    /// Reads a time longer than zero in the format of <see cref="DurationText"/>; returns <see langword="null"/> for anything else.
    /// </summary>
    public static TimeSpan? ParseTime(string value) => DurationText.TryParse(value, out var time) && time > TimeSpan.Zero ? time : null;
}
