using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Providers.State;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Providers;

/// <summary>The rules of a product's SQL text. Pure: no connection. Implementations are thread-safe.</summary>
[Experimental("SG9001")]
public interface ISqlDialect
{
    /// <summary>Gets the lexical rules by which scripts are split.</summary>
    LexicalRules LexicalRules { get; }

    /// <summary>Gets the comparer by which the catalog compares identifiers.</summary>
    StringComparer IdentifierComparer { get; }

    /// <summary>Returns what is wrong with the names of the history tables, as a whole sentence with what to write instead.</summary>
    /// <param name="tables">Names that consist of letters, digits and underscores.</param>
    /// <returns>The sentence, or <see langword="null"/> if nothing is wrong.</returns>
    string? FindProblem(HistoryTables tables);

    /// <summary>Returns the one spelling of a type that the inspector uses: <c>int</c> and <c>integer</c> are the same type.</summary>
    /// <param name="type">The type as people write it.</param>
    string CanonicalType(string type);

    /// <summary>Gets whether the catalog keeps definitions as they were written; other servers rewrite them from their parsed form.</summary>
    bool KeepsText => false;

    /// <summary>Quotes an identifier, whatever characters it contains.</summary>
    /// <param name="identifier">The bare name.</param>
    string QuoteIdentifier(string identifier);

    /// <summary>Returns an expression for a time in UTC, by the database's clock, as many seconds ago as a parameter says.</summary>
    /// <param name="secondsParameter">A parameter placeholder such as <c>@seconds</c>, bound to a floating-point number.</param>
    string UtcTimestampAgo(string secondsParameter);

    /// <summary>Returns an expression that reads a column of <see cref="UtcTimestampAgo"/>'s type as text: <c>2026-01-31T23:59:59.999Z</c>.</summary>
    /// <param name="column">The column.</param>
    string TimestampText(string column) => column;

    /// <summary>Gets an expression for the user as whom the database knows this session; <see langword="null"/> if it has no users.</summary>
    string? SessionUser => null;

    /// <summary>
    /// Returns the expression by which a stamp's drift token is written. A provider may add what only this database knows of the row, and remove it
    /// again when the prober reads it: a stamp that was copied with the data then holds another token than the database has.
    /// </summary>
    /// <param name="token">The token's parameter.</param>
    string StampedToken(string token) => token;

    /// <summary>
    /// Returns a query of the guard's own tables that waits at most a second for a lock on one of them. The query is sent outside a transaction, on a
    /// session whose settings the guard must not change.
    /// </summary>
    /// <param name="query">One SELECT.</param>
    BoundedQuery BoundRead(string query) => new(query);

    /// <summary>
    /// Gets the texts by which a whole transaction is sent in one round trip; <see langword="null"/> if statements are sent one by one.
    /// </summary>
    TransactionPipeline? Pipeline => null;

    /// <summary>Returns the statements that limit, for one transaction, how long each of its statements may wait for locks and may run.</summary>
    /// <param name="lockTimeout">The longest time that a statement may wait for a lock.</param>
    /// <param name="statementTimeout">The longest time that a statement may run; <see langword="null"/> for no limit.</param>
    /// <returns>The statements; none if the database has no such limits, and the client's own are used.</returns>
    IReadOnlyList<string> BoundTransaction(TimeSpan lockTimeout, TimeSpan? statementTimeout) => [];

    /// <summary>Divides a script into what must run before its transaction and what runs inside it.</summary>
    /// <param name="script">The script of one migration.</param>
    PreparedScript Prepare(SqlScript script);

    /// <summary>
    /// Determines whether a statement that cannot run in a transaction may simply be run again if a crash left open whether it had run.
    /// </summary>
    /// <param name="statement">The class of the statement.</param>
    bool IsRepeatable(StatementClass statement);

    /// <summary>
    /// Determines whether a statement only sets up the session for those after it. When an interrupted migration is continued in a new session, such
    /// statements run again although they are done.
    /// </summary>
    /// <param name="statement">The statement.</param>
    bool EstablishesSession(SqlStatement statement);

    /// <summary>
    /// Returns what is wrong with a statement in a script whose statements run one by one, each in a transaction of its own or in none.
    /// </summary>
    /// <param name="statement">The statement.</param>
    /// <returns>Half a sentence that follows the statement's name; <see langword="null"/> if nothing is wrong.</returns>
    string? FindJournalProblem(SqlStatement statement) => null;

    /// <summary>Returns what is wrong with a statement that no migration may contain.</summary>
    /// <param name="statement">The statement.</param>
    /// <returns>Half a sentence that follows the statement's name; <see langword="null"/> if nothing is wrong.</returns>
    string? FindProblem(SqlStatement statement) => null;

    /// <summary>
    /// Returns why an interrupted migration cannot be continued in a new session: what a statement that is done has left in the old one.
    /// </summary>
    /// <param name="done">The statements that are done.</param>
    /// <param name="rest">The statements that are still to run.</param>
    /// <returns>The statement that would miss it, and half a sentence that follows its name; <see langword="null"/> if nothing is missing.</returns>
    (SqlStatement Statement, string Problem)? FindContinuationProblem(IReadOnlyList<SqlStatement> done, IReadOnlyList<SqlStatement> rest) =>
        null;

    /// <summary>
    /// Determines whether a statement that may run in a transaction may also end it without its text or an error showing that, as a procedure that
    /// commits does. It then runs in a transaction that first records that it was entered.
    /// </summary>
    /// <param name="statement">The statement.</param>
    bool MayCommitUnseen(SqlStatement statement) => false;

    /// <summary>
    /// Determines whether a statement that runs outside a transaction may commit its work in parts, as a block or a procedure with a COMMIT inside
    /// does. It is run once, never again after a lock or a deadlock has interrupted it, and only a person can tell what remains of it when it fails.
    /// </summary>
    /// <param name="statement">The statement.</param>
    bool CommitsInParts(SqlStatement statement) => false;

    /// <summary>
    /// Determines how to settle whether a statement interrupted by a crash took effect, if the statements of its script run one by one.
    /// </summary>
    /// <param name="statement">The statement.</param>
    StatementSettlement SettlementOf(SqlStatement statement) =>
        statement.Class.IsTransactional ? StatementSettlement.Transaction
        : IsRepeatable(statement.Class) ? StatementSettlement.Repetition
        : StatementSettlement.Catalog;
}
