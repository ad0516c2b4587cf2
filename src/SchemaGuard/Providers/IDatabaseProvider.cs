using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Providers.Locking;
using SchemaGuard.Providers.State;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Verification.Expectations;

namespace SchemaGuard.Providers;

/// <summary>
/// The connection of one guard to one database, and the root of a provider's roles: this one, <see cref="ISqlDialect"/>,
/// <see cref="IDatabaseProber"/>, <see cref="ICatalogInspector"/>, <see cref="IMigrationLock"/> and <see cref="IStatementSettler"/>. The algorithms
/// are in core; a provider answers questions. Implementations are thread-safe; one that is <see cref="IDisposable"/> is disposed with the container.
/// </summary>
[Experimental("SG9001")]
public interface IDatabaseProvider
{
    /// <summary>Gets the product's name, such as <c>SQLite</c>.</summary>
    string Product { get; }

    /// <summary>Gets a readable name of the database, such as a file path or <c>host:port/database</c>. Contains no secret.</summary>
    string Target { get; }

    /// <summary>Gets the rules of the product's SQL text.</summary>
    ISqlDialect Dialect { get; }

    /// <summary>Gets the reader of the database's state.</summary>
    IDatabaseProber Prober { get; }

    /// <summary>Gets the reader of the catalog.</summary>
    ICatalogInspector Inspector { get; }

    /// <summary>
    /// Gets the role that settles whether a statement outside a transaction took effect; <see langword="null"/> if the catalog is not asked.
    /// </summary>
    IStatementSettler? Settler => null;

    /// <summary>Gets the migration lock.</summary>
    IMigrationLock Lock { get; }

    /// <summary>Opens a connection. The caller disposes it.</summary>
    /// <param name="intent">The purpose of the connection; only <see cref="ConnectionIntent.Migrate"/> may create a database.</param>
    /// <param name="cancellationToken">A token that cancels the attempt.</param>
    /// <exception cref="DbException">The connection was refused; <see cref="Classify"/> tells why.</exception>
    ValueTask<DbConnection> OpenConnectionAsync(ConnectionIntent intent, CancellationToken cancellationToken);

