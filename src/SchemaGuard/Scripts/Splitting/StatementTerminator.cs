using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Scripts.Splitting;

/// <summary>The terminator of a statement: the delimiter, or what clients accept instead.</summary>
internal static class StatementTerminator
{
    /// <summary>Returns the length of the terminator that a token is or begins; 0 for any other token.</summary>
    public static int LengthAt(SqlToken token, ReadOnlySpan<char> text, LexicalRules rules, in SqlLexer lexer)
    {
        switch (token.Kind)
        {
            case SqlTokenKind.Delimiter:
                return token.Length;
            case SqlTokenKind.Semicolon:
                return lexer.Delimiter.IsEmpty && !lexer.InExecutableComment ? 1 : 0;
            case SqlTokenKind.Backslash:
                char next = token.End < text.Length ? text[token.End] : '\0';
                bool isEnd = rules.DelimiterCommand ? next is 'G' or 'g' : rules.PsqlCommands && next == ';';
                return isEnd ? 2 : 0;
            default:
                return 0;
        }
    }
}
