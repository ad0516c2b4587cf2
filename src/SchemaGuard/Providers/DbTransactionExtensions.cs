using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>Extension methods that end transactions which were not committed.</summary>
[Experimental("SG9001")]
public static class DbTransactionExtensions
{
    /// <summary>
    /// Rolls back a transaction that is open as far as its driver knows. A cluster may answer the first attempt with the error by which it gave the
    /// transaction up; the driver then still considers it open, and refuses every command outside it until a rollback succeeds.
    /// </summary>
    /// <param name="transaction">The transaction.</param>
    /// <exception cref="DbException">The second attempt failed, too.</exception>
    public static async Task RollBackAsync(this DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (transaction.Connection is not { State: ConnectionState.Open })
        {
            return;
        }

        try
        {
            await transaction.RollbackAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (DbException) when (transaction.Connection is { State: ConnectionState.Open })
        {
            await transaction.RollbackAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
}
