using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Locking;
using SchemaGuard.Failures;
using SchemaGuard.Providers.State;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Assessment;

/// <summary>
/// The writer of the stamp that spares the next start of the same build a full look. A stamp that cannot be written is not a failure: the next start
/// looks again.
/// </summary>
internal sealed class StampWriter(GuardContext guard)
{
    /// <summary>Writes the stamp for a database that was found healthy.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="state">The state that was probed before the catalog was read, so that a later change moves the token.</param>
    /// <param name="expectation">The digest of what was verified.</param>
    /// <param name="cancellationToken">A token that cancels the write.</param>
    public async Task StampAsync(DbConnection connection, DatabaseState state, string expectation, CancellationToken cancellationToken)
    {
        // The chain value of an unfinished row may still change, and a stamp records the end that the history has reached.
        if (!state.HasHistory || state.HasUnfinished || state.IsReadOnly || state.DriftToken is not { } token)
        {
            return;
        }

        var stamp = new VerificationStamp(expectation, state.Head.Chain, token) { Witness = state.Witness };
        if (state.Stamp is { } found && found.Holds(expectation, state) && (stamp.Witness is null || stamp == found))
        {
            return;
        }

        await TryAsync(connection, (transaction, ct) => guard.History.StampAsync(connection, transaction, stamp, ct), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Gives a stamp the current witness, or none if its own is refuted. If another process has done so since the probe, its witness stands.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="state">The state in which the stamp was found valid.</param>
    /// <param name="cancellationToken">A token that cancels the write.</param>
    public async Task RenewAsync(DbConnection connection, DatabaseState state, CancellationToken cancellationToken)
    {
        if (NeedsRenewal(state))
        {
            await TryAsync(
                    connection,
                    (transaction, ct) => guard.History.RenewStampAsync(connection, transaction, state.Stamp!, state.Witness, ct),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Determines whether the stamp that was found lacks the current witness, which would spare the next probe more, or has one that is refuted.
    /// </summary>
    public static bool NeedsRenewal(DatabaseState state) =>
        state is { IsReadOnly: false, Stamp: { } stamp }
        && (state.IsWitnessRefuted || (state.Witness is { } witness && stamp.Witness != witness));

    private async Task TryAsync(
        DbConnection connection,
        Func<DbTransaction, CancellationToken, Task> write,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await new BriefLockedWrite(guard, connection).TryAsync(write, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.StampNotWritten(guard.Logger, guard.Name, LoggedReason.Of(guard.Provider, exception));
        }
    }
}
