using System.Data.Common;
using SchemaGuard.Diagnostics;
using SchemaGuard.Providers;

namespace SchemaGuard.Execution;

/// <summary>
/// Leaves the stamp that spares the next start of the same build a full look. A stamp that cannot be written is no failure:
/// the next start looks again.
/// </summary>
internal sealed class Stamper(GuardServices guard)
{
    /// <summary>Writes the stamp for a database that was found healthy.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="state">The state that was probed before the catalog was read, so that a change since then moves the token.</param>
    /// <param name="expectation">The digest of what was verified.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    public async Task StampAsync(DbConnection connection, DatabaseState state, string expectation, CancellationToken cancellationToken)
    {
        // The chain value of an unfinished row may still change, and a stamp says to which end the history has come.
        if (!state.HasHistory || state.HasUnfinished || state.IsReadOnly || state.DriftToken is not { } token)
        {
            return;
        }

        var stamp = new VerificationStamp(expectation, state.Head.Chain, token);
        if (stamp == state.Stamp)
        {
            return;
        }

        try
        {
            if (
                await guard.Provider.Lock.TryAcquireAsync(connection, guard.History.Tables, cancellationToken).ConfigureAwait(false) is
                { } acquired
            )
            {
                await using (acquired.ConfigureAwait(false))
                {
                    await WriteAsync(connection, acquired, stamp, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.StampNotWritten(guard.Logger, guard.Name, LoggedReason.Of(guard.Provider, exception));
        }
    }

    /// <summary>Writes the stamp and tries once to commit it: readers that keep it out are not waited for.</summary>
    private async Task WriteAsync(
        DbConnection connection,
        IMigrationLockHandle acquired,
        VerificationStamp stamp,
        CancellationToken cancellationToken
    )
    {
        if (acquired.Transaction is { } given)
        {
            await guard.History.StampAsync(connection, given, stamp, cancellationToken).ConfigureAwait(false);
            await acquired.TryCommitAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await guard.History.StampAsync(connection, transaction, stamp, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
