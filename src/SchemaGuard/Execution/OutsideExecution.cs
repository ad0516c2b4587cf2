using System.Data;
using System.Data.Common;
using SchemaGuard.Diagnostics;
using SchemaGuard.Planning;
using SchemaGuard.Providers;
using SchemaGuard.Scripts;

namespace SchemaGuard.Execution;

/// <summary>
/// Runs a statement that cannot run in a transaction: announced by an intent before, marked after. What an interrupted run has left of it
/// is settled by the catalog.
/// </summary>
internal sealed class OutsideExecution(
    GuardServices guard,
    DbConnection connection,
    MigrationTurns turns,
    Journal journal,
    StatementRunner runner,
    RunProgress progress,
    PlannedMigration planned
)
{
    private bool _isAnnounced;

    private readonly ISqlDialect _dialect = guard.Provider.Dialect;

    private IStatementSettler? Settler => guard.Provider.Settler;

    /// <summary>Runs the statement, unless it is found to have taken effect, and marks it as done.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="row">The migration's row, with the intent of an interrupted run if there is one.</param>
    /// <param name="number">The statement's number, from 1.</param>
    /// <param name="doneHash">The hash of the statements that are then done.</param>
    /// <param name="head">The head of the history.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Whether it is done; otherwise another process has gone on with the migration.</returns>
    /// <exception cref="StatementFailedException">It failed, or nobody can tell whether it took effect.</exception>
    public async Task<bool> ApplyAsync(
        SqlStatement statement,
        HistoryRow row,
        int number,
        string doneHash,
        HistoryHead head,
        CancellationToken cancellationToken
    )
    {
        if (
            row.Intent == number
            && await SettleAsync(statement, row, number, IntentState.Observed(row), doneHash, cancellationToken).ConfigureAwait(false)
        )
        {
            return await journal.MarkDoneAsync(row, number, doneHash, mayWait: false, head, cancellationToken).ConfigureAwait(false);
        }

        await BoundAsync(statement, cancellationToken).ConfigureAwait(false);
        var observed = Settler is { } settler
            ? await settler.ObserveAsync(connection, statement, cancellationToken).ConfigureAwait(false)
            : null;
        if (!await journal.AnnounceAsync(row, number, doneHash, observed, head, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        _isAnnounced = true;
        var mayWait = _dialect.SettlementOf(statement) == StatementSettlement.Catalog;
        try
        {
            await RunAsync(statement, number, observed, cancellationToken).ConfigureAwait(false);
        }
        catch (StatementFailedException failure)
        {
            if (InDoubt(failure, statement, row, number, doneHash, cancellationToken) is { } doubt)
            {
                throw doubt;
            }

            await RecoverAsync(failure, statement, row, number, observed, doneHash, head, cancellationToken).ConfigureAwait(false);
            mayWait = false;
        }

        return await journal.MarkDoneAsync(row, number, doneHash, mayWait, head, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says of a statement that was broken off that nobody knows what of it stays, where that is so.</summary>
    private StatementFailedException? InDoubt(
        StatementFailedException failure,
        SqlStatement statement,
        HistoryRow row,
        int number,
        string doneHash,
        CancellationToken cancellationToken
    )
    {
        var hasRun = failure.Statement is not null;
        if (hasRun && _dialect.CommitsInParts(statement))
        {
            var explained = failure.With(Messages.MayHaveCommitted(failure.Error, guard.History.RepairOf(row, number, doneHash)));
            explained.IsInDoubt = true;
            return explained;
        }

        var canSettle = connection.State == ConnectionState.Open && !cancellationToken.IsCancellationRequested;
        failure.IsInDoubt = hasRun && !canSettle;
        return canSettle ? null : failure;
    }

    /// <summary>Returns where a failed statement counts as done: what it makes was there already, or the failure was the client's and the server had done it all the same.</summary>
    /// <exception cref="StatementFailedException">It has failed; its announcement is taken back.</exception>
    private async Task RecoverAsync(
        StatementFailedException failure,
        SqlStatement statement,
        HistoryRow row,
        int number,
        string? observed,
        string doneHash,
        HistoryHead head,
        CancellationToken cancellationToken
    )
    {
        var existing = await CompareExistingAsync(statement, failure, cancellationToken).ConfigureAwait(false);
        if (existing is { Differences: [] })
        {
            progress.Note(guard, planned, statement, existing);
            return;
        }

        if (
            failure.Error.Code is null
            && Settler is not null
            && await SettleAsync(statement, row, number, observed, doneHash, cancellationToken).ConfigureAwait(false)
        )
        {
            return;
        }

        await WithdrawAsync(statement, row, number, observed, head, cancellationToken).ConfigureAwait(false);
        throw existing is null ? failure : failure.With(Messages.ExistsDifferently(failure.Error, existing));
    }

    /// <summary>Bounds the statement and proves the lock, unless its announcement has just done so.</summary>
    private async Task ProveAsync(SqlStatement statement, CancellationToken cancellationToken)
    {
        if (_isAnnounced && turns.StatementFence is not null)
        {
            _isAnnounced = false;
            return;
        }

        await BoundAsync(statement, cancellationToken).ConfigureAwait(false);
        await turns.ProveAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Runs the statement; while somebody else has a lock it is settled what the attempt has left, and tried again. One that commits in parts
    /// is not: it waits for the lock itself, as long as attempts would be made.
    /// </summary>
    private Task RunAsync(SqlStatement statement, int number, string? observed, CancellationToken cancellationToken) =>
        _dialect.CommitsInParts(statement)
            ? AttemptAsync(statement, number, cancellationToken)
            : new BlockedRetry(guard, planned).RunAsync(
                ct => AttemptAsync(statement, number, ct),
                async ct => !await HasTakenEffectAsync(statement, observed, ct).ConfigureAwait(false),
                cancellationToken
            );

    private async Task AttemptAsync(SqlStatement statement, int number, CancellationToken cancellationToken)
    {
        await ProveAsync(statement, cancellationToken).ConfigureAwait(false);
        await runner.RunAsync(planned, statement, number, transaction: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Compares what is there already with what a refused statement was to make, where the provider does that.</summary>
    private async Task<ExistingObject?> CompareExistingAsync(
        SqlStatement statement,
        StatementFailedException failure,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return Settler is { } settler
                ? await settler.CompareExistingAsync(connection, statement, failure.Error, cancellationToken).ConfigureAwait(false)
                : null;
        }
        catch (DbException exception)
        {
            Log.ExistingNotCompared(guard.Logger, guard.Name, statement.Class.Summary, LoggedReason.Of(guard.Provider, exception));
            return null;
        }
    }

    /// <summary>Says of an attempt that the database has refused for a lock whether it took effect all the same. Where the catalog does not tell, the refusal does.</summary>
    private async Task<bool> HasTakenEffectAsync(SqlStatement statement, string? observed, CancellationToken cancellationToken)
    {
        if (Settler is not { } settler)
        {
            return false;
        }

        await BoundAsync(statement, cancellationToken).ConfigureAwait(false);
        try
        {
            var settled = await settler.SettleAsync(connection, statement, observed, cancellationToken).ConfigureAwait(false);
            return settled.Verdict == InDoubtVerdict.Done;
        }
        catch (DbException exception) when (guard.Provider.Classify(exception).Kind is DatabaseErrorKind.Busy or DatabaseErrorKind.Conflict)
        {
            return false;
        }
    }

    private ValueTask BoundAsync(SqlStatement statement, CancellationToken cancellationToken) =>
        guard.Provider.BoundNextAsync(
            connection,
            statement.Class,
            _dialect.CommitsInParts(statement) ? guard.Options.LockTimeout : guard.Options.StatementLockTimeout,
            cancellationToken
        );

    /// <summary>
    /// Takes back the intent of a statement that the database has refused: it is known to have failed, and whoever corrects it may put anything
    /// in its place. What it left behind is removed now, as far as that can be done, for then its text may be gone.
    /// </summary>
    private async Task WithdrawAsync(
        SqlStatement statement,
        HistoryRow row,
        int number,
        string? observed,
        HistoryHead head,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (Settler is { } settler)
            {
                await BoundAsync(statement, cancellationToken).ConfigureAwait(false);
                await settler.RemoveRemainsAsync(connection, statement, observed, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (DbException exception)
        {
            Log.RemainsNotRemoved(guard.Logger, guard.Name, statement.Class.Summary, LoggedReason.Of(guard.Provider, exception));
        }

        await journal.WithdrawAsync(row, number, head, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Settles by the catalog whether a statement ran of which an interrupted run has only left the intent.</summary>
    /// <returns>Whether it took effect.</returns>
    /// <exception cref="StatementFailedException">The catalog does not tell.</exception>
    private async Task<bool> SettleAsync(
        SqlStatement statement,
        HistoryRow row,
        int number,
        string? observed,
        string doneHash,
        CancellationToken cancellationToken
    )
    {
        var settled = new InDoubtSettlement(InDoubtVerdict.Unknown);
        if (Settler is { } settler)
        {
            await BoundAsync(statement, cancellationToken).ConfigureAwait(false);
            settled = await settler.SettleAsync(connection, statement, observed, cancellationToken).ConfigureAwait(false);
        }

        if (settled.Verdict == InDoubtVerdict.Unknown && !_dialect.IsRepeatable(statement.Class))
        {
            var error = Messages.InDoubt(statement, settled.Explanation, guard.History.RepairOf(row, number, doneHash));
            throw new StatementFailedException(statement, number, error, inner: null) { StatementsDone = number - 1, IsInDoubt = true };
        }

        Log.StatementSettled(
            guard.Logger,
            guard.Name,
            statement.Class.Summary,
            (settled.Verdict == InDoubtVerdict.Done ? "it took effect" : "it runs again")
                + (settled.Explanation is { } explanation && settled.Verdict != InDoubtVerdict.Unknown ? "; " + explanation : "")
        );
        return settled.Verdict == InDoubtVerdict.Done;
    }
}
