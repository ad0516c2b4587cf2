using System.Data;
using System.Text.RegularExpressions;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Planning;

/// <summary>The modes that a script gives to its own transactions: with BEGIN, or with a SET TRANSACTION at the beginning.</summary>
internal static partial class TransactionModes
{
    /// <summary>Determines whether a statement only sets modes of its transaction or of the following ones.</summary>
    public static bool AreSetBy(SqlStatement statement) =>
        statement.Class.Verb == StatementVerb.Set && Setting().IsMatch(TextOf(statement));

    /// <summary>Determines whether a statement sets modes for one transaction only.</summary>
    public static bool AreSetOnceBy(SqlStatement statement) =>
        statement.Class.Verb == StatementVerb.Set && SettingOnce().IsMatch(TextOf(statement));

    /// <summary>Determines whether a statement makes a transaction read-only.</summary>
    public static bool AreReadOnlyBy(SqlStatement statement) => ReadOnly().IsMatch(TextOf(statement));

    /// <summary>Returns the isolation level that a statement sets; unspecified if it sets none.</summary>
    public static IsolationLevel LevelOf(SqlStatement statement) =>
        Level().Match(TextOf(statement)).Value.Replace('-', ' ').ToUpperInvariant() switch
        {
            "READ UNCOMMITTED" => IsolationLevel.ReadUncommitted,
            "READ COMMITTED" => IsolationLevel.ReadCommitted,
            "REPEATABLE READ" => IsolationLevel.RepeatableRead,
            "SERIALIZABLE" => IsolationLevel.Serializable,
            _ => IsolationLevel.Unspecified,
        };

    /// <summary>Returns an isolation level as SQL writes it.</summary>
    public static string Sql(IsolationLevel level) =>
        level switch
        {
            IsolationLevel.ReadUncommitted => "READ UNCOMMITTED",
            IsolationLevel.ReadCommitted => "READ COMMITTED",
            IsolationLevel.RepeatableRead => "REPEATABLE READ",
            _ => "SERIALIZABLE",
        };

    private static string TextOf(SqlStatement statement) => string.Join(' ', statement.ReadTokens());

    [GeneratedRegex(
        @"^SET ((LOCAL|SESSION) )?(CHARACTERISTICS AS )?TRANSACTION (ISOLATION|READ|NOT|DEFERRABLE)\b|"
            + @"^SET ((LOCAL|SESSION) |@@ ?((LOCAL|SESSION) ?\. ?)?)?((DEFAULT_)?TRANSACTION|TX)_ISOLATION ?(=|: ?=|TO) ?'?[A-Z- ]+'?$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Setting();

    [GeneratedRegex(
        @"^SET (LOCAL )?TRANSACTION (ISOLATION|READ|NOT|DEFERRABLE)\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex SettingOnce();

    [GeneratedRegex(@"\bREAD ONLY\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex ReadOnly();

    [GeneratedRegex(
        @"\b(READ[ -]UNCOMMITTED|READ[ -]COMMITTED|REPEATABLE[ -]READ|SERIALIZABLE)\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Level();
}
