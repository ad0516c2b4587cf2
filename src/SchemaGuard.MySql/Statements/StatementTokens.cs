using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.MySql.Statements;

/// <summary>The tokens of a statement, read from left to right, with their positions.</summary>
internal sealed class StatementTokens
{
    private readonly string _text;
    private readonly IReadOnlyList<TextRange> _ranges;
    private int _next;

    private StatementTokens(string text, IReadOnlyList<TextRange> ranges) => (_text, _ranges) = (text, ranges);

    /// <summary>Gets whether no token is left.</summary>
    public bool IsAtEnd => _next >= _ranges.Count;

    /// <summary>Gets the current token as it is written; empty at the end.</summary>
    public string Current => At(_next);

    /// <summary>Gets where the current token stands.</summary>
    public TextRange Range => _ranges[_next];

    /// <summary>Reads the tokens of a statement.</summary>
    public static StatementTokens Of(SqlStatement statement) => new(statement.Text, statement.ReadTokenRanges());

    /// <summary>Reads the tokens of any text of the dialect.</summary>
    public static StatementTokens Of(string text, LexicalRules rules) => new(text, SqlScript.ReadTokenRanges(text, rules));

    /// <summary>Gets all tokens as they are written.</summary>
    public IReadOnlyList<string> All() => [.. Enumerable.Range(0, _ranges.Count).Select(At)];

    /// <summary>Determines whether the next tokens are these words, in any case.</summary>
    public bool Is(params ReadOnlySpan<string> words)
    {
        for (var index = 0; index < words.Length; index++)
        {
            if (!At(_next + index).Equals(words[index], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Consumes these words if they come next.</summary>
    public bool Take(params ReadOnlySpan<string> words)
    {
        var isHere = Is(words);
        _next += isHere ? words.Length : 0;
        return isHere;
    }

    /// <summary>Skips the current token; of parentheses, only the opening one.</summary>
    public void Step() => _next++;

    /// <summary>Skips the current token; for an opening parenthesis, everything up to its closing one.</summary>
    public void Skip()
    {
        var depth = 0;
        do
        {
            depth += Current switch
            {
                "(" => 1,
                ")" => -1,
                _ => 0,
            };
            _next++;
        } while (depth > 0 && !IsAtEnd);
    }

    /// <summary>Skips tokens up to one of these words outside parentheses.</summary>
    /// <returns>Whether one was found; it is then the current token.</returns>
    public bool SkipTo(params ReadOnlySpan<string> words)
    {
        while (!IsAtEnd)
        {
            foreach (var word in words)
            {
                if (Is(word))
                {
                    return true;
                }
            }

            Skip();
        }

        return false;
    }

    /// <summary>Reads a name, perhaps with its database.</summary>
    public QualifiedName ReadName()
    {
        var first = Range;
        var last = first;
        var name = Unquote(Current);
        string? database = null;
        _next++;
        if (Is("."))
        {
            _next++;
            database = name;
            last = Range;
            name = Unquote(Current);
            _next++;
        }

        return new QualifiedName(database, name, new TextRange(first.Offset, last.Offset + last.Length - first.Offset));
    }

    /// <summary>Removes the quotes of an identifier.</summary>
    public static string Unquote(string token) =>
        token.Length > 1 && token[0] is '`' or '"' && token[^1] == token[0]
            ? token[1..^1].Replace(new string(token[0], 2), token[..1], StringComparison.Ordinal)
            : token;

    private string At(int index) => index < _ranges.Count ? _text.Substring(_ranges[index].Offset, _ranges[index].Length) : "";
}