    /// <summary>Creates an empty database beside the guard's own, with the same rights, on which migrations are replayed.</summary>
    /// <param name="cancellationToken">A token that cancels the attempt.</param>
    /// <exception cref="DatabaseRefusedException">
    /// The user lacks the right, or there is no connection string to create one with; the error says what to do instead.
    /// </exception>
    /// <exception cref="DbException">The server refused; <see cref="Classify"/> tells why.</exception>
    Task<ScratchDatabase> CreateScratchAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Creates, in the scratch database of this provider, the schemas of a search path that the connection relies on and that no migration creates.
    /// </summary>
    /// <param name="madeSchemas">The names of the schemas that the migrations create and that must not exist before.</param>
    /// <param name="cancellationToken">A token that cancels the attempt.</param>
    /// <exception cref="DbException">The server refused; <see cref="Classify"/> tells why.</exception>
    Task PrepareScratchAsync(IReadOnlyCollection<string> madeSchemas, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Gives the connection a session without traces of the script that ran on it: settings, temporary objects, attached files.</summary>
    /// <param name="connection">An open connection of this provider, outside a transaction.</param>
    /// <param name="cancellationToken">A token that cancels the attempt.</param>
    ValueTask ResetSessionAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>
    /// Reverts what the guard itself has set on a session, before its connection is returned. By default there is nothing to revert.
    /// </summary>
    /// <param name="connection">A connection for migrating that is about to be returned.</param>
    /// <param name="cancellationToken">A token that cancels the statements.</param>
    ValueTask ReleaseSessionAsync(DbConnection connection, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Makes a cancelled token end the statement that runs on the connection, if the driver does not do so itself.</summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="cancellationToken">The token that ends the statement.</param>
    /// <returns>The registration; disposing it detaches the token.</returns>
    IDisposable? InterruptOnCancel(DbConnection connection, CancellationToken cancellationToken) => null;

    /// <summary>
    /// Makes the application's own connections aware of what has changed, such as new types. Called once after a run that has applied something, or
    /// has waited for another process to do so; never when there was nothing to do.
    /// </summary>
    /// <param name="cancellationToken">A token that cancels the attempt.</param>
    ValueTask RefreshApplicationAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>
    /// Determines whether the application's code has left a transaction open on the connection. The default asks with a savepoint: outside a
    /// transaction it is refused, or gone at once.
    /// </summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="cancellationToken">A token that cancels the query.</param>
    async Task<bool> HasOpenTransactionAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            try
            {
                command.CommandText = "SAVEPOINT schemaguard";
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                command.CommandText = "RELEASE SAVEPOINT schemaguard";
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (DbException exception)
            {
                // A failed transaction (SQLSTATE 25P02) refuses it, and is open, too.
                return exception.SqlState == "25P02";
            }
        }
    }

    /// <summary>Begins a transaction that only reads and takes no lock that keeps writers out. It is rolled back when disposed.</summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="cancellationToken">A token that cancels the attempt.</param>
    ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Returns the indexes by which the database can answer a query, regardless of how few rows there are now.</summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="transaction">The reading transaction, which is rolled back afterwards.</param>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">A token that cancels the query.</param>
    /// <returns>The names of the indexes as the catalog writes them.</returns>
    Task<IReadOnlyList<string>> FindUsableIndexesAsync(
        DbConnection connection,
        DbTransaction transaction,
        string query,
        CancellationToken cancellationToken
    );

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

    /// <summary>Returns why a statement must not be tried in a transaction that is then rolled back: some of its effects would remain.</summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="cancellationToken">A token that cancels the query.</param>
    /// <returns>A sentence without a full stop, or <see langword="null"/> if no reason is known.</returns>
    Task<string?> FindTrialProblemAsync(DbConnection connection, string statement, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);

    /// <summary>Finds what the connection's user cannot do with the rows of tables.</summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="required">What the user must be able to do; each table once.</param>
    /// <param name="cancellationToken">A token that cancels the query.</param>
    /// <returns>
    /// What is missing. It contains nothing for tables that are known not to exist, and nothing at all if the database has no users.
    /// </returns>
    Task<IReadOnlyList<MissingAccess>> FindMissingAccessAsync(
        DbConnection connection,
        IReadOnlyList<TableAccess> required,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<MissingAccess>>([]);

    /// <summary>
    /// Begins the guard's own reads, which a driver that logs its commands to the application's log must not log. They run on this asynchronous flow,
    /// and end when the returned object is disposed.
    /// </summary>
    IDisposable? BeginOwnReads() => null;

    /// <summary>Begins a transaction of a migration.</summary>
    /// <param name="connection">An open connection of this provider, outside a transaction.</param>
    /// <param name="isolation">The isolation level; if it is unspecified, the session's default, as in the database's own client.</param>
    /// <param name="cancellationToken">A token that cancels the attempt.</param>
    ValueTask<DbTransaction> BeginAsync(DbConnection connection, IsolationLevel isolation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.BeginTransactionAsync(isolation, cancellationToken);
    }

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
        throw new NotSupportedException($"{Product} has no statement that takes data.");

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

    /// <summary>Adds to what is known of a failure what only the session in which the statement has just failed can tell.</summary>
    /// <param name="connection">The connection; it is open.</param>
    /// <param name="error">The result of <see cref="Classify"/>.</param>
    /// <param name="cancellationToken">A token that cancels the query.</param>
    ValueTask<DatabaseError> ExplainHereAsync(DbConnection connection, DatabaseError error, CancellationToken cancellationToken) =>
        ValueTask.FromResult(error);

    /// <summary>Limits how long the next statement, which runs outside a transaction, may wait for locks, if the database can do so itself.</summary>
    /// <param name="connection">An open connection of this provider, outside a transaction.</param>
    /// <param name="statement">The statement's class: a wait that keeps no one else waiting needs no limit.</param>
    /// <param name="lockTimeout">The longest time that it may wait.</param>
    /// <param name="cancellationToken">A token that cancels the attempt.</param>
    ValueTask BoundNextAsync(
        DbConnection connection,
        StatementClass statement,
        TimeSpan lockTimeout,
        CancellationToken cancellationToken
    ) => ValueTask.CompletedTask;

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
