namespace SchemaGuard.Scripts;

/// <summary>Reads the values of directives.</summary>
internal static class DirectiveEntries
{
    private static readonly string[] Keys =
    [
        ScriptDirectives.TransactionKey,
        ScriptDirectives.CompatibleFromKey,
        ScriptDirectives.TimeoutKey,
    ];

    /// <summary>Tells whether a comment that begins with “schema” is meant as a directive: a known key and a sign follow the word.</summary>
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

    /// <summary>Reads <c>none</c> or <c>auto</c>; <see langword="null"/> for anything else.</summary>
    public static TransactionDirective? ParseTransaction(string value) =>
        value.ToLowerInvariant() switch
        {
            "none" => TransactionDirective.None,
            "auto" => TransactionDirective.Auto,
            _ => null,
        };

    /// <summary>Reads a version; <see langword="null"/> when it is empty or has blanks.</summary>
    public static string? ParseVersion(string value) => value.Length == 0 || value.Any(char.IsWhiteSpace) ? null : value;

    /// <summary>Reads a time longer than zero, as <see cref="DurationText"/> does; <see langword="null"/> for anything else.</summary>
    public static TimeSpan? ParseTime(string value) => DurationText.TryParse(value, out var time) && time > TimeSpan.Zero ? time : null;
}
