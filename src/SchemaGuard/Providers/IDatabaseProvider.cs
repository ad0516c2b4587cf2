using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Providers.Locking;

namespace SchemaGuard.Providers;

/// <summary>
/// The connection of one guard to one database, and the root of a provider's roles: this one, <see cref="ISqlDialect"/>,
/// <see cref="IDatabaseStateReader"/>, <see cref="ICatalogInspector"/>, <see cref="IMigrationLock"/> and <see cref="IStatementSettler"/>. The algorithms
/// are in core; a provider answers questions. Implementations are thread-safe; one that is <see cref="IDisposable"/> is disposed with the container.
/// </summary>
[Experimental("SG9001")]
public interface IDatabaseProvider : IMigrationSessions, IStatementRuns, IDataTrials, IErrorExplanations, IScratchDatabases
{
    /// <summary>Gets the product's name, such as <c>SQLite</c>.</summary>
    string Product { get; }

    /// <summary>Gets a readable name of the database, such as a file path or <c>host:port/database</c>. Contains no secret.</summary>
    string Target { get; }

    /// <summary>Gets where the database is, for traces. It is read only while somebody listens to them. Contains no secret.</summary>
    DatabaseAddress Address => DatabaseAddress.Unknown;

    /// <summary>Gets the rules of the product's SQL text.</summary>
    ISqlDialect Dialect { get; }

    /// <summary>Gets the reader of the database's state.</summary>
    IDatabaseStateReader StateReader { get; }

    /// <summary>Gets the reader of the catalog.</summary>
    ICatalogInspector Inspector { get; }

    /// <summary>
    /// Gets the role that settles whether a statement outside a transaction took effect; <see langword="null"/> if the catalog is not asked.
    /// </summary>
    IStatementSettler? Settler => null;

    /// <summary>Gets the role that reads estimates of the size of tables; <see langword="null"/> if the catalog has none.</summary>
    ITableStatisticsReader? TableStatistics => null;

    /// <summary>
    /// Gets the role that reads the progress of a running statement; <see langword="null"/> if the database does not tell another session.
    /// </summary>
    IStatementProgressReader? StatementProgress => null;

    /// <summary>Gets the migration lock.</summary>
    IMigrationLock Lock { get; }

    /// <summary>Opens a connection. The caller disposes it.</summary>
    /// <param name="intent">The purpose of the connection; only <see cref="ConnectionIntent.Migrate"/> may create a database.</param>
    /// <param name="cancellationToken">A token that cancels the attempt.</param>
    /// <exception cref="DbException">The connection was refused; <see cref="IErrorExplanations.Classify"/> tells why.</exception>
    ValueTask<DbConnection> OpenConnectionAsync(ConnectionIntent intent, CancellationToken cancellationToken);
}
