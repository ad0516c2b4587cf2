using System.Data;
using System.Data.Common;
using System.Runtime.InteropServices;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Locking;
using SchemaGuard.Failures;
using SchemaGuard.History;
using SchemaGuard.History.Storage;
using SchemaGuard.Providers.InDoubt;

namespace SchemaGuard.Execution.Journaling;

/// <summary>
/// A journal that writes marks by single statements, and delays those whose loss is harmless until the next one includes them: the row with the first
/// intent, a done-mark with the next intent or the end. A migration of one statement costs two writes instead of four. What a crash loses, the
/// catalog settles.
/// </summary>
internal sealed class DeferringJournal(GuardContext guard, DbConnection connection, LockedTransactions turns, HistoryMarks marks)
    : Journal(guard, connection, turns)
{
    private readonly GuardContext _guard = guard;
    private readonly DbConnection _connection = connection;
    private readonly LockedTransactions _turns = turns;
    private HistoryRow? _row;
    private Beginning? _begun;
    private JournalStep? _done;

    protected override HistoryHead? UnwrittenAfter => _begun?.Head;

    public override Task<bool> BeginAsync(HistoryRow row, HistoryHead head, CancellationToken cancellationToken)
    {
        (_row, _begun) = (row, new Beginning(row, head));
        return Task.FromResult(true);
    }

    public override Task<bool> AnnounceAsync(JournalStep step, string? observed, CancellationToken cancellationToken) =>
        WriteAsync(ct => AnnounceAsync(step, observed, expected: null, ct), cancellationToken);

    private Task<bool> AnnounceAsync(JournalStep step, string? observed, ExpectedObservation? expected, CancellationToken cancellationToken)
    {
        var (sequence, number, state) = (step.Row.Sequence, step.Number, step.IntentState(observed));
        return _begun is { } begun
                ? marks.AppendAsync(begun.Row with { Intent = number, IntentState = state }, begun.Head, expected, cancellationToken)
            : _done is { } done
                ? marks.MarkDoneAndIntentAsync(sequence, done.Number, done.DoneHash, number, state, expected, cancellationToken)
            : marks.MarkIntentAsync(sequence, number, state, expected, cancellationToken);
    }

    /// <summary>Whatever the reason for a refusal, the caller repeats the look and the announcement separately.</summary>
    public override async Task<bool> TryAnnounceAsync(JournalStep step, ExpectedObservation expected, CancellationToken cancellationToken)
    {
        try
        {
            if (await AnnounceAsync(step, expected.Observed, expected, cancellationToken).ConfigureAwait(false))
            {
                Written();
                return true;
            }
        }
        catch (DbException) when (_connection.State == ConnectionState.Open)
        {
            // The caller makes both separately, which reports the reason.
        }
        catch (DbException exception)
        {
            throw new StatementFailedException(statement: null, number: 0, _guard.Provider.Classify(exception), exception);
        }

        return false;
    }

    public override Task WithdrawAsync(JournalStep step, CancellationToken cancellationToken) =>
        WriteAsync(ct => marks.WithdrawIntentAsync(step.Row.Sequence, step.Number, ct), cancellationToken);

    public override async Task<bool> MarkDoneAsync(JournalStep step, bool mayWait, CancellationToken cancellationToken)
    {
        if (!mayWait)
        {
            return await WriteAsync(ct => MarkDoneAsync(marks, step, ct), cancellationToken).ConfigureAwait(false);
        }

        _done = step;
        return true;
    }

    private static Task<bool> MarkDoneAsync(HistoryMarks writer, JournalStep step, CancellationToken cancellationToken) =>
        writer.MarkDoneAsync(step.Row.Sequence, step.Number, step.DoneHash, cancellationToken);

    public override async Task<bool> FinishAsync(
        HistoryRow finished,
        HistoryHead head,
        TimeSpan elapsed,
        CancellationToken cancellationToken
    ) =>
        (_begun is null || await FlushAsync(head, cancellationToken).ConfigureAwait(false))
        && await WriteAsync(
                ct =>
                    IsAsBegun(finished)
                        ? marks.FinishBegunAsync(finished, withLast: _done is not null, elapsed, ct)
                        : marks.FinishAsync(finished, withLast: _done is not null, elapsed, ct),
                cancellationToken
            )
            .ConfigureAwait(false);

    /// <summary>Determines whether this very run has already written into the row everything that its end would write.</summary>
    private bool IsAsBegun(HistoryRow finished) =>
        _row is { } row
        && finished == row with { State = finished.State, StatementsDone = finished.StatementsDone, DoneHash = finished.DoneHash };

    public override Task<bool> FlushAsync(HistoryHead head, CancellationToken cancellationToken) =>
        WriteAsync(
            ct =>
                _begun is { } begun ? marks.AppendAsync(begun.Row, begun.Head, expected: null, ct)
                : _done is { } done ? MarkDoneAsync(marks, done, ct)
                : Task.FromResult(true),
            cancellationToken
        );

    protected override async Task<bool> WriteUnwrittenAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (_begun is { } begun)
        {
            await _guard.History.AppendAsync(_connection, transaction, begun.Row, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }

        return _done is not { } done
            || await MarkDoneAsync(_guard.History.Marks(_connection, transaction), done, cancellationToken).ConfigureAwait(false);
    }

    protected override void Written() => (_begun, _done) = (null, null);

    /// <summary>Writes by one statement. If it changes nothing, the lock is lost, or another process has continued.</summary>
    /// <exception cref="LockLostException">The lock is lost.</exception>
    private async Task<bool> WriteAsync(Func<CancellationToken, Task<bool>> write, CancellationToken cancellationToken)
    {
        try
        {
            if (await write(cancellationToken).ConfigureAwait(false))
            {
                Written();
                return true;
            }

            await _turns.ProveAsync(cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (DbException exception)
        {
            throw new StatementFailedException(statement: null, number: 0, _guard.Provider.Classify(exception), exception);
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Beginning(HistoryRow Row, HistoryHead Head);
}
