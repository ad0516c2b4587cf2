using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Providers;

/// <summary>What a provider does with the sessions and transactions of migrations.</summary>
[Experimental("SG9001")]
public interface IMigrationSessions
{
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
}
