using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Locking;
using SchemaGuard.Failures;
using SchemaGuard.History;
using SchemaGuard.History.Storage;
using SchemaGuard.Providers;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Execution.Journaling;

/// <summary>The journal of a migration that runs statement by statement: its marks, each written in a turn of its own.</summary>
internal class Journal(GuardContext guard, DbConnection connection, LockedTransactions turns)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Creates the journal that fits the lock that is held.</summary>
    public static Journal Of(GuardContext guard, DbConnection connection, LockedTransactions turns) =>
        turns.StatementFence is { } fence
            ? new DeferringJournal(guard, connection, turns, guard.History.FencedMarks(connection, fence))
            : new Journal(guard, connection, turns);

    /// <summary>Gets the head before a row that is not written yet; <see langword="null"/> if everything is written.</summary>
    protected virtual HistoryHead? UnwrittenAfter => null;

    /// <summary>Appends the migration's row.</summary>
    /// <returns>Whether the head was as expected; otherwise another process has continued.</returns>
    public virtual Task<bool> BeginAsync(HistoryRow row, HistoryHead head, CancellationToken cancellationToken) =>
        InTurnAsync(
            head,
            async (turn, ct) =>
            {
                await guard.History.AppendAsync(connection, turn.Transaction, row, TimeSpan.Zero, ct).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );

    /// <summary>Records that the migration is finished.</summary>
    /// <returns>Whether the row was as expected; otherwise another process has continued with it.</returns>
    public virtual Task<bool> FinishAsync(HistoryRow finished, HistoryHead head, TimeSpan elapsed, CancellationToken cancellationToken) =>
        InTurnAsync(head, (turn, ct) => MarksOf(turn).FinishAsync(finished, withLast: false, elapsed, ct), cancellationToken);

    /// <summary>Writes what is not written yet.</summary>
    /// <returns>Whether the row was as expected; otherwise another process has continued with it.</returns>
    public virtual Task<bool> FlushAsync(HistoryHead head, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>Writes what is not written yet, in a transaction; <see cref="Written"/> follows its commit.</summary>
    protected virtual Task<bool> WriteUnwrittenAsync(DbTransaction transaction, CancellationToken cancellationToken) =>
        Task.FromResult(true);

    /// <summary>Records that what was not written yet is now committed.</summary>
    protected virtual void Written() { }

    /// <summary>Writes what is not written yet because the run ends here. A run that is killed cannot do so: the next one settles it.</summary>
    public async Task TryFlushAsync(HistoryHead head)
    {
        using var limit = new TimeLimit(guard.Time, Patience);
        try
        {
            await FlushAsync(head, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsNotWorthAWord(exception))
        {
            Log.ErrorNotRecorded(guard.Logger, guard.Name, LoggedReason.Of(guard.Provider, exception));
        }
    }

    /// <summary>Announces a step that cannot run in a transaction.</summary>
    /// <param name="step">The step.</param>
    /// <param name="observed">What the catalog shows before it; <see langword="null"/> if it was not read.</param>
    /// <param name="cancellationToken">A token that cancels the write.</param>
    /// <returns>Whether the row was as expected; otherwise another process has continued with it.</returns>
    public virtual Task<bool> AnnounceAsync(JournalStep step, string? observed, CancellationToken cancellationToken) =>
        InTurnAsync(
            step.Head,
            (turn, ct) => MarksOf(turn).MarkIntentAsync(step.Row.Sequence, step.Number, step.IntentState(observed), expected: null, ct),
            cancellationToken
        );

    /// <summary>
    /// Announces a step by a write that itself checks whether the catalog shows what is expected, if the journal has such a write.
    /// </summary>
    /// <returns>Whether it is announced; otherwise nothing is written, and <see cref="AnnounceAsync"/> shows why.</returns>
    public virtual Task<bool> TryAnnounceAsync(JournalStep step, ExpectedObservation expected, CancellationToken cancellationToken) =>
        Task.FromResult(false);

    /// <summary>Withdraws the announcement of a step that is known to have failed.</summary>
    public virtual Task WithdrawAsync(JournalStep step, CancellationToken cancellationToken) =>
        InTurnAsync(step.Head, (turn, ct) => MarksOf(turn).WithdrawIntentAsync(step.Row.Sequence, step.Number, ct), cancellationToken);

    /// <summary>Marks a step that ran outside a transaction as done.</summary>
    /// <param name="step">The step.</param>
    /// <param name="mayWait">Whether losing the mark is harmless, because it can be settled again.</param>
    /// <param name="cancellationToken">A token that cancels the write.</param>
    /// <returns>Whether the row was as expected; otherwise another process has continued with it.</returns>
    public virtual Task<bool> MarkDoneAsync(JournalStep step, bool mayWait, CancellationToken cancellationToken) =>
        InTurnAsync(
            step.Head,
            (turn, ct) => MarksOf(turn).MarkDoneAsync(step.Row.Sequence, step.Number, step.DoneHash, ct),
            cancellationToken
        );

    /// <summary>
    /// Stores the database's text in the row, for the status. If that fails or has to wait, it must not hide the failure itself: it has two seconds
    /// of its own.
    /// </summary>
    public async Task RecordAsync(StatementFailedException failure, HistoryRow row, HistoryHead head)
    {
        using var limit = new TimeLimit(guard.Time, Patience);
        try
        {
            await InTurnAsync(head, (turn, ct) => MarkErrorAsync(failure, row, MarksOf(turn), ct), limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsNotWorthAWord(exception))
        {
            Log.ErrorNotRecorded(guard.Logger, guard.Name, LoggedReason.Of(guard.Provider, exception));
        }
    }

    private static bool IsNotWorthAWord(Exception exception) =>
        exception
            is DbException
                or StatementFailedException
                or SchemaGuardException
                or OperationCanceledException
                or InvalidOperationException
                or TimeoutException
                or LockLostException;

    private static async Task<bool> MarkErrorAsync(
        StatementFailedException failure,
        HistoryRow row,
        HistoryMarks marks,
        CancellationToken cancellationToken
    )
    {
        await marks.MarkErrorAsync(row.Sequence, failure.Error.Message, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private HistoryMarks MarksOf(LockedTransaction turn) => guard.History.Marks(connection, turn.Transaction);

    /// <summary>Does a piece of work in one turn, and commits it if the work returns <see langword="true"/>.</summary>
    /// <returns>Whether it was committed.</returns>
    public async Task<bool> InTurnAsync(
        HistoryHead head,
        Func<LockedTransaction, CancellationToken, Task<bool>> work,
        CancellationToken cancellationToken
    )
    {
        var turn = await turns.NextAsync(UnwrittenAfter ?? head, cancellationToken).ConfigureAwait(false);
        if (turn is null)
        {
            return false;
        }

        await using (turn.ConfigureAwait(false))
        {
            try
            {
                if (
                    !await WriteUnwrittenAsync(turn.Transaction, cancellationToken).ConfigureAwait(false)
                    || !await work(turn, cancellationToken).ConfigureAwait(false)
                )
                {
                    return false;
                }

                await turn.CommitAsync(cancellationToken).ConfigureAwait(false);
                Written();
                return true;
            }
            catch (DbException exception)
            {
                throw new StatementFailedException(statement: null, number: 0, guard.Provider.Classify(exception), exception);
            }
        }
    }
}
