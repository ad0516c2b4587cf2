using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>
/// Connects one guard to one database. The root of the five roles of a provider: this one, <see cref="ISqlDialect"/>,
/// <see cref="IDatabaseProber"/>, <see cref="ICatalogInspector"/> and <see cref="IMigrationLock"/>. The algorithms are in core;
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

    /// <summary>Gets the migration lock.</summary>
    IMigrationLock Lock { get; }

    /// <summary>Opens a connection. The caller disposes it.</summary>
    /// <param name="intent">What the connection is for; only <see cref="ConnectionIntent.Migrate"/> may create a database.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <exception cref="DbException">The connection was refused; <see cref="Classify"/> tells why.</exception>
    ValueTask<DbConnection> OpenConnectionAsync(ConnectionIntent intent, CancellationToken cancellationToken);

    /// <summary>Gives the connection a session without traces of the script that ran on it: settings, temporary objects, attached files.</summary>
    /// <param name="connection">An open connection of this provider, outside a transaction.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    ValueTask ResetSessionAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Makes a cancelled token end the statement that runs on the connection, where the driver does not do so itself.</summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="cancellationToken">The token that ends the statement.</param>
    /// <returns>The registration; disposing it detaches the token.</returns>
    IDisposable? InterruptOnCancel(DbConnection connection, CancellationToken cancellationToken) => null;

    /// <summary>Begins a transaction that only reads and takes no lock that keeps writers out. It is rolled back when disposed.</summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Says what kind of failure an exception of the driver is.</summary>
    /// <param name="exception">Any exception out of a call on a connection of this provider.</param>
    DatabaseError Classify(Exception exception);
}
