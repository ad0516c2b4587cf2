using System.Text.RegularExpressions;
using Npgsql;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.Messages;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.PostgreSql.Rights;

/// <summary>
/// The remedy for a missing right, derived from the server's sentence alone: complete for refusals that are not about one object of the catalog, and
/// as good as it can be without the catalog for the others.
/// </summary>
internal static partial class MissingRight
{
    private const int FirstWithParameterRights = 15;

    /// <summary>Determines whether the sentence is about something on which the catalog has no more information.</summary>
    public static bool IsSpecial(PostgresException refusal) => FindSpecial(refusal, "x", version: null) is not null;

    /// <summary>Composes the remedy.</summary>
    /// <param name="refusal">The server's answer: an error with SQLSTATE 42501.</param>
    /// <param name="statement">The statement that was refused, if any.</param>
    /// <param name="user">The user, if known.</param>
    /// <param name="version">The server's version, if known.</param>
    public static string Remedy(PostgresException refusal, StatementClass? statement, string? user, Version? version)
    {
        var role = SqlText.Quote(user ?? "the migrating role");
        return FindSpecial(refusal, role, version)
            ?? (RefusedSubject.Read(refusal.MessageText, statement) is { } right ? OfObject(right, refusal.MessageText, role) : null)
            ?? (refusal.MessageText.Contains("create extension", StringComparison.Ordinal) ? RightMessages.ExtensionRemedy : null)
            ?? RightMessages.RightRemedy;
    }

    private static string? FindSpecial(PostgresException refusal, string role, Version? version)
    {
        var text = refusal.MessageText;
        return text.Contains("row-level security policy", StringComparison.Ordinal) ? RightMessages.RowSecurity(role)
            : text.Contains("create database", StringComparison.Ordinal) ? RightMessages.Attribute("CREATEDB", role)
            : text.Contains("create role", StringComparison.Ordinal) ? RightMessages.Attribute("CREATEROLE", role)
            : text.StartsWith("must be owner of extension ", StringComparison.Ordinal) ? RightMessages.ExtensionOwnerRemedy
            : Parameter.Match(text) is { Success: true } parameter
                ? version?.Major < FirstWithParameterRights
                        ? RightMessages.SettingRemedy(SqlText.Quote(parameter.Groups["name"].Value), role)
                    : RightMessages.Grant($"SET ON PARAMETER {SqlText.Quote(parameter.Groups["name"].Value)}", role)
            : Connecting.Match(text) is { Success: true } database
                ? RightMessages.Grant($"CONNECT ON DATABASE {SqlText.Quote(database.Groups["name"].Value)}", role)
            : Membership.Match(text) is { Success: true } member ? RightMessages.Grant(SqlText.Quote(member.Groups["name"].Value), role)
            : PredefinedRole.Match($"{text} {refusal.Detail} {refusal.Hint}") is { Success: true } predefined
                ? RightMessages.Grant(predefined.Value, role)
            : null;
    }

    private static string OfObject(NeededRight right, string text, string role)
    {
        var name =
            right.Schema is { } schema && right.Name.Length > 0
                ? $"{SqlText.Quote(schema)}.{SqlText.Quote(right.Name)}"
                : SqlText.Quote(right.Name);
        if (right.Right == NeededRight.Owner)
        {
            return RightMessages.OwnershipRemedy;
        }

        return right.Kind switch
        {
            NeededRightKind.Schema => RightMessages.Grant(
                $"{(right.Right == "CREATE" ? "USAGE, CREATE" : right.Right)} ON SCHEMA {SqlText.Quote(right.Schema!)}",
                role
            ),
            NeededRightKind.Database => RightMessages.Grant($"CREATE ON DATABASE {name}", role),
            NeededRightKind.Type => RightMessages.Grant($"USAGE ON TYPE {name}", role),
            NeededRightKind.Relation => RightMessages.Grant(
                $"{right.Right} ON {(text.Contains(" sequence ", StringComparison.Ordinal) ? "SEQUENCE" : "TABLE")} {name}",
                role
            ),
            // Only the catalog tells which of a function's overloads it is.
            _ => RightMessages.RightRemedy,
        };
    }

    [GeneratedRegex("^permission denied to set parameter \"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter { get; }

    /// <summary>Occurs while connecting, where the server quotes the name itself.</summary>
    [GeneratedRegex("^permission denied for database \"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Connecting { get; }

    [GeneratedRegex(
        "^(must be member of role|must be able to SET ROLE|permission denied to set role) \"(?<name>[^\"]+)\"",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Membership { get; }

    /// <summary>The roles through which the server grants access to its files and programs, such as pg_read_server_files.</summary>
    [GeneratedRegex(
        "\\bpg_(read_server_files|write_server_files|execute_server_program|create_subscription|checkpoint|signal_backend|"
            + "signal_autovacuum_worker|maintain|monitor|use_reserved_connections|read_all_(data|settings|stats)|write_all_data)\\b",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex PredefinedRole { get; }
}
