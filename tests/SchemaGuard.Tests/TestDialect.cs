using SchemaGuard.History;
using SchemaGuard.Providers;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Tests;

/// <summary>Answers as a small database would that reads SQLite's scripts and names, and runs every statement where it stands.</summary>
internal sealed class TestDialect : ISqlDialect
{
    public LexicalRules LexicalRules => LexicalRules.Sqlite;

    public StringComparer IdentifierComparer => StringComparer.OrdinalIgnoreCase;

    public string? FindProblem(HistoryTables tables) => null;

    public string CanonicalType(string type) => type.Trim().ToLowerInvariant();

    public string QuoteIdentifier(string identifier) => $"\"{identifier}\"";

    public string UtcTimestampAgo(string secondsParameter) => $"ago({secondsParameter})";

    public PreparedScript Prepare(SqlScript script) => new([], script.Statements);

    public bool IsRepeatable(StatementClass statement) => false;

    public bool EstablishesSession(SqlStatement statement) => false;
}
