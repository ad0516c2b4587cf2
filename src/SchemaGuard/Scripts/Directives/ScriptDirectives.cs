using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Lexing;
using SchemaGuard.Scripts.Splitting;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Scripts.Directives;

/// <summary>
/// The directives in the comments before a script's first statement: <c>-- schemaguard: transaction=none, timeout=5m</c>. Reading never
/// fails; what cannot be understood is reported as a problem with its position.
/// </summary>
internal sealed class ScriptDirectives
{
    /// <summary>The key that chooses whether the script runs in a transaction.</summary>
    public const string TransactionKey = "transaction";

    /// <summary>The key that names the oldest version whose application still works after this script.</summary>
    public const string CompatibleFromKey = "compatible-from";

    /// <summary>The key that limits how long the script may run.</summary>
    public const string TimeoutKey = "timeout";

    private const string Word = "schemaguard";
    private readonly List<DirectiveProblem> _problems = [];

    /// <summary>Gets how the script is to be run; <see langword="null"/> when it does not say.</summary>
    public TransactionDirective? Transaction { get; private set; }

    /// <summary>Gets the oldest version that is still compatible; <see langword="null"/> when the script does not say.</summary>
    public string? CompatibleFrom { get; private set; }

    /// <summary>Gets how long the script may run; <see langword="null"/> when it does not set a limit.</summary>
    public TimeSpan? Timeout { get; private set; }

    /// <summary>Gets all problems, in the order of the script.</summary>
    public IReadOnlyList<DirectiveProblem> Problems => _problems;

    /// <summary>Reads a script's directives.</summary>
    public static ScriptDirectives Read(ReadOnlySpan<char> script, LexicalRules rules)
    {
        var directives = new ScriptDirectives();
        var splitter = new ScriptSplitter(script, rules);
        bool isHead = true;
        while (splitter.MoveNext())
        {
            ScriptSegment segment = splitter.Current;
            if (segment.Kind == ScriptSegmentKind.Trivia)
            {
                directives.ReadComments(script, segment, rules, isHead);
            }
            else if (isHead && segment.Kind == ScriptSegmentKind.Statement)
            {
                // Most scripts end the search here; a directive further down would be ignored silently.
                isHead = false;
                if (!script[segment.End..].Contains(Word, StringComparison.OrdinalIgnoreCase))
                {
                    break;
                }
            }
        }

        return directives;
    }

    private void ReadComments(ReadOnlySpan<char> script, ScriptSegment trivia, LexicalRules rules, bool isHead)
    {
        var lexer = new SqlLexer(script[..trivia.End], rules) { Position = trivia.Start };
        while (lexer.Next(out SqlToken token))
        {
            if (token.Kind is SqlTokenKind.LineComment or SqlTokenKind.BlockComment)
            {
                ReadComment(script, token, isHead);
            }
        }
    }

    private void ReadComment(ReadOnlySpan<char> script, SqlToken comment, bool isHead)
    {
        ReadOnlySpan<char> content = CommentText.Content(comment.In(script));
        if (!content.StartsWith("schema", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        TextPosition position = TextLines.Advance(script, 0, new TextPosition(1, 1), comment.Start);
        bool isDirective =
            content.StartsWith(Word, StringComparison.OrdinalIgnoreCase) && content[Word.Length..].TrimStart().StartsWith(":");
        if (!isDirective)
        {
            if (DirectiveEntries.LooksLikeDirective(content))
            {
                Add(position, DirectiveMessages.NearMiss);
            }
        }
        else if (!isHead)
        {
            Add(position, DirectiveMessages.TooLate);
        }
        else
        {
            ReadEntries(content[(content.IndexOf(':') + 1)..], position);
        }
    }

    private void ReadEntries(ReadOnlySpan<char> entries, TextPosition position)
    {
        if (entries.IsWhiteSpace())
        {
            Add(position, DirectiveMessages.Empty);
            return;
        }

        foreach (Range range in entries.Split(','))
        {
            ReadOnlySpan<char> entry = entries[range].Trim();
            int sign = entry.IndexOf('=');
            if (sign <= 0)
            {
                Add(position, entry.IsEmpty ? DirectiveMessages.Empty : DirectiveMessages.NoValue(entry.ToString()));
                continue;
            }

            string key = entry[..sign].Trim().ToString().ToLowerInvariant();
            Add(position, Set(key, entry[(sign + 1)..].Trim().ToString()));
        }
    }

    // Returns what is wrong, or null.
    private string? Set(string key, string value)
    {
        switch (key)
        {
            case TransactionKey when Transaction is null:
                Transaction = DirectiveEntries.ParseTransaction(value);
                return Transaction is null ? DirectiveMessages.BadValue(key, value) : null;
            case CompatibleFromKey when CompatibleFrom is null:
                CompatibleFrom = DirectiveEntries.ParseVersion(value);
                return CompatibleFrom is null ? DirectiveMessages.BadValue(key, value) : null;
            case TimeoutKey when Timeout is null:
                Timeout = DirectiveEntries.ParseTime(value);
                return Timeout is null ? DirectiveMessages.BadValue(key, value) : null;
            case TransactionKey or CompatibleFromKey or TimeoutKey:
                return DirectiveMessages.Duplicate(key);
            default:
                return DirectiveMessages.UnknownKey(key);
        }
    }

    private void Add(TextPosition position, string? message)
    {
        if (message is not null)
        {
            _problems.Add(new DirectiveProblem(position, message));
        }
    }
}
