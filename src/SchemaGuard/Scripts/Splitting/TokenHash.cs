using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Scripts.Splitting;

/// <summary>
/// The hash of what a script says, regardless of its layout: comments and white space outside literals do not count; every other character
/// does, including the case of words. Line ends are not normalised, so pass text with canonical ones.
/// </summary>
internal static class TokenHash
{
    /// <summary>Hashes a script. The delimiter and empty statements do not count.</summary>
    /// <returns><c>sha256:</c> and 64 lower-case hexadecimal digits.</returns>
    public static string OfScript(ReadOnlySpan<char> script, LexicalRules rules)
    {
        using var hasher = new TokenHasher();
        var splitter = new ScriptSplitter(script, rules);
        while (splitter.MoveNext())
        {
            ScriptSegment segment = splitter.Current;
            ReadOnlySpan<char> text = segment.In(script);
            switch (segment.Kind)
            {
                case ScriptSegmentKind.Statement:
                    AppendStatement(hasher, text, splitter.Rules);
                    break;
                case ScriptSegmentKind.ClientCommand when !ClientCommandSyntax.TryReadDelimiter(text, out _):
                    hasher.AppendMark(TokenHasher.ClientCommandMark);
                    hasher.Append(text.Trim());
                    break;
                case ScriptSegmentKind.CopyData:
                    hasher.AppendMark(TokenHasher.CopyDataMark);
                    hasher.Append(text);
                    break;
            }
        }

        return hasher.Finish();
    }

    /// <summary>Hashes the text of one statement.</summary>
    /// <returns><c>sha256:</c> and 64 lower-case hexadecimal digits.</returns>
    public static string OfStatement(ReadOnlySpan<char> statement, LexicalRules rules)
    {
        using var hasher = new TokenHasher();
        AppendStatement(hasher, statement, rules);
        return hasher.Finish();
    }

    private static void AppendStatement(TokenHasher hasher, ReadOnlySpan<char> statement, LexicalRules rules)
    {
        hasher.AppendMark(TokenHasher.StatementMark);
        var lexer = new SqlLexer(statement, rules);
        while (lexer.Next(out SqlToken token))
        {
            if (!token.IsTrivia)
            {
                hasher.Append(token.In(statement));
            }
        }
    }
}
