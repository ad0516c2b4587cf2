using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Providers.Locking;

namespace SchemaGuard.Providers.Leases;

/// <summary>
/// The statements of a database on its lease: a row with an owner, an expiry by the database's clock, and an epoch that rises whenever the lease
/// changes hands. What is done with them, and when, is up to <see cref="LeaseHandle"/>.
/// </summary>
[Experimental("SG9001")]
public interface ILeaseStatements
{
    /// <inheritdoc cref="IMigrationLockHandle.FencesStatements"/>
    bool FencesStatements => false;

    /// <inheritdoc cref="IMigrationLockHandle.KeepsSession"/>
    bool KeepsSession => true;

    /// <summary>Gets whether the driver stops waiting for an answer whenever its token is cancelled, even for one that never comes.</summary>
    bool HeedsCancellation => true;

    /// <summary>Tries once to take the lease, and creates the history tables if they are missing.</summary>
    /// <param name="connection">The connection on which the migrations will run.</param>
    /// <param name="cancellationToken">A token that cancels the attempt.</param>
    /// <returns>The new epoch, or <see langword="null"/> if someone else has the lease.</returns>
    Task<long?> TakeAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Returns the condition that an epoch is current, as <see cref="IMigrationLockHandle.Fence"/> describes it.</summary>
    /// <param name="epoch">The epoch.</param>
    string Fence(long epoch);

    /// <summary>Opens a second connection, on which the lease is renewed while the first one is busy.</summary>
    /// <param name="cancellationToken">A token that cancels the attempt.</param>
    Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Renews the lease if its epoch is current. Does not wait for a transaction of the owner.</summary>
    /// <param name="connection">Either connection.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="cancellationToken">A token that cancels the statement.</param>
    /// <returns>Whether the epoch is current.</returns>
    Task<bool> RenewAsync(DbConnection connection, long epoch, CancellationToken cancellationToken);

    /// <summary>Releases the lease if its epoch is current.</summary>
    /// <param name="connection">The connection on which the lease was taken.</param>
    /// <param name="epoch">The epoch.</param>
    Task ReleaseAsync(DbConnection connection, long epoch);
}
