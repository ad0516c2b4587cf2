using System.Text.RegularExpressions;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Scripts.Splitting;

/// <summary>
/// The effect of a script that sets MySQL's <c>sql_mode</c>: the server reads the text after the statement by other rules (MySQL reference,
/// "Server SQL Modes").
/// </summary>
internal static partial class SqlModeChange
{
    private const int LongestSetting = 4096;
    private const string NoEscapes = "NO_BACKSLASH_ESCAPES";

    /// <summary>The modes in which double quotes enclose a name.</summary>
    private static readonly string[] WithQuotedNames = ["ANSI_QUOTES", "ANSI", "DB2", "MAXDB", "MSSQL", "ORACLE", "POSTGRESQL"];

    /// <summary>Returns the rules that apply after a statement.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="rules">The rules with which it was read.</param>
    /// <param name="initial">The rules at the beginning of the script, which resetting the mode restores.</param>
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
