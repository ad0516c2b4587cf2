using SchemaGuard.History;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.History;
using SchemaGuard.PostgreSql.Messages;
using SchemaGuard.PostgreSql.Statements;
using SchemaGuard.Providers;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.PostgreSql.Dialect;

/// <summary>The SQL of PostgreSQL.</summary>
/// <param name="sessionName">The name of migrating sessions on the server.</param>
/// <param name="initial">What the application's data source does to a session first.</param>
internal sealed class PostgreSqlDialect(string sessionName, InitialSession initial) : ISqlDialect
{
    public LexicalRules LexicalRules => LexicalRules.PostgreSql;

    public StringComparer IdentifierComparer => StringComparer.Ordinal;

    public TransactionPipeline? Pipeline =>
        new("BEGIN", "COMMIT", "ROLLBACK")
        {
            BeganAt = "transaction_timestamp()",
            ElapsedMilliseconds = "(extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000)::bigint",
            RestoreSession = [.. RestoreSession(sessionName), .. initial.Statements, SessionTimeouts.LiftLocally],
            Preparation = StatementPreparation.Instance,
        };

    public string? SessionUser => "session_user";

    public string StampedToken(string token) => $"{token} || {PostgreSqlHistory.WrittenBy("(txid_current() & 4294967295)")}";

    /// <summary>Finds no problem: the longest name that the core accepts fits, with its longest suffix, into the 63 bytes of an identifier.</summary>
    public string? FindProblem(HistoryTables tables) => null;

    public string CanonicalType(string type) => TypeSpelling.Canonical(type);

    public string QuoteIdentifier(string identifier) => SqlText.Quote(identifier);

    public string UtcTimestampAgo(string secondsParameter) => $"(clock_timestamp() - make_interval(secs => {secondsParameter}))";

    public string TimestampText(string column) => $"""to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')""";

    public BoundedQuery BoundRead(string query) => new($"{BoundedRead.Statement}; {query}") { ResultsBefore = 1 };

    public IReadOnlyList<string> BoundTransaction(TimeSpan lockTimeout, TimeSpan? statementTimeout) =>
        [SessionTimeouts.Bound(SqlText.Milliseconds(lockTimeout), statementTimeout is { } bound ? SqlText.Milliseconds(bound) : "0")];

    public PreparedScript Prepare(SqlScript script) =>
        new([], script.Statements)
        {
            NonTransactionalReason = UsesAddedEnumValue(script.Statements) ? PostgreSqlMessages.UsesAddedEnumValue : null,
            ChangesSession = script.Statements.Any(MayChangeSession),
        };

    /// <summary>
    /// Determines whether running a statement twice has the same effect as running it once, for statements whose effect the catalog does not show.
    /// </summary>
    public bool IsRepeatable(StatementClass statement) =>
        SetsUpSession(statement)
        || statement.Verb is StatementVerb.Vacuum or StatementVerb.Reindex or StatementVerb.Analyze or StatementVerb.Cluster
        || statement.TransactionBlocker?.StartsWith("ALTER ", StringComparison.Ordinal) == true;

    public bool EstablishesSession(SqlStatement statement) =>
        SetsUpSession(statement.Class) || (statement.Class.Verb == StatementVerb.Select && CallsSetConfig(statement));

    /// <summary>
    /// Determines whether a statement may commit parts of its work. Only a block or a procedure with a COMMIT is refused inside a transaction, and so
    /// runs outside one.
    /// </summary>
    public bool CommitsInParts(SqlStatement statement) => statement.Class.Verb is StatementVerb.Do or StatementVerb.Call;

    /// <summary>Finds what would make another role write the journal.</summary>
    public string? FindJournalProblem(SqlStatement statement) =>
        statement.Class.Verb == StatementVerb.Set && IsRole(statement) ? "would let another role write the history" : null;

    private static bool IsRole(SqlStatement statement) =>
        statement.ReadTokens() is [_, var first, ..] tokens
        && (first.Equals("SESSION", StringComparison.OrdinalIgnoreCase) && tokens.Count > 2 ? tokens[2] : first).ToUpperInvariant()
            is "ROLE"
                or "AUTHORIZATION";

    private static bool SetsUpSession(StatementClass statement) =>
        statement.Verb is StatementVerb.Set or StatementVerb.Reset or StatementVerb.Discard or StatementVerb.Prepare;

    private static bool CallsSetConfig(SqlStatement statement) => statement.Span.Contains("set_config", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the statements that undo what a script may do to a session; all of them may run inside a transaction.</summary>
    public static IReadOnlyList<string> RestoreSession(string sessionName) =>
        [
            "RESET SESSION AUTHORIZATION",
            "RESET ROLE",
            "RESET ALL",
            "CLOSE ALL",
            "UNLISTEN *",
            "DISCARD TEMP",
            $"SET application_name = {SqlText.Literal(sessionName)}",
        ];

    /// <summary>
    /// Determines whether a statement may change the session. Everything except plain definitions and data may; a call of <c>set_config</c> can hide
    /// anywhere.
    /// </summary>
    private static bool MayChangeSession(SqlStatement statement) =>
        statement.Class.IsTemporary
        || statement.Class.Verb
            is not (
                StatementVerb.Create
                or StatementVerb.Alter
                or StatementVerb.Drop
                or StatementVerb.Insert
                or StatementVerb.Update
                or StatementVerb.Delete
                or StatementVerb.Comment
                or StatementVerb.Grant
                or StatementVerb.Revoke
                or StatementVerb.Truncate
                or StatementVerb.Copy
                or StatementVerb.Merge
            )
        || CallsSetConfig(statement);

    /// <summary>Determines whether a script adds a value to an enum and uses it afterwards, which no transaction allows (error 55P04).</summary>
    private static bool UsesAddedEnumValue(IReadOnlyList<SqlStatement> statements)
    {
        for (var index = 0; index < statements.Count; index++)
        {
            if (
                statements[index].Class.AddsEnumValue
                && statements[index].ReadTokens().FirstOrDefault(token => token.StartsWith('\'')) is { } value
                && statements
                    .Skip(index + 1)
                    .Any(later => !later.Class.AddsEnumValue && later.Span.Contains(value, StringComparison.Ordinal))
            )
            {
                return true;
            }
        }

        return false;
    }
}
