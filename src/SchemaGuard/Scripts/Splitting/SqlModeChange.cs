using System.Text.RegularExpressions;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Scripts.Splitting;

/// <summary>
/// Follows a script that sets MySQL's <c>sql_mode</c>: the server reads what comes after the statement by other rules (MySQL reference, "Server SQL Modes").
/// </summary>
internal static partial class SqlModeChange
{
    private const int LongestSetting = 4096;
    private const string NoEscapes = "NO_BACKSLASH_ESCAPES";

    /// <summary>The modes in which double quotes enclose a name.</summary>
    private static readonly string[] WithQuotedNames = ["ANSI_QUOTES", "ANSI", "DB2", "MAXDB", "MSSQL", "ORACLE", "POSTGRESQL"];

    /// <summary>Gives the rules after a statement.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="rules">The rules that it was read by.</param>
    /// <param name="initial">The rules with which the script began: a mode that is set back is theirs.</param>
    public static LexicalRules After(ReadOnlySpan<char> statement, LexicalRules rules, LexicalRules initial)
    {
        if (
            !rules.FollowsSqlMode
            || statement.Length > LongestSetting
            || !statement.Contains("sql_mode", StringComparison.OrdinalIgnoreCase)
            || !new StatementReader(statement, rules).Is("SET")
            || Setting().Match(statement.ToString()) is not { Success: true } setting
        )
        {
            return rules;
        }

        var modes = Mode().Matches(setting.Groups["text"].Value).Select(match => match.Value.ToUpperInvariant()).ToList();
        return setting.Groups["function"].Value.ToUpperInvariant() switch
        {
            "CONCAT" or "CONCAT_WS" => Switch(rules, modes, isOn: true),
            "REPLACE" => Switch(rules, modes, isOn: false),
            "" when setting.Groups["variable"].Success => initial,
            "" => Switch(rules with { BackslashEscapes = true, DoubleQuoteIsString = true }, modes, isOn: true),
            _ => rules,
        };
    }

    private static LexicalRules Switch(LexicalRules rules, List<string> modes, bool isOn) =>
        rules with
        {
            BackslashEscapes = modes.Contains(NoEscapes, StringComparer.Ordinal) ? !isOn : rules.BackslashEscapes,
            DoubleQuoteIsString = modes.Intersect(WithQuotedNames, StringComparer.Ordinal).Any() ? !isOn : rules.DoubleQuoteIsString,
        };

    [GeneratedRegex(
        @"(\bSET\s+|,\s*)(@@((session|local)\s*\.\s*)?|(session|local)\s+)?sql_mode\s*:?=\s*"
            + @"((?<function>\w+)\s*\((?<text>[^)]*)\)|(?<variable>@[\w$.@]+|DEFAULT\b)|(?<text>'[^']*'|""[^""]*""|\w+))",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Setting();

    [GeneratedRegex(@"(?<![\w@])[A-Za-z]\w*", RegexOptions.None, 1000)]
    private static partial Regex Mode();
}
