using System.Text;

namespace SchemaGuard.Scripts.Statements;

/// <summary>The one-line summary of a statement's class.</summary>
internal static class StatementSummary
{
    // Twice the longest identifier of any supported server; a longer one is a mistake and would only fill a log.
    private const int LongestName = 128;

    /// <summary>Returns the line, without literals and without control characters.</summary>
    public static string Of(StatementClass statement)
    {
        var line = new StringBuilder(Words(statement.Verb.ToString()));
        string link = statement.Verb switch
        {
            StatementVerb.Insert or StatementVerb.Replace or StatementVerb.Merge => "into",
            StatementVerb.Delete => "from",
            StatementVerb.Comment or StatementVerb.Grant or StatementVerb.Revoke => "on",
            _ => "",
        };
        if (statement.Target is not null || statement.ObjectKind != ObjectKind.None)
        {
            AppendWord(line, link);
        }

        bool isKindImplied = link is "into" or "from" || statement.Verb is StatementVerb.Update or StatementVerb.Copy;
        if (!isKindImplied && statement.ObjectKind is not (ObjectKind.None or ObjectKind.Other))
        {
            AppendWord(line, Words(statement.ObjectKind.ToString()));
        }

        AppendWord(line, Name(statement.Target));
        if (statement.OnTable is not null)
        {
            AppendWord(line, "on");
            AppendWord(line, Name(statement.OnTable));
        }

        return line.ToString();
    }

    private static void AppendWord(StringBuilder line, string word)
    {
        if (word.Length > 0)
        {
            line.Append(' ').Append(word);
        }
    }

    // MaterializedView -> materialized view
    private static string Words(string name)
    {
        var words = new StringBuilder(name.Length + 1);
        foreach (char c in name)
        {
            if (char.IsAsciiLetterUpper(c) && words.Length > 0)
            {
                words.Append(' ');
            }

            words.Append(char.ToLowerInvariant(c));
        }

        return words.ToString();
    }

    private static string Name(string? name)
    {
        if (name is null)
        {
            return "";
        }

        string shown = name.Length > LongestName ? string.Concat(name.AsSpan(0, LongestName), "…") : name;
        return string.Create(
            shown.Length,
            shown,
            static (span, source) =>
            {
                for (int index = 0; index < span.Length; index++)
                {
                    span[index] = char.IsControl(source[index]) ? '?' : source[index];
                }
            }
        );
    }
}
