using System.Data;
using System.Data.Common;
using System.Runtime.InteropServices;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Locking;
using SchemaGuard.Execution.Progress;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Execution.Statements;
using SchemaGuard.Failures;
using SchemaGuard.History;
using SchemaGuard.Providers;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Execution.Journaling;

/// <summary>
/// The execution of a statement that cannot run in a transaction: announced by an intent before, marked after. What an interrupted run has left of it
/// is settled by the catalog.
/// </summary>
internal sealed class NonTransactionalExecution(
    GuardContext guard,
    DbConnection connection,
    LockedTransactions turns,
    Journal journal,
    StatementRunner runner,
    RunProgress progress,
    PlannedMigration planned,
    JournalStep step
)
{
    private readonly IScriptDialect _dialect = guard.Provider.Dialect;
    private readonly SqlStatement _statement = step.Statement!;
    private readonly StatementEffect _effect = new(guard, connection, step.Statement!);
    private bool _isAnnounced;

    private (string Done, string NotDone) Repair => guard.History.Repairs.RepairOf(step.Row, step.Number, step.DoneHash);

    /// <summary>Runs the statement, unless it is found to have taken effect, and marks it as done.</summary>
    /// <param name="cancellationToken">A token that cancels the work.</param>
    /// <returns>Whether it is done; otherwise another process has continued with the migration.</returns>
    /// <exception cref="StatementFailedException">It failed, or it is unknown whether it took effect.</exception>
    public async Task<bool> ApplyAsync(CancellationToken cancellationToken)
    {
        if (step.IsAnnounced && await SettleAsync(IntentState.Observed(step.Row), cancellationToken).ConfigureAwait(false))
        {
            return await journal.MarkDoneAsync(step, mayWait: false, cancellationToken).ConfigureAwait(false);
        }

        await _effect.BoundAsync(cancellationToken).ConfigureAwait(false);
        var skipped = await CompareSkippedAsync(cancellationToken).ConfigureAwait(false);
        if (await AnnounceAsync(cancellationToken).ConfigureAwait(false) is not { } announced)
        {
            return false;
        }

        var observed = announced.Observed;
        _isAnnounced = true;
        var mayWait = _dialect.SettlementOf(_statement) == StatementSettlement.Catalog;
        try
        {
            await RunAsync(observed, cancellationToken).ConfigureAwait(false);
        }
        catch (StatementFailedException failure)
        {
            if (InDoubt(failure, cancellationToken) is { } doubt)
            {
                throw doubt;
            }

            await RecoverAsync(failure, observed, cancellationToken).ConfigureAwait(false);
            mayWait = false;
            skipped = skipped is { Differences: [] } ? null : skipped;
        }

        progress.NoteSkipped(guard, planned, _statement, skipped);
        return await journal.MarkDoneAsync(step, mayWait, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Announces the statement together with what the catalog shows before it, in one write if nothing of what it creates exists yet.
    /// </summary>
    /// <returns>What was seen; <see langword="null"/> when another process has continued with the migration.</returns>
    private async Task<Announcement?> AnnounceAsync(CancellationToken cancellationToken)
    {
        if (_effect.Expected is { } expected && await journal.TryAnnounceAsync(step, expected, cancellationToken).ConfigureAwait(false))
        {
            return new Announcement(expected.Observed);
        }

        var observed = await _effect.ObserveAsync(planned, cancellationToken).ConfigureAwait(false);
        return await journal.AnnounceAsync(step, observed, cancellationToken).ConfigureAwait(false) ? new Announcement(observed) : null;
    }

    /// <summary>
    /// Compares what the statement would leave unchanged. An object that an interrupted run has itself created is not reported; if the migration
    /// stops, that run's announcement is withdrawn.
    /// </summary>
    private async Task<ExistingObject?> CompareSkippedAsync(CancellationToken cancellationToken)
    {
        try
        {
            var existing = await new SkippedCreation(guard, connection, progress)
                .CompareAsync(_statement, step.Number, transaction: null, cancellationToken)
                .ConfigureAwait(false);
            return step.IsAnnounced && existing is { Differences: [] } ? null : existing;
        }
        catch (StatementFailedException) when (step.IsAnnounced)
        {
            await journal.WithdrawAsync(step, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Returns the failure of an interrupted statement if it is unknown what of it remains.</summary>
    private StatementFailedException? InDoubt(StatementFailedException failure, CancellationToken cancellationToken)
    {
        var hasRun = failure.Statement is not null;
        if (hasRun && _dialect.CommitsInParts(_statement))
        {
            var explained = failure.With(StatementMessages.MayHaveCommitted(failure.Error, Repair));
            explained.IsInDoubt = true;
            return explained;
        }

        var canSettle = connection.State == ConnectionState.Open && !cancellationToken.IsCancellationRequested;
        failure.IsInDoubt = hasRun && !canSettle;
        return canSettle ? null : failure;
    }

    /// <summary>
    /// Returns normally if a failed statement counts as done: what it creates existed already, or only the client failed and the server completed it.
    /// </summary>
    /// <exception cref="StatementFailedException">It failed; its announcement is withdrawn.</exception>
    private async Task RecoverAsync(StatementFailedException failure, string? observed, CancellationToken cancellationToken)
    {
        var existing = await _effect.CompareExistingAsync(failure, cancellationToken).ConfigureAwait(false);
        if (existing is { Differences: [] })
        {
            progress.Note(guard, planned, _statement, existing);
            return;
        }

        if (failure.Error.Code is null && _effect.IsAsked && await SettleAsync(observed, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        // It is known to have failed, and a correction may replace it with anything.
        await _effect.RemoveRemainsAsync(observed, cancellationToken).ConfigureAwait(false);
        await journal.WithdrawAsync(step, cancellationToken).ConfigureAwait(false);
        throw existing is null ? failure : failure.With(StatementMessages.ExistsDifferently(failure.Error, existing));
    }

    /// <summary>Limits the statement and proves the lock, unless its announcement has just done so.</summary>
    private async Task ProveAsync(CancellationToken cancellationToken)
    {
        if (_isAnnounced && turns.StatementFence is not null)
        {
            _isAnnounced = false;
            return;
        }

        await _effect.BoundAsync(cancellationToken).ConfigureAwait(false);
        await turns.ProveAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Runs the statement. If another session holds a lock, what the attempt has left is settled, and it is tried again. A statement that commits in
    /// parts is not: it waits for the lock itself, for as long as attempts would be made.
    /// </summary>
    private Task RunAsync(string? observed, CancellationToken cancellationToken) =>
        _dialect.CommitsInParts(_statement)
            ? AttemptAsync(cancellationToken)
            : new BlockedRetry(guard, planned).RunAsync(
                AttemptAsync,
                async ct => !await _effect.HasTakenEffectAsync(observed, ct).ConfigureAwait(false),
                cancellationToken
            );

    private async Task AttemptAsync(CancellationToken cancellationToken)
    {
        await ProveAsync(cancellationToken).ConfigureAwait(false);
        await runner.RunAsync(planned, _statement, step.Number, transaction: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks the catalog whether the statement ran, of which an interrupted run has only left the intent.</summary>
    /// <returns>Whether it took effect.</returns>
    /// <exception cref="StatementFailedException">The catalog does not tell.</exception>
    private async Task<bool> SettleAsync(string? observed, CancellationToken cancellationToken)
    {
        var settled = await _effect.SettleAsync(observed, cancellationToken).ConfigureAwait(false);
        if (settled.Verdict == InDoubtVerdict.Unknown)
        {
            var error = StatementMessages.InDoubt(_statement, settled.Explanation, Repair);
            throw new StatementFailedException(_statement, step.Number, error, inner: null)
            {
                StatementsDone = step.Number - 1,
                IsInDoubt = true,
            };
        }

        return settled.Verdict == InDoubtVerdict.Done;
    }

    /// <summary>The announcement of the statement.</summary>
    /// <param name="Observed">What the catalog showed before it; <see langword="null"/> if it was not read.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Announcement(string? Observed);
}
