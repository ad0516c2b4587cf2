using System.Runtime.InteropServices;
using System.Text;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Statements;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.MySql.Inspection;

/// <summary>
/// One spelling for SQL that the server has rendered, such as the condition of a check or the query of a view. Text without meaning is left out: the
/// database's own name, quotes around plain names, character set introducers, parentheses around the whole. Literals are escaped in one way.
/// </summary>
internal sealed class ExpressionText
{
    // In text that a server renders, double quotes enclose names if the session has ANSI_QUOTES, and never strings.
    private static readonly LexicalRules Rules = LexicalRules.MySql with { DoubleQuoteIsString = false };

    // They show how a literal arrived over the connection that created the object. Binary stays: it changes the meaning.
    private static readonly HashSet<string> Introducers = new(
        ["_utf8mb4", "_utf8mb3", "_utf8", "_latin1", "_ascii"],
        StringComparer.Ordinal
    );

    private readonly string _text;
    private readonly string _database;
    private readonly IReadOnlyList<TextRange> _ranges;
    private readonly List<Piece> _pieces = [];
    private int _next;

    private ExpressionText(string text, string database)
    {
        (_text, _database) = (text, database);
        _ranges = SqlScript.ReadTokenRanges(text, Rules);
    }

    /// <summary>Returns the canonical spelling.</summary>
    /// <param name="text">The text that the server has rendered.</param>
    /// <param name="database">The database's name, which is left out where it qualifies another name.</param>
    public static string Canonical(string text, string database)
    {
        var expression = new ExpressionText(text, database);
        while (expression._next < expression._ranges.Count)
        {
            expression.Read();
        }

        return expression.Write();
    }

    /// <summary>
    /// Undoes the escapes that MySQL puts into expressions of <c>information_schema</c>, including their quotes, as if they were part of a literal.
    /// </summary>
    public static string Unescape(string text)
    {
        var quote = text.IndexOf('\'', StringComparison.Ordinal);
        return quote > 0 && text[quote - 1] == '\\' ? LiteralText.Unescape(text) : text;
    }

    private void Read()
    {
        var token = Token(0);
        var name = StatementTokens.Unquote(token);
        var isName = token[0] is '`' or '"';
        if (isName && name == _database && Token(1) == ".")
        {
            Add("", tokens: 2);
        }
        else if (Introducers.Contains(token) && Token(1).StartsWith('\''))
        {
            Add("", tokens: 1);
        }
        else if (isName)
        {
            Add(IsPlain(name) ? name : Identifier.Quote(name), tokens: 1);
        }
        else if (token[0] == '\'')
        {
            Add(LiteralText.Canonical(token), tokens: 1);
        }
        else if (IsNow(token))
        {
            Add("current_timestamp", Token(1) == "(" && Token(2) == ")" ? 3 : 1);
        }
        else
        {
            Add(token.ToLowerInvariant(), tokens: 1);
        }
    }

    private void Add(string text, int tokens)
    {
        var end = _next == 0 ? 0 : _ranges[_next - 1].Offset + _ranges[_next - 1].Length;
        _pieces.Add(new Piece(text, _ranges[_next].Offset > end));
        _next += tokens;
    }

    private string Token(int ahead) =>
        _next + ahead < _ranges.Count ? _text.Substring(_ranges[_next + ahead].Offset, _ranges[_next + ahead].Length) : "";

    /// <summary>
    /// Determines whether a token is the time of the statement, which is written as now(), current_timestamp() and CURRENT_TIMESTAMP.
    /// </summary>
    private bool IsNow(string token) =>
        token.Equals("current_timestamp", StringComparison.OrdinalIgnoreCase)
        || (token.Equals("now", StringComparison.OrdinalIgnoreCase) && Token(1) == "(");

    private string Write()
    {
        var (first, last) = (0, _pieces.Count - 1);
        while (first < last && ClosingOf(first) == last)
        {
            (first, last) = (first + 1, last - 1);
        }

        var written = new StringBuilder(_text.Length);
        for (var index = first; index <= last; index++)
        {
            written.Append(index > first && _pieces[index].FollowsBlank ? " " : "").Append(_pieces[index].Text);
        }

        return written.ToString();
    }

    private int ClosingOf(int first)
    {
        var depth = 0;
        for (var index = first; index < _pieces.Count; index++)
        {
            depth += _pieces[index].Text switch
            {
                "(" => 1,
                ")" => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return index;
            }
        }

        return -1;
    }

    private static bool IsPlain(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(character => char.IsLetterOrDigit(character) || character is '_' or '$');

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Piece(string Text, bool FollowsBlank);
}
