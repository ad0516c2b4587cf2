using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Providers;

/// <summary>
/// What a product makes of the statements of a script: how each of them runs, and what it leaves behind. Pure; implementations are thread-safe.
/// </summary>
[Experimental("SG9001")]
public interface IScriptDialect
{
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
