using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Providers.State;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Providers;

/// <summary>Answers questions about a product's SQL text. Pure: no connection. Implementations are thread-safe.</summary>
[Experimental("SG9001")]
public interface ISqlDialect
{
    /// <summary>Gets the lexical rules by which scripts are split.</summary>
    LexicalRules LexicalRules { get; }

    /// <summary>Gets how identifiers are compared by the catalog.</summary>
    StringComparer IdentifierComparer { get; }

    /// <summary>Says what is wrong with the names of the history tables, as a whole sentence with what to write instead.</summary>
    /// <param name="tables">Names that are letters, digits and underscores.</param>
    /// <returns>The sentence, or <see langword="null"/> when nothing is.</returns>
    string? FindProblem(HistoryTables tables);

    /// <summary>Gives the one spelling of a type that the inspector uses: <c>int</c> and <c>integer</c> are the same type.</summary>
    /// <param name="type">The type as people write it.</param>
    string CanonicalType(string type);

    /// <summary>Gets whether the catalog keeps definitions as they were written, where other servers write them anew from what they understood.</summary>
    bool KeepsText => false;

    /// <summary>Quotes an identifier, whatever characters it holds.</summary>
    /// <param name="identifier">The bare name.</param>
    string QuoteIdentifier(string identifier);

    /// <summary>Gives an expression for the database's clock, in UTC, as many seconds ago as a parameter says.</summary>
    /// <param name="secondsParameter">A parameter placeholder such as <c>@seconds</c>, bound to a floating-point number.</param>
    string UtcTimestampAgo(string secondsParameter);

    /// <summary>Gives an expression that reads a column of <see cref="UtcTimestampAgo"/>'s type as text: <c>2026-01-31T23:59:59.999Z</c>.</summary>
    /// <param name="column">The column.</param>
    string TimestampText(string column) => column;

    /// <summary>Gets an expression for the user as whom the database knows this session; <see langword="null"/> where it knows none.</summary>
    string? SessionUser => null;

    /// <summary>
    /// Gives the expression by which a stamp's drift token is written. A provider may add what only this database knows of the row, and take it away again where the prober reads it:
    /// a stamp that came with a copy of the data then holds another token than the database has.
    /// </summary>
    /// <param name="token">The token's parameter.</param>
    string StampedToken(string token) => token;

    /// <summary>
    /// Gives a query of the guard's own tables so that it waits for nobody who has locked one of them for longer than a second. The query is sent outside a transaction, on a
    /// session whose settings are not the guard's to change.
    /// </summary>
    /// <param name="query">One SELECT.</param>
    BoundedQuery BoundRead(string query) => new(query);

    /// <summary>Gets the texts by which a whole transaction goes in one round trip; <see langword="null"/> where statements go one by one.</summary>
    TransactionPipeline? Pipeline => null;

    /// <summary>Gives the statements that bound, for one transaction, how long each of its statements may wait for locks and may run.</summary>
    /// <param name="lockTimeout">How long a statement may wait for a lock.</param>
    /// <param name="statementTimeout">How long a statement may run; <see langword="null"/> for no bound.</param>
    /// <returns>The statements; none where the database has no such bounds, and the client's own serve.</returns>
    IReadOnlyList<string> BoundTransaction(TimeSpan lockTimeout, TimeSpan? statementTimeout) => [];

    /// <summary>Divides a script into what must run before its transaction and what runs inside it.</summary>
    /// <param name="script">The script of one migration.</param>
    PreparedScript Prepare(SqlScript script);

    /// <summary>
    /// Says whether a statement that cannot run in a transaction may simply be run again when a crash left open whether it had run.
    /// </summary>
    /// <param name="statement">The class of the statement.</param>
    bool IsRepeatable(StatementClass statement);

    /// <summary>
    /// Says whether a statement only sets up the session for those after it. When an interrupted migration is continued in a new session,
    /// such statements run again although they are done.
    /// </summary>
    /// <param name="statement">The statement.</param>
    bool EstablishesSession(SqlStatement statement);

    /// <summary>Says what is wrong with a statement in a script whose statements run one by one, each in a transaction of its own or in none.</summary>
    /// <param name="statement">The statement.</param>
    /// <returns>Half a sentence that follows the statement's name; <see langword="null"/> when nothing is.</returns>
    string? FindJournalProblem(SqlStatement statement) => null;

    /// <summary>Says what is wrong with a statement wherever it stands: what no migration can do.</summary>
    /// <param name="statement">The statement.</param>
    /// <returns>Half a sentence that follows the statement's name; <see langword="null"/> when nothing is.</returns>
    string? FindProblem(SqlStatement statement) => null;

    /// <summary>Says why an interrupted migration cannot be continued in a new session: what a statement that is done has left in the old one.</summary>
    /// <param name="done">The statements that are done.</param>
    /// <param name="rest">The statements that are to come.</param>
    /// <returns>The statement to come that misses it, and half a sentence that follows its name; <see langword="null"/> when nothing is missing.</returns>
    (SqlStatement Statement, string Problem)? FindContinuationProblem(IReadOnlyList<SqlStatement> done, IReadOnlyList<SqlStatement> rest) =>
        null;

    /// <summary>
    /// Says whether a statement that may run in a transaction may also end it, as a procedure does that commits, without its text or an error
    /// telling so. It then runs in a transaction that first records that it was entered.
    /// </summary>
    /// <param name="statement">The statement.</param>
    bool MayCommitUnseen(SqlStatement statement) => false;

    /// <summary>
    /// Says whether a statement that runs outside a transaction may commit what it does in parts, as a block or a procedure does with a COMMIT
    /// inside. It is run once, never again for a lock or a deadlock that has broken it off, and what of it stays when it fails only a person can tell.
    /// </summary>
    /// <param name="statement">The statement.</param>
    bool CommitsInParts(SqlStatement statement) => false;

    /// <summary>Says how it is settled what became of a statement that a crash has interrupted, when the statements of its script run one by one.</summary>
    /// <param name="statement">The statement.</param>
    StatementSettlement SettlementOf(SqlStatement statement) =>
        statement.Class.IsTransactional ? StatementSettlement.Transaction
        : IsRepeatable(statement.Class) ? StatementSettlement.Repetition
        : StatementSettlement.Catalog;
}
