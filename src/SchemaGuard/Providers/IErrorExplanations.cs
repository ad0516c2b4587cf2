using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using SchemaGuard.History;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Providers;

/// <summary>What a provider knows of failures, and of the sessions that are in the way.</summary>
[Experimental("SG9001")]
public interface IErrorExplanations
{
    /// <summary>Adds to what is known of a failure what only the session in which the statement has just failed can tell.</summary>
    /// <param name="connection">The connection; it is open.</param>
    /// <param name="error">The result of <see cref="Classify"/>.</param>
    /// <param name="cancellationToken">A token that cancels the query.</param>
    ValueTask<DatabaseError> ExplainHereAsync(DbConnection connection, DatabaseError error, CancellationToken cancellationToken) =>
        ValueTask.FromResult(error);

    /// <summary>Finds, on a connection of its own, who is blocking this provider's migrating session at this moment.</summary>
    /// <param name="cancellationToken">A token that cancels the query.</param>
    /// <returns>One phrase for each blocker, without any statement's text.</returns>
    Task<IReadOnlyList<string>> FindBlockersAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>
    /// Finds who has changed the schema recently, as far as the server can tell: for sessions that are still open, it knows what they did last.
    /// </summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="within">How long ago the change may have been.</param>
    /// <param name="cancellationToken">A token that cancels the query.</param>
    /// <returns>One phrase for each session, without any statement's text; none if the server does not tell this user.</returns>
    Task<IReadOnlyList<string>> FindChangersAsync(DbConnection connection, TimeSpan within, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>
    /// Adds to what is known of a failure, on a connection of its own, what the catalog tells: which rights are missing, for the statement that
    /// failed and for those after it. Only called when a migration has failed.
    /// </summary>
    /// <param name="error">The result of <see cref="Classify"/>.</param>
    /// <param name="exception">The exception.</param>
    /// <param name="isOfStatement">Whether the first of the statements has failed; otherwise the guard's own work has.</param>
    /// <param name="statements">The statement that failed, and those that were to follow it.</param>
    /// <param name="tables">The history tables.</param>
    /// <param name="cancellationToken">A token that cancels the check.</param>
    /// <exception cref="DbException">The database did not answer; the error that was passed remains valid.</exception>
    ValueTask<DatabaseError> ExplainAsync(
        DatabaseError error,
        Exception exception,
        bool isOfStatement,
        IReadOnlyList<SqlStatement> statements,
        HistoryTables tables,
        CancellationToken cancellationToken
    ) => ValueTask.FromResult(error);

    /// <summary>Classifies an exception of the driver.</summary>
    /// <param name="exception">Any exception thrown by a call on a connection of this provider.</param>
    /// <param name="statement">The statement that caused it, if there is one.</param>
    DatabaseError Classify(Exception exception, SqlStatement? statement = null);
}
