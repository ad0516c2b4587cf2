using System.Text;
using System.Text.RegularExpressions;

namespace SchemaGuard.House.Tests.Sentences;

/// <summary>A reader of the string literals of a C# file that is formatted as this repository formats them.</summary>
internal sealed partial class SourceReader
{
    private readonly string _file;
    private readonly string _type;
    private readonly string _code;
    private readonly Stack<(string Call, int Argument)> _frames = new([("", 0)]);
    private readonly List<SourceString> _strings = [];
    private readonly List<(int Offset, string Member)> _members;
    private int _at;

    private SourceReader(string file, string code)
    {
        (_file, _code) = (file, code);
        _type = Path.GetFileNameWithoutExtension(file);
        _members = [.. Member().Matches(code).Select(match => (match.Index, match.Groups["name"].Value))];
    }

    /// <summary>Reads a file.</summary>
    public static IReadOnlyList<SourceString> Read(string file, string code)
    {
        var reader = new SourceReader(file, code);
        reader.ReadCode(isHole: false);
        return reader._strings;
    }

    private char Next => _at + 1 < _code.Length ? _code[_at + 1] : '\0';

    private void ReadCode(bool isHole)
    {
        var depth = _frames.Count;
        for (; _at < _code.Length; _at++)
        {
            switch (_code[_at])
            {
                case '/' when Next == '/':
                case '#' when _at == 0 || _code[_at - 1] == '\n':
                    _at = IndexOf("\n", _at);
                    break;
                case '/' when Next == '*':
                    _at = IndexOf("*/", _at) + 1;
                    break;
                case '\'':
                    _at = IndexOf("'", _at + (Next == '\\' ? 3 : 2));
                    break;
                case '"':
                    ReadString();
                    break;
                case '(' or '[' or '{':
                    _frames.Push((_code[_at] == '(' ? NameBefore(_at) : "", 0));
                    break;
                case '}' when isHole && _frames.Count == depth:
                    return;
                case ')' or ']' or '}':
                    _frames.TryPop(out _);
                    break;
                case ',' when _frames.TryPop(out var frame):
                    _frames.Push(frame with { Argument = frame.Argument + 1 });
                    break;
            }
        }
    }

    /// <summary>Reads a literal, and the code in its holes; ends on its last quote.</summary>
    private void ReadString()
    {
        var start = _at;
        var prefix = "";
        for (var before = start - 1; before >= 0 && _code[before] is '$' or '@'; before--)
        {
            prefix += _code[before];
        }

        var (call, argument) = _frames.Peek();
        var quotes = 1;
        while (start + quotes < _code.Length && _code[start + quotes] == '"')
        {
            quotes++;
        }

        var text = quotes >= 3 && !prefix.Contains('@', StringComparison.Ordinal) ? ReadRaw(quotes) : ReadQuoted(prefix);
        var member = _members.LastOrDefault(found => found.Offset < start).Member ?? "";
        _strings.Add(new SourceString(text, _file, $"{_type}.{member}", call, argument));
    }

    private string ReadRaw(int quotes)
    {
        var start = _at + quotes;
        var end = IndexOf(new string('"', quotes), start);
        _at = end + quotes - 1;
        return _code[start..end];
    }

    private string ReadQuoted(string prefix)
    {
        var (isVerbatim, hasHoles) = (prefix.Contains('@', StringComparison.Ordinal), prefix.Contains('$', StringComparison.Ordinal));
        var text = new StringBuilder();
        for (_at++; _at < _code.Length; _at++)
        {
            var character = _code[_at];
            if (character == '"' && !(isVerbatim && Next == '"'))
            {
                return text.ToString();
            }

            if (hasHoles && character == '{' && Next != '{')
            {
                _at++;
                _frames.Push(("", 0));
                ReadCode(isHole: true);
                _frames.Pop();
                text.Append("{}");
                continue;
            }

            var isPair = (character == '\\' && !isVerbatim) || (character == '"' && isVerbatim) || (hasHoles && character is '{' or '}');
            _at += isPair ? 1 : 0;
            text.Append(_code[_at]);
        }

        return text.ToString();
    }

    private int IndexOf(string text, int start) =>
        _code.IndexOf(text, Math.Min(start, _code.Length), StringComparison.Ordinal) is var found and >= 0 ? found : _code.Length;

    /// <summary>Returns the name of the method whose arguments begin here.</summary>
    private string NameBefore(int parenthesis)
    {
        var start = parenthesis;
        while (start > 0 && (char.IsLetterOrDigit(_code[start - 1]) || _code[start - 1] is '.' or '_'))
        {
            start--;
        }

        return _code[start..parenthesis];
    }

    /// <summary>Matches a member of a type, which is indented by four spaces.</summary>
    [GeneratedRegex(
        @"^    (?:public|internal|private|protected)\b[^\n]*?\b(?<name>\w+)\s*(?:\(|=>|=|\{|\n)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Member();
}
