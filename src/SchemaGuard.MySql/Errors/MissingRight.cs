using System.Text.RegularExpressions;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Messages;
using SchemaGuard.MySql.Server;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.MySql.Errors;

/// <summary>The exact statement that grants a missing privilege, derived from the server's sentence.</summary>
internal static partial class MissingRight
{
    /// <summary>The privileges that the guard's own statements need.</summary>
    private const string OwnRights = "SELECT, INSERT, UPDATE, CREATE";

    /// <summary>
    /// Composes the remedy. Privileges on tables are granted for the whole database: a table that the statement is about to create, or the history
    /// table, does not exist yet, and the server refuses to grant a privilege on it.
    /// </summary>
    /// <param name="number">The server's number.</param>
    /// <param name="text">Its sentence.</param>
    /// <param name="statement">The statement that failed; <see langword="null"/> for one of the guard's own.</param>
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
                $"{(statement is null && right is ("INSERT" or "UPDATE" or "CREATE") ? OwnRights : right)} "
                    + $"ON {(database is null ? "" : Pattern(database) + ".")}*",
                account
            );
        }

        if (OnDatabase().Match(text) is { Success: true } named)
        {
            return MySqlMessages.Grant($"{DatabaseRight(statement)} ON {Pattern(named.Groups["database"].Value)}.*", account);
        }

        return Needed().Match(text) is { Success: true } needed
            ? MySqlMessages.Grant($"{LeastOf(needed.Groups["right"].Value)} ON *.*", account)
            : MySqlMessages.RightRemedy(number);
    }

    /// <summary>Composes the remedy for a database that the user may not create: the privileges on everything that will be in it.</summary>
    /// <param name="text">The server's sentence.</param>
    /// <param name="database">The name.</param>
    public static string ForCreating(string text, string database) =>
        Account().Match(text) is { Success: true } match
            ? MySqlMessages.Grant($"{OwnRights} ON {Pattern(database)}.*", $"'{match.Groups["user"].Value}'@'{match.Groups["host"].Value}'")
            : MySqlMessages.RightRemedy(ServerError.DatabaseAccessDenied);

    /// <summary>
    /// Writes a database's name as GRANT takes it for a privilege on the whole database. There <c>_</c> and <c>%</c> are wildcards, so that the
    /// privilege would apply to other databases, too.
    /// </summary>
    private static string Pattern(string database) =>
        Identifier.Quote(database.Replace("_", "\\_", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal));

    /// <summary>Finds the database. MariaDB names it; MySQL does so for routines only, so that for tables the statement must tell.</summary>
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
            StatementVerb.Insert or StatementVerb.Replace => "INSERT",
            StatementVerb.Update => "UPDATE, SELECT",
            StatementVerb.Delete => "DELETE, SELECT",
            StatementVerb.Call => "EXECUTE",
            // Connecting needs any privilege on the database, and reading needs this one. Whatever else a run needs is reported by name.
            _ => "SELECT",
        };

    /// <summary>Selects, of the privileges that would suffice, the one that grants least: SUPER grants everything.</summary>
    private static string LeastOf(string rights)
    {
        var names = rights.Split([" or ", ","], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.FirstOrDefault(name => name != "SUPER") ?? names[0];
    }

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
