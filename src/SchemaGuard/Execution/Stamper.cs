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
            await new BriefTurn(guard, connection)
                .TryAsync((transaction, ct) => guard.History.StampAsync(connection, transaction, stamp, ct), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.StampNotWritten(guard.Logger, guard.Name, LoggedReason.Of(guard.Provider, exception));
        }
    }
}
