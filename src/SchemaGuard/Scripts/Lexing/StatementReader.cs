using System.Text;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Scripts.Lexing;

/// <summary>A reader of a statement's significant tokens, one by one. A copy marks a place to return to.</summary>
internal ref struct StatementReader
{
    private readonly ReadOnlySpan<char> _text;
    private readonly LexicalRules _rules;
    private SqlLexer _lexer;
    private SqlToken _token;

    /// <summary>Starts at the first significant token.</summary>
    public StatementReader(ReadOnlySpan<char> text, LexicalRules rules)
    {
        _text = text;
        _rules = rules;
        _lexer = new SqlLexer(text, rules);
        Read();
    }

    /// <summary>Gets whether no significant token is left.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Gets the current token's kind.</summary>
    public readonly SqlTokenKind Kind => _token.Kind;

    /// <summary>Gets the current token's text; empty at the end.</summary>
    public readonly ReadOnlySpan<char> Text => IsAtEnd ? [] : _token.In(_text);

    /// <summary>Gets the range of the current token.</summary>
    public readonly TextRange Range => new(_token.Start, _token.Length);

    /// <summary>Gets the current token's text if it is a word; otherwise, an empty span.</summary>
    public readonly ReadOnlySpan<char> Word => !IsAtEnd && Kind == SqlTokenKind.Word ? Text : [];

    /// <summary>Moves to the next significant token; skips the heads and ends of executable comments.</summary>
    /// <returns><see langword="false"/> at the end.</returns>
    public bool Read()
    {
        while (_lexer.Next(out _token))
        {
            if (!_token.IsTrivia && Kind is not (SqlTokenKind.ExecutableStart or SqlTokenKind.ExecutableEnd))
            {
                return true;
            }
        }

        IsAtEnd = true;
        return false;
    }

    /// <summary>Determines whether the current token is the given word, in any case, or the given mark.</summary>
    public readonly bool Is(scoped ReadOnlySpan<char> wordOrMark) =>
        !IsAtEnd
        && Kind is not (SqlTokenKind.String or SqlTokenKind.DollarString or SqlTokenKind.QuotedName)
        && Keyword.Is(Text, wordOrMark);

    /// <summary>Skips the current token if it is the given word or mark.</summary>
    public bool Take(scoped ReadOnlySpan<char> wordOrMark)
    {
        bool isIt = Is(wordOrMark);
        if (isIt)
        {
            Read();
        }

        return isIt;
    }

    /// <summary>Skips a parenthesised list, if there is one; an unclosed one ends with the statement.</summary>
    public void SkipParentheses()
    {
        if (Kind != SqlTokenKind.OpenParenthesis)
        {
            return;
        }

        int depth = 0;
        do
        {
            depth += Kind switch
            {
                SqlTokenKind.OpenParenthesis => 1,
                SqlTokenKind.CloseParenthesis => -1,
                _ => 0,
            };
        } while (Read() && depth > 0);
    }

    /// <summary>Reads a name of one or more parts joined by dots.</summary>
    /// <returns>The parts unquoted and joined by dots, or <see langword="null"/> when there is no name.</returns>
    public string? ReadName()
    {
        StringBuilder? name = null;
        while (IsNamePart())
        {
            string part = SqlName.Unquote(Text);
            Read();
            if (Kind != SqlTokenKind.Dot || IsAtEnd)
            {
                return name is null ? part : name.Append(part).ToString();
            }

            name = (name ?? new StringBuilder()).Append(part).Append('.');
            Read();
        }

        return name?.ToString().TrimEnd('.');
    }

    private readonly bool IsNamePart() =>
        !IsAtEnd
        && Kind switch
        {
            SqlTokenKind.Word or SqlTokenKind.QuotedName => true,
            SqlTokenKind.String => _rules.StringsNameObjects,
            _ => false,
        };
}
