using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Providers;

/// <summary>What a provider adds to the running of single statements: data, notices, answers, and what is skipped.</summary>
[Experimental("SG9001")]
public interface IStatementRuns
{
    /// <summary>
    /// Compares, before it runs, what a statement with <c>IF NOT EXISTS</c> would leave unchanged with what it would have made. What later statements
    /// change is not a difference: in a database whose migrations were never recorded, their results already exist.
    /// </summary>
    /// <param name="connection">The connection on which the statement is about to run.</param>
    /// <param name="transaction">The transaction in which it runs; <see langword="null"/> outside one. It is left as it was.</param>
    /// <param name="statement">The statement; its <see cref="StatementClass.LeavesExisting"/> is set.</param>
    /// <param name="following">The statements that are to run after it, of its migration and of those after it.</param>
    /// <param name="cancellationToken">A token that cancels the check.</param>
    /// <returns>The existing object; <see langword="null"/> if there is none, or it cannot be compared.</returns>
    Task<ExistingObject?> CompareSkippedAsync(
        DbConnection connection,
        DbTransaction? transaction,
        SqlStatement statement,
        IEnumerable<SqlStatement> following,
        CancellationToken cancellationToken
    ) => Task.FromResult<ExistingObject?>(null);

    /// <summary>
    /// Gets the driver's own time-out for a statement of a migration, in seconds, 0 for none; <see langword="null"/> leaves the driver's default.
    /// </summary>
    int? StatementCommandTimeout => null;

    /// <summary>Runs a statement whose data is in the script, such as PostgreSQL's <c>COPY … FROM stdin</c>.</summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="statement">The statement's text.</param>
    /// <param name="data">Its data, lines joined by line feeds.</param>
    /// <param name="cancellationToken">A token that stops the transfer; none of its data is then kept.</param>
    Task CopyAsync(DbConnection connection, string statement, ReadOnlyMemory<char> data, CancellationToken cancellationToken) =>
        throw new NotSupportedException("This product has no statement that takes data.");

    /// <summary>Finds the command of a batch that an exception is about.</summary>
    /// <param name="batch">The batch that failed.</param>
    /// <param name="exception">What its execution threw.</param>
    /// <returns>The command, or <see langword="null"/> if it cannot be determined.</returns>
    DbBatchCommand? FindFailed(DbBatch batch, Exception exception) => (exception as DbException)?.BatchCommand;

    /// <summary>
    /// Finds the command of a batch that the server is executing when it sends a notice; <see langword="null"/> if it cannot be determined.
    /// </summary>
    /// <param name="batch">The batch whose result is being read.</param>
    DbBatchCommand? FindRunning(DbBatch batch) => null;

    /// <summary>
    /// Listens to what the server reports, apart from results, about the statements that run from now on. This costs no query on a server that has
    /// nothing to report. By default there is nothing to hear.
    /// </summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="hear">Receives the notices, one call after the other.</param>
    /// <returns>An object whose disposal ends the listening; <see langword="null"/> if nothing can be heard.</returns>
    IDisposable? Listen(DbConnection connection, Action<ServerNotice> hear) => null;

    /// <summary>Returns how the rows of a result report trouble, as those of <c>CHECK TABLE</c> do, which succeeds even if the check fails.</summary>
    /// <param name="result">The result, before its first row.</param>
    /// <param name="statement">The statement.</param>
    /// <returns>
    /// A function that reads a row and returns what is wrong, as an error if the statement must count as failed; <see langword="null"/> for ordinary
    /// rows.
    /// </returns>
    Func<DbDataReader, ServerNotice?>? FindAnswer(DbDataReader result, SqlStatement statement) => null;
}
