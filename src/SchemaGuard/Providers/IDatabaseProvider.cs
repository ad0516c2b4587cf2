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
/// Connects one guard to one database. The root of the roles of a provider: this one, <see cref="ISqlDialect"/>,
/// <see cref="IDatabaseProber"/>, <see cref="ICatalogInspector"/>, <see cref="IMigrationLock"/> and <see cref="IStatementSettler"/>. The algorithms are in core;
/// a provider answers questions. Implementations are thread-safe;
/// one that is <see cref="IDisposable"/> is disposed with the container.
/// </summary>
[Experimental("SG9001")]
public interface IDatabaseProvider
{
    /// <summary>Gets the product's name, such as <c>SQLite</c>.</summary>
    string Product { get; }

    /// <summary>Gets the database in words for people, such as a file path or <c>host:port/database</c>. Holds no secret.</summary>
    string Target { get; }

    /// <summary>Gets the text rules of the product.</summary>
    ISqlDialect Dialect { get; }

    /// <summary>Gets the reader of the database's state.</summary>
    IDatabaseProber Prober { get; }

    /// <summary>Gets the reader of the catalog.</summary>
    ICatalogInspector Inspector { get; }

    /// <summary>Gets who settles what became of a statement outside a transaction; <see langword="null"/> where the catalog is not asked.</summary>
    IStatementSettler? Settler => null;

    /// <summary>Gets the migration lock.</summary>
    IMigrationLock Lock { get; }

    /// <summary>Opens a connection. The caller disposes it.</summary>
    /// <param name="intent">What the connection is for; only <see cref="ConnectionIntent.Migrate"/> may create a database.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <exception cref="DbException">The connection was refused; <see cref="Classify"/> tells why.</exception>
    ValueTask<DbConnection> OpenConnectionAsync(ConnectionIntent intent, CancellationToken cancellationToken);

    /// <summary>Makes an empty database beside the guard's own, with the same rights, to replay migrations on.</summary>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <exception cref="DatabaseRefusedException">The user may not, or there is no connection string to make one with; the error says what to do instead.</exception>
    /// <exception cref="DbException">The server refused; <see cref="Classify"/> tells why.</exception>
    Task<ScratchDatabase> CreateScratchAsync(CancellationToken cancellationToken);

