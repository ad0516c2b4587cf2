using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers.Locking;

/// <summary>The statements of a database on a lock that belongs to a session, and ends with it.</summary>
[Experimental("SG9001")]
public interface ISessionLockStatements
{
    /// <inheritdoc cref="IMigrationLockHandle.Fence"/>
    string Fence { get; }

    /// <inheritdoc cref="IMigrationLockHandle.FencesStatements"/>
    bool FencesStatements => false;

    /// <summary>Determines whether the session has the lock.</summary>
    /// <param name="connection">The session.</param>
    /// <param name="cancellationToken">A token that cancels the query.</param>
    Task<bool> IsHeldAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Releases the lock.</summary>
    /// <param name="connection">The session.</param>
    Task ReleaseAsync(DbConnection connection);
}
