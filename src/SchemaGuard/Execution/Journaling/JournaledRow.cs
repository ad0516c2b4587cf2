using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Locking;
using SchemaGuard.Execution.Statements;
using SchemaGuard.Failures;
using SchemaGuard.History;

namespace SchemaGuard.Execution.Journaling;

/// <summary>
/// The history row of a migration that does not commit as a whole. It is begun before the work, or found as an interrupted run has left it, and
/// finished after. One instance is one run.
/// </summary>
internal sealed class JournaledRow(GuardContext guard, DbConnection connection, LockedTransactions turns, PlannedMigration planned)
{
    private readonly CommitCheck _check = new(planned.Prepared?.Check, connection, planned.Row?.Baseline);
    private string _previousChain = "";

    /// <summary>Gets the row.</summary>
    public HistoryRow Row { get; private set; } = null!;

    /// <summary>Gets the head of the history since the row was begun.</summary>
    public HistoryHead Head { get; private set; } = HistoryHead.Empty;

    /// <summary>Gets the journal by which the row is marked.</summary>
    public Journal Journal { get; private set; } = null!;

    /// <summary>Begins the row, or continues with it as it was read.</summary>
    /// <param name="head">The head of the history for which the migration was planned.</param>
    /// <param name="cancellationToken">A token that cancels the work.</param>
    /// <returns>Whether the run may continue; otherwise another process has, and the migration must be planned again.</returns>
    public async Task<bool> BeginAsync(HistoryHead head, CancellationToken cancellationToken)
    {
        if (!await turns.PrepareAsync(head, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        Journal = Journal.Of(guard, connection, turns);
        if (planned.Row is { } read)
        {
            (Row, Head, _previousChain) = (read, head, planned.PreviousChain);
            return await IsAsReadAsync(read, cancellationToken).ConfigureAwait(false)
                && (!planned.StartsAgain || await StartAgainAsync(cancellationToken).ConfigureAwait(false));
        }

        Row = HistoryRows.Next(head, planned, guard.Signature, HistoryStates.Partial);
        (Head, _previousChain) = (new HistoryHead(Row.Sequence, Row.Chain), head.Chain);
        return _check.IsNone
            ? await Journal.BeginAsync(Row, head, cancellationToken).ConfigureAwait(false)
            : await BeginCheckedAsync(head, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finishes the row.</summary>
    /// <param name="elapsed">How long the work took.</param>
    /// <param name="cancellationToken">A token that cancels the work.</param>
    /// <returns>The new head, or <see langword="null"/> when another process has continued with the row.</returns>
    /// <exception cref="StatementFailedException">The database, or the check before the commit, refused it.</exception>
    public async Task<HistoryHead?> FinishAsync(TimeSpan elapsed, CancellationToken cancellationToken)
    {
        var finished = HistoryRows.Finished(Row, _previousChain, planned, guard.Signature);
        try
        {
            return !_check.IsNone || finished.Chain != Row.Chain
                    ? await FinishInTurnAsync(finished, elapsed, cancellationToken).ConfigureAwait(false)
                : await Journal.FinishAsync(finished, Head, elapsed, cancellationToken).ConfigureAwait(false) ? Head
                : null;
        }
        catch (StatementFailedException failure)
        {
            failure.StatementsDone = planned.Steps;
            await RecordAsync(failure).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stores the text of a failure in the row.</summary>
    public Task RecordAsync(StatementFailedException failure) => Journal.RecordAsync(failure, Row, Head);

    /// <summary>
    /// Determines, now that no one else can write, whether a row is still as it was read. The process that was waited for may have continued with it
    /// or finished it; what the catalog shows now must then not be judged by what the row said before.
    /// </summary>
    /// <exception cref="LockLostException">Another process can write.</exception>
    private async Task<bool> IsAsReadAsync(HistoryRow read, CancellationToken cancellationToken)
    {
        await turns.ProveAsync(cancellationToken).ConfigureAwait(false);
        var rows = await guard.History.ReadAllAsync(connection, cancellationToken).ConfigureAwait(false);
        return rows.Contains(read);
    }

    private async Task<bool> StartAgainAsync(CancellationToken cancellationToken)
    {
        var read = Row;
        Row = read with { StatementsDone = 0, DoneHash = CompletedStatementsHash.Empty };
        return await Journal
            .InTurnAsync(Head, (turn, ct) => guard.History.Marks(connection, turn.Transaction).StartAgainAsync(read, ct), cancellationToken)
            .ConfigureAwait(false);
    }

    private Task<bool> BeginCheckedAsync(HistoryHead head, CancellationToken cancellationToken) =>
        Journal.InTurnAsync(
            head,
            async (turn, ct) =>
            {
                await _check.BeginAsync(turn.Transaction, ct).ConfigureAwait(false);
                var begun = Row with { Baseline = _check.Baseline };
                await guard.History.AppendAsync(connection, turn.Transaction, begun, TimeSpan.Zero, ct).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );

    private async Task<HistoryHead?> FinishInTurnAsync(HistoryRow finished, TimeSpan elapsed, CancellationToken cancellationToken)
    {
        HistoryHead? next = null;
        var isFinished = await Journal
            .InTurnAsync(
                Head,
                async (turn, ct) =>
                {
                    await _check.EndAsync(turn.Transaction, ct).ConfigureAwait(false);
                    var marks = guard.History.Marks(connection, turn.Transaction);
                    if (!await marks.FinishAsync(finished, withLast: false, elapsed, ct).ConfigureAwait(false))
                    {
                        return false;
                    }

                    next = await guard
                        .History.RelinkAsync(connection, turn.Transaction, finished, Row.Chain, Head, ct)
                        .ConfigureAwait(false);
                    return true;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return isFinished ? next : null;
    }
}
