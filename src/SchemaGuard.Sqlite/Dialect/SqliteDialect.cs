using SchemaGuard.History;
using SchemaGuard.Providers;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Sqlite.Errors;
using SchemaGuard.Sqlite.Statements;

namespace SchemaGuard.Sqlite.Dialect;

/// <summary>The rules of SQLite's SQL.</summary>
internal sealed class SqliteDialect : ISqlDialect
{
    private const string ForeignKeys = "foreign_keys";
    private static readonly ForeignKeyCheck Foreign = new();

    public LexicalRules LexicalRules => LexicalRules.Sqlite;

    public StringComparer IdentifierComparer => AsciiNameComparer.Instance;

    public string? FindProblem(HistoryTables tables) =>
        tables.Schema is not null ? SqliteMessages.NoSchemas()
        : tables.History.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase) ? SqliteMessages.ReservedName(tables.History)
        : null;

    public string CanonicalType(string type) => SqliteTypes.Canonical(type);

    public bool KeepsText => true;

    public string QuoteIdentifier(string identifier) => Identifier.Quote(identifier);

    public string UtcTimestampAgo(string secondsParameter) =>
        $"strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-' || {secondsParameter} || ' seconds')";

    public PreparedScript Prepare(SqlScript script)
    {
        var switches = script.Statements.Where(IsForeignKeySwitch).ToList();
        var body = switches.Count == 0 ? script.Statements : [.. script.Statements.Where(statement => !IsForeignKeySwitch(statement))];
        var off = switches.Find(statement => IsOff(statement.Class.PragmaValue));
        return new PreparedScript(switches.Count == 0 ? [] : [off ?? switches[^1]], body)
        {
            Check = off is null ? null : Foreign,
            ChangesSession =
                switches.Count > 0 || body.Any(statement => EstablishesSession(statement.Class) || statement.Class.IsTemporary),
        };
    }

    /// <summary>
    /// Determines whether a statement may run twice. VACUUM and REINDEX give the same result twice; a statement that sets up the session
    /// starts from a new one.
    /// </summary>
    public bool IsRepeatable(StatementClass statement) =>
        EstablishesSession(statement) || statement.Verb is StatementVerb.Vacuum or StatementVerb.Reindex or StatementVerb.Analyze;

    public bool EstablishesSession(SqlStatement statement) => EstablishesSession(statement.Class);

    private static bool EstablishesSession(StatementClass statement) =>
        statement.Verb is StatementVerb.Pragma or StatementVerb.Attach or StatementVerb.Detach;

    private static bool IsForeignKeySwitch(SqlStatement statement) =>
        statement.Class is { Verb: StatementVerb.Pragma, PragmaValue: not null } pragma
        && ForeignKeys.Equals(pragma.PragmaName, StringComparison.OrdinalIgnoreCase);

    private static bool IsOff(string? value) => value?.Trim('\'', '"').ToUpperInvariant() is "OFF" or "0" or "FALSE" or "NO";
}