    /// <summary>Makes in a scratch database, whose provider this is, what the connection counts on and what no migration makes: the schemas of a search path.</summary>
    /// <param name="madeSchemas">The names of the schemas that the migrations make and that must not be there before.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <exception cref="DbException">The server refused; <see cref="Classify"/> tells why.</exception>
    Task PrepareScratchAsync(IReadOnlyCollection<string> madeSchemas, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Gives the connection a session without traces of the script that ran on it: settings, temporary objects, attached files.</summary>
    /// <param name="connection">An open connection of this provider, outside a transaction.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    ValueTask ResetSessionAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Sets back what the guard itself has set on a session, before its connection goes back to where it comes from. By default there is nothing.</summary>
    /// <param name="connection">A connection for migrating that is given back now.</param>
    /// <param name="cancellationToken">Cancels the statements.</param>
    ValueTask ReleaseSessionAsync(DbConnection connection, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Makes a cancelled token end the statement that runs on the connection, where the driver does not do so itself.</summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="cancellationToken">The token that ends the statement.</param>
    /// <returns>The registration; disposing it detaches the token.</returns>
    IDisposable? InterruptOnCancel(DbConnection connection, CancellationToken cancellationToken) => null;

    /// <summary>
    /// Lets the application's own connections know what has changed, such as new types. Called once after a run that has applied something, or has waited for another process
    /// to do so; never when there was nothing to do.
    /// </summary>
    /// <param name="cancellationToken">Stops the attempt.</param>
    ValueTask RefreshApplicationAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Says whether code of the application has left a transaction open on the connection. By default a savepoint tells: outside a transaction there is none, or it is gone at once.</summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="cancellationToken">Stops the question.</param>
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
                // In a failed transaction (SQLSTATE 25P02) it is refused: that one is open, too.
                return exception.SqlState == "25P02";
            }
        }
    }

    /// <summary>Begins a transaction that only reads and takes no lock that keeps writers out. It is rolled back when disposed.</summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Asks the database for the indexes by which it can answer a query, however few rows there are now.</summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="transaction">The reading transaction, which is rolled back afterwards.</param>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">Stops the question.</param>
    /// <returns>The names of the indexes as the catalog writes them.</returns>
    Task<IReadOnlyList<string>> FindUsableIndexesAsync(
        DbConnection connection,
        DbTransaction transaction,
        string query,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Compares, before it runs, what a statement with <c>IF NOT EXISTS</c> would leave as it is with what it would have made. What statements to come change is no difference: in a database whose
    /// migrations were never recorded, what they make is there already.
    /// </summary>
    /// <param name="connection">The connection on which the statement is about to run.</param>
    /// <param name="transaction">The transaction in which it runs; <see langword="null"/> outside one. It is left as it was.</param>
    /// <param name="statement">The statement; its <see cref="StatementClass.LeavesExisting"/> is set.</param>
    /// <param name="following">The statements that are to run after it, of its migration and of those after it.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <returns>What is there already; <see langword="null"/> where nothing is, or it cannot be compared.</returns>
    Task<ExistingObject?> CompareSkippedAsync(
        DbConnection connection,
        DbTransaction? transaction,
        SqlStatement statement,
        IEnumerable<SqlStatement> following,
        CancellationToken cancellationToken
    ) => Task.FromResult<ExistingObject?>(null);

    /// <summary>Says why a statement must not be tried in a transaction that is then rolled back: something of it would stay.</summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="cancellationToken">Stops the question.</param>
    /// <returns>A sentence without a full stop, or <see langword="null"/> where nothing is known of it.</returns>
    Task<string?> FindTrialProblemAsync(DbConnection connection, string statement, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);

    /// <summary>Asks what the connection's user cannot do with the rows of tables.</summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="required">What the user must be able to do; each table once.</param>
    /// <param name="cancellationToken">Stops the question.</param>
    /// <returns>What is missing; nothing of tables that are known not to be there, and nothing where the database knows no users.</returns>
    Task<IReadOnlyList<MissingAccess>> FindMissingAccessAsync(
        DbConnection connection,
        IReadOnlyList<TableAccess> required,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<MissingAccess>>([]);

    /// <summary>
    /// Begins reads of the guard's own, of which a driver that writes its commands to the application's log is to write nothing. They run on this asynchronous flow, and end
    /// when what is returned is disposed of.
    /// </summary>
    IDisposable? BeginOwnReads() => null;

    /// <summary>Begins a transaction of a migration.</summary>
    /// <param name="connection">An open connection of this provider, outside a transaction.</param>
    /// <param name="isolation">The isolation level; where it is unspecified, the one that the session has by itself, as it has in the database's own client.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    ValueTask<DbTransaction> BeginAsync(DbConnection connection, IsolationLevel isolation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.BeginTransactionAsync(isolation, cancellationToken);
    }

    /// <summary>Gets the driver's own time-out for a statement of a migration, in seconds, 0 for none; <see langword="null"/> leaves the driver's default.</summary>
    int? StatementCommandTimeout => null;

    /// <summary>Runs a statement whose data stand in the script, such as PostgreSQL's <c>COPY … FROM stdin</c>.</summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="statement">The statement's text.</param>
    /// <param name="data">Its data, lines joined by line feeds.</param>
    /// <param name="cancellationToken">Stops the transfer; nothing of it is then kept.</param>
    Task CopyAsync(DbConnection connection, string statement, ReadOnlyMemory<char> data, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{Product} has no statement that takes data.");

    /// <summary>Finds the command of a batch that an exception is about.</summary>
    /// <param name="batch">The batch that failed.</param>
    /// <param name="exception">What its execution threw.</param>
    /// <returns>The command, or <see langword="null"/> when it cannot be told.</returns>
    DbBatchCommand? FindFailed(DbBatch batch, Exception exception) => (exception as DbException)?.BatchCommand;

    /// <summary>Finds the command of a batch that the server carries out while it says something; <see langword="null"/> when it cannot be told.</summary>
    /// <param name="batch">The batch whose answer is being read.</param>
    DbBatchCommand? FindRunning(DbBatch batch) => null;

    /// <summary>
    /// Lets somebody hear what the server says of the statements that run from now on, besides their results. A server that has nothing to say is asked nothing. By default
    /// there is nothing to hear.
    /// </summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="hear">Takes what is said, one call after the other.</param>
    /// <returns>What ends listening when it is disposed of; <see langword="null"/> where nothing can be heard.</returns>
    IDisposable? Listen(DbConnection connection, Action<ServerNotice> hear) => null;

    /// <summary>Says how the rows of a result tell of trouble, as those of <c>CHECK TABLE</c> do, which succeeds where the check fails.</summary>
    /// <param name="result">The result, before its first row.</param>
    /// <param name="statement">The statement.</param>
    /// <returns>Reads a row, and says what is wrong, an error if the statement is to count as failed; <see langword="null"/> for ordinary rows.</returns>
    Func<DbDataReader, ServerNotice?>? FindAnswer(DbDataReader result, SqlStatement statement) => null;

    /// <summary>Completes, on the connection on which a statement has just failed, what is known of the failure with what only that session can tell.</summary>
    /// <param name="connection">The connection; it is open.</param>
    /// <param name="error">What <see cref="Classify"/> said.</param>
    /// <param name="cancellationToken">Stops the question.</param>
    ValueTask<DatabaseError> ExplainHereAsync(DbConnection connection, DatabaseError error, CancellationToken cancellationToken) =>
        ValueTask.FromResult(error);

    /// <summary>Bounds how long the next statement, which runs outside a transaction, may wait for locks, where the database does so itself.</summary>
    /// <param name="connection">An open connection of this provider, outside a transaction.</param>
    /// <param name="statement">The statement's class: waits that keep nobody else waiting need no bound.</param>
    /// <param name="lockTimeout">How long it may wait.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    ValueTask BoundNextAsync(
        DbConnection connection,
        StatementClass statement,
        TimeSpan lockTimeout,
        CancellationToken cancellationToken
    ) => ValueTask.CompletedTask;

    /// <summary>Asks, on a connection of its own, who keeps this provider's migrating session waiting at this moment.</summary>
    /// <param name="cancellationToken">Stops the question.</param>
    /// <returns>One phrase for each blocker, without any statement's text.</returns>
    Task<IReadOnlyList<string>> FindBlockersAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>Asks who has changed the schema lately, as far as the server remembers: of sessions that are still open, what they did last.</summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="within">How long ago it may have been.</param>
    /// <param name="cancellationToken">Stops the question.</param>
    /// <returns>One phrase for each session, without any statement's text; none where the server does not tell this user.</returns>
    Task<IReadOnlyList<string>> FindChangersAsync(DbConnection connection, TimeSpan within, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>
    /// Completes, on a connection of its own, what is known of a failure with what the catalog tells: which rights are missing, for the statement that failed and for those after it.
    /// Only called when a migration has failed.
    /// </summary>
    /// <param name="error">What <see cref="Classify"/> said.</param>
    /// <param name="exception">The exception.</param>
    /// <param name="isOfStatement">Whether the first of the statements has failed; otherwise it was the guard's own work.</param>
    /// <param name="statements">The statement that failed, and those that were to come after it.</param>
    /// <param name="tables">The history tables.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <exception cref="DbException">The database did not answer; what was known stands.</exception>
    ValueTask<DatabaseError> ExplainAsync(
        DatabaseError error,
        Exception exception,
        bool isOfStatement,
        IReadOnlyList<SqlStatement> statements,
        HistoryTables tables,
        CancellationToken cancellationToken
    ) => ValueTask.FromResult(error);

    /// <summary>Says what kind of failure an exception of the driver is.</summary>
    /// <param name="exception">Any exception out of a call on a connection of this provider.</param>
    /// <param name="statement">The statement that met it, where there is one.</param>
    DatabaseError Classify(Exception exception, SqlStatement? statement = null);
}
