using SchemaGuard.Scripts;

namespace SchemaGuard.PostgreSql;

/// <summary>Writes the exact statement that gives a missing right, out of the server's sentence and the statement that met it.</summary>
internal static class MissingRight
{
    private const string Denied = "permission denied for ";
    private const string Owner = "must be owner of ";

    /// <summary>Composes the remedy.</summary>
    /// <param name="text">The server's sentence of an error of SQLSTATE 42501.</param>
    /// <param name="statement">The statement that met it, where there is one.</param>
    /// <param name="user">The user, where it is known.</param>
    public static string Remedy(string text, StatementClass? statement, string? user)
    {
        var role = PostgreSqlDialect.Quote(user ?? "the migrating role");
        if (text.StartsWith(Denied, StringComparison.Ordinal))
        {
            return PostgreSqlMessages.Grant(Grant(text[Denied.Length..], statement), role);
        }

        if (text.StartsWith(Owner, StringComparison.Ordinal))
        {
            return PostgreSqlMessages.Ownership(text[Owner.Length..], role);
        }

        return text.Contains("create extension", StringComparison.Ordinal) ? PostgreSqlMessages.ExtensionRemedy
            : text.Contains("create database", StringComparison.Ordinal) ? PostgreSqlMessages.Attribute("CREATEDB", role)
            : text.Contains("create role", StringComparison.Ordinal) ? PostgreSqlMessages.Attribute("CREATEROLE", role)
            : PostgreSqlMessages.RightRemedy;
    }

    /// <summary>Turns <c>table jobs</c> into <c>INSERT ON TABLE jobs</c>.</summary>
    private static string Grant(string subject, StatementClass? statement)
    {
        var blank = subject.IndexOf(' ', StringComparison.Ordinal);
        var (kind, name) = blank < 0 ? (subject, "") : (subject[..blank], subject[(blank + 1)..]);
        if (kind == "database" && name.StartsWith('"'))
        {
            // Met while connecting, where the server quotes the name itself.
            return $"CONNECT ON DATABASE {name}";
        }

        var quoted = PostgreSqlDialect.Quote(name);
        return kind switch
        {
            "schema" => statement is null or { Verb: StatementVerb.Create or StatementVerb.Alter or StatementVerb.Drop }
                ? $"USAGE, CREATE ON SCHEMA {quoted}"
                : $"USAGE ON SCHEMA {quoted}",
            "database" => $"CREATE ON DATABASE {quoted}",
            "table" or "view" => $"{TableRight(statement?.Verb)} ON TABLE {quoted}",
            "sequence" => $"USAGE, SELECT ON SEQUENCE {quoted}",
            "function" or "procedure" => $"EXECUTE ON {kind.ToUpperInvariant()} {quoted}",
            "tablespace" => $"CREATE ON TABLESPACE {quoted}",
            "type" or "language" => $"USAGE ON {kind.ToUpperInvariant()} {quoted}",
            _ => $"ALL ON {kind.ToUpperInvariant()} {quoted}",
        };
    }

    private static string TableRight(StatementVerb? verb) =>
        verb switch
        {
            StatementVerb.Insert or StatementVerb.Copy => "SELECT, INSERT",
            StatementVerb.Update => "SELECT, UPDATE",
            StatementVerb.Delete => "SELECT, DELETE",
            StatementVerb.Truncate => "TRUNCATE",
            StatementVerb.Create or StatementVerb.Alter => "REFERENCES, TRIGGER",
            _ => "SELECT",
        };
}
