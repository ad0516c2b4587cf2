namespace SchemaGuard.CommandLine;

/// <summary>The text of a command line that could not be understood, as it was typed.</summary>
internal static class CommandLineText
{
    private const string Format = "--format";
    private const string Json = "json";
    private const string Rest = "…";

    /// <summary>Determines whether a JSON document is requested.</summary>
    public static bool AsksForJson(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] is Format + "=" + Json or Format + ":" + Json || (args[i] == Format && i + 1 < args.Count && args[i + 1] == Json))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Shortens a word to what comes before its first <c>=</c> or <c>://</c>, because a part of a connection string may be in the wrong
    /// place.
    /// </summary>
    public static string Show(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var scheme = word.IndexOf("://", StringComparison.Ordinal);
        return scheme >= 0 && (equals < 0 || scheme < equals) ? word[..(scheme + 3)] + Rest
            : equals >= 0 ? word[..(equals + 1)] + Rest
            : word;
    }

    /// <summary>Shortens the words in a sentence as <see cref="Show(string)"/> does.</summary>
    public static string Show(string sentence, IEnumerable<string> words)
    {
        foreach (var word in words.Where(word => Show(word) != word).OrderByDescending(word => word.Length))
        {
            sentence = sentence.Replace(word, Show(word), StringComparison.Ordinal);
        }

        return sentence;
    }
}
