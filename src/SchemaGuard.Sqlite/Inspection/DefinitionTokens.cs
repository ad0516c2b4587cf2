using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Sqlite.Inspection;

/// <summary>The tokens of a definition, read from left to right. Past the end every token is empty.</summary>
internal sealed class DefinitionTokens
{
    private readonly string _text;
    private readonly IReadOnlyList<TextRange> _ranges;

    public DefinitionTokens(string text) => (_text, _ranges) = (text, SqlScript.ReadTokenRanges(text, LexicalRules.Sqlite));

    /// <summary>Gets the index of the current token.</summary>
    public int Position { get; private set; }

    /// <summary>Gets whether no token is left.</summary>
    public bool IsAtEnd => Position >= _ranges.Count;

    /// <summary>Gets the current token as it is written; empty at the end.</summary>
    public string Current => At(Position);

    /// <summary>Returns a whole text in its canonical form.</summary>
    public static string Canonical(string text)
    {
        var tokens = new DefinitionTokens(text);
        return tokens.Canonical(0, tokens._ranges.Count);
    }

    /// <summary>Determines whether the next tokens are these words, in any case.</summary>
    public bool Is(params ReadOnlySpan<string> words)
    {
        for (var index = 0; index < words.Length; index++)
        {
            if (!TextAt(Position + index).Equals(words[index], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Determines whether the current token is one of these words, in any case.</summary>
    public bool IsAny(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Is(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Consumes these words if they come next.</summary>
    public bool Take(params ReadOnlySpan<string> words)
    {
        var isHere = Is(words);
        Position += isHere ? words.Length : 0;
        return isHere;
    }

    /// <summary>Skips the current token; for an opening parenthesis, everything up to its closing one.</summary>
    public void Skip()
    {
        var depth = 0;
        do
        {
            depth += Depth(TextAt(Position));
            Position++;
        } while (depth > 0 && !IsAtEnd);
    }

    /// <summary>Skips an opening parenthesis and everything up to its closing one.</summary>
    /// <returns>The text between them, in its canonical form; empty where the current token is no parenthesis.</returns>
    public string SkipParentheses()
    {
        if (!Is("("))
        {
            return "";
        }

        var start = Position + 1;
        Skip();
        return Canonical(start, At(Position - 1) == ")" ? Position - 1 : Position);
    }

    /// <summary>Reads a name without its quotes; the last one where dots join several.</summary>
    public string ReadName()
    {
        var name = Unquote(Current);
        Position++;
        while (Is("."))
        {
            name = Unquote(At(Position + 1));
            Position += 2;
        }

        return name;
    }

    /// <summary>Reads a list in parentheses, split at its commas.</summary>
    /// <returns>The first token of each part, and the one after its last.</returns>
    public IReadOnlyList<(int Start, int End)> ReadList()
    {
        var parts = new List<(int, int)>();
        if (!Take("("))
        {
            return parts;
        }

        var start = Position;
        while (!IsAtEnd && !Is(")"))
        {
            if (Is(","))
            {
                parts.Add((start, Position));
                start = Position + 1;
            }

            Skip();
        }

        if (Position > start)
        {
            parts.Add((start, Position));
        }

        Take(")");
        return parts;
    }

    /// <summary>Returns the tokens of a part in their canonical form.</summary>
    public string Canonical(int start, int end) =>
        CanonicalSql.Write(Enumerable.Range(start, Math.Max(0, Math.Min(end, _ranges.Count) - start)).Select(At));

    /// <summary>Returns the tokens from here to the end in their canonical form.</summary>
    public string CanonicalRest() => Canonical(Position, _ranges.Count);

    /// <summary>Returns a part as it is written, with each run of blanks and comments as one blank.</summary>
    public string AsWritten(int start, int end)
    {
        var text = "";
        for (var index = start; index < Math.Min(end, _ranges.Count); index++)
        {
            var isGlued = index == start || _ranges[index].Offset == _ranges[index - 1].Offset + _ranges[index - 1].Length;
            text += isGlued ? At(index) : " " + At(index);
        }

        return text;
    }

    /// <summary>Returns a token as it is written; empty where there is none.</summary>
    public string At(int index) => TextAt(index).ToString();

    private ReadOnlySpan<char> TextAt(int index) =>
        index >= 0 && index < _ranges.Count ? _text.AsSpan(_ranges[index].Offset, _ranges[index].Length) : [];

    /// <summary>Returns a token in lower case, for comparison with words of SQL.</summary>
    public string WordAt(int index) => At(index).ToLowerInvariant();

    /// <summary>Removes the quotes of a name.</summary>
    public static string Unquote(string token) =>
        token.Length < 2 ? token
        : token[0] == '[' && token[^1] == ']' ? token[1..^1]
        : token[0] is '"' or '`' or '\'' && token[^1] == token[0]
            ? token[1..^1].Replace(new string(token[0], 2), token[..1], StringComparison.Ordinal)
        : token;

    private static int Depth(ReadOnlySpan<char> token) =>
        token switch
        {
            "(" => 1,
            ")" => -1,
            _ => 0,
        };
}
