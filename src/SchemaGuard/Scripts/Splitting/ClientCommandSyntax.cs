using System.Buffers;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Lexing;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Scripts.Splitting;

/// <summary>The syntax of the commands of psql, mysql, mariadb and sqlite3, which no server understands.</summary>
internal static class ClientCommandSyntax
{
    // Both clients keep the delimiter in a buffer of this size and truncate a longer one.
    private const int LongestDelimiter = 15;

    private static readonly SearchValues<char> DelimiterMarks = SearchValues.Create("$;/|#@!^&~%");

    /// <summary>Determines whether a token at the beginning of a statement begins a client command.</summary>
    public static bool BeginsCommand(SqlToken token, ReadOnlySpan<char> text, LexicalRules rules) =>
        token.Kind switch
        {
            SqlTokenKind.Backslash => rules.PsqlCommands || rules.DelimiterCommand,
            SqlTokenKind.Dot => rules.DotCommands && SqlCharacters.IsFirstOnLine(text, token.Start),
            SqlTokenKind.Word => rules.DelimiterCommand
                && IsMySqlCommand(token.In(text))
                && (IsDelimiterWord(token.In(text)) || SqlCharacters.IsFirstOnLine(text, token.Start)),
            _ => false,
        };

    /// <summary>
    /// Determines whether a token inside a statement is a DELIMITER command that ends the statement without a terminator. The command must
    /// stand alone on its line, with an argument of punctuation marks only, so that a column of this name is not mistaken for it.
    /// </summary>
    public static bool InterruptsStatement(SqlToken token, ReadOnlySpan<char> text)
    {
        if (!IsDelimiterWord(token.In(text)) || !SqlCharacters.IsFirstOnLine(text, token.Start))
        {
            return false;
        }

        ReadOnlySpan<char> argument = text[token.End..SqlCharacters.EndOfLine(text, token.End)].Trim();
        return !argument.IsEmpty && !argument.ContainsAnyExcept(DelimiterMarks);
    }

    /// <summary>
    /// Reads the delimiter that a command sets; returns <see langword="false"/> for any other command or when none is given.
    /// </summary>
    public static bool TryReadDelimiter(ReadOnlySpan<char> command, out ReadOnlySpan<char> delimiter)
    {
        const int keywordLength = 9;
        delimiter = [];
        if (command.Length < keywordLength || !IsDelimiterWord(command[..keywordLength]))
        {
            return false;
        }

        delimiter = command[keywordLength..].TrimStart();
        bool isQuoted = delimiter.Length > 1 && delimiter[0] is '\'' or '"' or '`';
        int end = isQuoted ? delimiter[1..].IndexOf(delimiter[0]) : delimiter.IndexOfAny(' ', '\t', '\u00A0');
        delimiter = isQuoted ? delimiter[1..] : delimiter;
        delimiter = end < 0 ? delimiter : delimiter[..end];
        delimiter = delimiter[..Math.Min(delimiter.Length, LongestDelimiter)];
        return !delimiter.IsEmpty;
    }

    /// <summary>Determines whether a command is psql's <c>\copy … from stdin</c>, whose data is in the lines after it.</summary>
    public static bool ReadsCopyData(ReadOnlySpan<char> command)
    {
        if (!command.StartsWith(@"\copy", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var lexer = new SqlLexer(command[1..], LexicalRules.PostgreSql);
        var copy = default(CopyTracker);
        while (lexer.Next(out SqlToken token))
        {
            copy.Take(token, command[1..]);
        }

        return copy.ReadsStandardInput;
    }

    /// <summary>Returns a command's name as written: <c>\restrict</c>, <c>.mode</c>, <c>DELIMITER</c>.</summary>
    public static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> command)
    {
        bool hasMark = command[0] is '\\' or '.';
        int end = SqlCharacters.EndOfWord(command, hasMark ? 1 : 0);
        return command[..Math.Max(end, Math.Min(2, command.Length))];
    }

    /// <summary>Determines whether leaving a command out changes neither the database nor which statements run.</summary>
    public static bool IsHarmless(ReadOnlySpan<char> command)
    {
        if (command[0] == '\\' && HoldsAnother(command))
        {
            return false;
        }

        Span<char> buffer = stackalloc char[Keyword.BufferLength];
        return Keyword.Upper(NameOf(command), buffer) switch
        {
            "DELIMITER" or "TEE" or "NOTEE" or "PAGER" or "NOPAGER" or "PROMPT" or "PRINT" => true,
            "WARNINGS" or "NOWARNING" or "STATUS" or "CLEAR" or "HELP" or "REHASH" => true,
            @"\RESTRICT" or @"\UNRESTRICT" or @"\ECHO" or @"\QECHO" or @"\WARN" or @"\TIMING" => true,
            @"\PSET" or @"\X" or @"\P" or @"\R" or @"\A" or @"\T" or @"\H" or @"\ERRVERBOSE" => true,
            @"\SET" => SetsErrorStop(command),
            ".HEADERS" or ".HEADER" or ".MODE" or ".PRINT" or ".ECHO" or ".TIMER" or ".BAIL" => true,
            ".WIDTH" or ".NULLVALUE" or ".CHANGES" or ".STATS" or ".EQP" => true,
            _ => false,
        };
    }

    // A later line may use the value of any other variable.
    private static bool SetsErrorStop(ReadOnlySpan<char> command)
    {
        ReadOnlySpan<char> arguments = command[NameOf(command).Length..].TrimStart();
        return arguments[..SqlCharacters.EndOfWord(arguments, 0)].SequenceEqual("ON_ERROR_STOP");
    }

    // psql, "Meta-Commands": a backslash outside quotes ends the arguments and begins the next command; two of them return to SQL.
    private static bool HoldsAnother(ReadOnlySpan<char> command)
    {
        char quote = '\0';
        for (int position = 1; position < command.Length; position++)
        {
            char c = command[position];
            if (c == '\\')
            {
                if (quote == '\0')
                {
                    return true;
                }

                position += quote == '\'' ? 1 : 0;
            }
            else if (quote == '\0' && c is '\'' or '"' or '`')
            {
                quote = c;
            }
            else if (c == quote)
            {
                quote = '\0';
            }
        }

        return false;
    }

    private static bool IsDelimiterWord(ReadOnlySpan<char> word) => Keyword.Is(word, "DELIMITER");

    // No statement of the server begins with one of these; USE does, so it is a statement.
    private static bool IsMySqlCommand(ReadOnlySpan<char> word)
    {
        Span<char> buffer = stackalloc char[Keyword.BufferLength];
        return Keyword.Upper(word, buffer)
            is "DELIMITER"
                or "SOURCE"
                or "SYSTEM"
                or "TEE"
                or "NOTEE"
                or "PAGER"
                or "NOPAGER"
                or "PROMPT"
                or "PRINT"
                or "WARNINGS"
                or "NOWARNING"
                or "CHARSET"
                or "CONNECT"
                or "STATUS"
                or "CLEAR"
                or "HELP"
                or "REHASH"
                or "RESETCONNECTION"
                or "QUIT"
                or "EXIT"
                or "EGO"
                or "GO";
    }
}
