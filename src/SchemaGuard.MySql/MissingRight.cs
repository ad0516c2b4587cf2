using System.Text.RegularExpressions;
using SchemaGuard.Scripts;

namespace SchemaGuard.MySql;

/// <summary>Writes the exact statement that gives a missing right, out of the server's sentence.</summary>
internal static partial class MissingRight
{
    /// <summary>What the guard's own statements need besides SELECT.</summary>
    private const string OwnRights = "SELECT, INSERT, UPDATE, CREATE";

    /// <summary>
    /// Composes the remedy. Rights on tables are given for the whole database: a table that the statement is to make, or that the history is kept in, is not there
    /// yet, and the server refuses to give a right on it.
    /// </summary>
    /// <param name="number">The server's number.</param>
    /// <param name="text">Its sentence.</param>
    /// <param name="statement">The statement that met it; <see langword="null"/> for one of the guard's own.</param>
    /// <param name="user">The user, where the sentence does not name one.</param>
    /// <param name="session">The account and the database of the session.</param>
    public static string Remedy(int number, string text, StatementClass? statement, string? user, SessionIdentity session)
    {
        var account = Account().Match(text) is { Success: true } match
            ? session.AccountOf(match.Groups["user"].Value, match.Groups["host"].Value)
            : session.AccountOf(user ?? "the migrating user", "%");
        if (OnTable().Match(text) is { Success: true } table)
        {
            var right = table.Groups["right"].Value.ToUpperInvariant();
            var database = DatabaseOf(table.Groups["object"].Value, statement) ?? session.Database;
            return MySqlMessages.Grant(
                $"{(statement is null && right is ("INSERT" or "UPDATE" or "CREATE") ? OwnRights : right)} ON {(database is null ? "" : MySqlDialect.Quote(database) + ".")}*",
                account
            );
        }

        if (OnDatabase().Match(text) is { Success: true } named)
        {
            return MySqlMessages.Grant($"{DatabaseRight(statement)} ON {MySqlDialect.Quote(named.Groups["database"].Value)}.*", account);
        }

        return Needed().Match(text) is { Success: true } needed
            ? MySqlMessages.Grant($"{needed.Groups["right"].Value.Split([" or ", ","], StringSplitOptions.None)[0].Trim()} ON *.*", account)
            : MySqlMessages.RightRemedy(number);
    }

    /// <summary>MariaDB names the database; MySQL does it for routines only, so that for tables the statement must tell.</summary>
    private static string? DatabaseOf(string name, StatementClass? statement) =>
        Qualified().Match(name) is { Success: true } match ? match.Groups["database"].Value.Replace("``", "`", StringComparison.Ordinal)
        : statement?.Target?.Split('.') is [var database, var table] && table == name.Trim('\'', '`') ? database
        : null;

    private static string DatabaseRight(StatementClass? statement) =>
        statement?.Verb switch
        {
            StatementVerb.Create when statement.IsTemporary => "CREATE TEMPORARY TABLES",
            StatementVerb.Create => statement.ObjectKind switch
            {
                ObjectKind.View => "CREATE VIEW, SELECT",
                ObjectKind.Trigger => "TRIGGER",
                ObjectKind.Procedure or ObjectKind.Function => "CREATE ROUTINE",
                ObjectKind.Event => "EVENT",
                _ => "CREATE",
            },
            StatementVerb.Alter => "ALTER",
            StatementVerb.Drop => "DROP",
            StatementVerb.Lock => "LOCK TABLES",
            _ => "ALL",
        };

    [GeneratedRegex("'(?<user>[^']*)'@'(?<host>[^']*)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Account();

    [GeneratedRegex(
        "^(?<right>[A-Za-z, ]+?) command denied to user .* for (?:table|column|routine) (?:'[^']*' in table )?(?<object>.+?)$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex OnTable();

    [GeneratedRegex("^(`(?<database>(?:[^`]|``)+)`\\.`|'(?<database>[^'.]+)\\.[^']+'$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Qualified();

    [GeneratedRegex("to database '(?<database>[^']*)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OnDatabase();

    [GeneratedRegex("you need \\(at least one of\\) the (?<right>[A-Z_ ,or]+?) privilege", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Needed();
}
