using System.Data;
using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Locking;
using SchemaGuard.Execution.Progress;
using SchemaGuard.Execution.Statements;
using SchemaGuard.Failures;
using SchemaGuard.History;
using SchemaGuard.Migrations;
using SchemaGuard.Providers;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Execution.Journaling;

/// <summary>
/// The application of a migration in code that runs without a transaction: announced by an intent before, marked as done after. The code as a whole
/// is the only step of its journal, and only the code can tell how far it came. What an interrupted run has left is settled by a person, or the code
/// runs again if it declares that it may.
/// </summary>
internal sealed class JournaledCodeExecution(
    GuardContext guard,
    DbConnection connection,
    LockedTransactions turns,
    RunProgress progress,
    PlannedMigration planned
)
{
    private const int Number = 1;
    private static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(10);
    private static readonly StatementClass AnyStatement = new() { Verb = StatementVerb.Other };
    private readonly JournaledRow _row = new(guard, connection, turns, planned);
    private readonly string _doneHash = CompletedStatementsHash.OfCode(planned.Name);

    private MigrationCode Code => planned.Migration.Code!;

    /// <summary>Gets how long to wait for a lock that would end the code, or keep its end from being recorded.</summary>
    private TimeSpan Patience => guard.Options.LockTimeout > LeastPatience ? guard.Options.LockTimeout : LeastPatience;

    private JournalStep Step => new(_row.Row, Number, _doneHash, _row.Head);

    private (string Done, string NotDone) Repair => guard.History.Repairs.RepairOf(_row.Row, Number, _doneHash);

    /// <summary>Applies the migration, or settles what an interrupted run left of it.</summary>
    /// <param name="head">The head of the history for which it was planned.</param>
    /// <param name="cancellationToken">A token that stops the code.</param>
    /// <returns>The new head, or <see langword="null"/> when another process has continued with it: plan again.</returns>
    /// <exception cref="StatementFailedException">The code failed, or it is unknown how far an earlier run came.</exception>
    /// <exception cref="ConnectionLostException">The code has run to its end, and the connection was lost before that was recorded.</exception>
    public async Task<HistoryHead?> ApplyAsync(HistoryHead head, CancellationToken cancellationToken)
    {
        var started = guard.Time.GetTimestamp();
        if (await turns.ReserveAsync(head, cancellationToken).ConfigureAwait(false) is not { } reservation)
        {
            return null;
        }

        using (reservation)
        {
            return
                await _row.BeginAsync(head, cancellationToken).ConfigureAwait(false)
                && await RunAsync(cancellationToken).ConfigureAwait(false)
                ? await _row.FinishAsync(guard.Time.GetElapsedTime(started), cancellationToken).ConfigureAwait(false)
                : null;
        }
    }

    private async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        progress.Report(statement: 0, statements: 0);
        var isBegun = _row.Row.Intent is not null;
        if (_row.Row.StatementsDone > 0)
        {
            return true;
        }

        if (isBegun && progress.HasReturned(planned))
        {
            return await MarkDoneAsync().ConfigureAwait(false);
        }

        if (isBegun && !Code.IsIdempotent)
        {
            throw new StatementFailedException(statement: null, number: 0, CodeMessages.InDoubt(Repair), inner: null)
            {
                IsStateUnknown = true,
            };
        }

        try
        {
            return Code.IsTransactional
                ? await RunInTurnAsync(cancellationToken).ConfigureAwait(false)
                : await RunAloneAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StatementFailedException failure)
        {
            await _row.RecordAsync(failure).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs code in a transaction with its done-mark, although an earlier build had begun it without one.</summary>
    private Task<bool> RunInTurnAsync(CancellationToken cancellationToken) =>
        _row.Journal.InTurnAsync(
            _row.Head,
            async (turn, ct) =>
            {
                if (
                    !await guard
                        .History.Marks(connection, turn.Transaction)
                        .MarkDoneAsync(_row.Row.Sequence, Number, _doneHash, ct)
                        .ConfigureAwait(false)
                )
                {
                    return false;
                }

                await new CodeExecution(guard, connection, planned).RunInAsync(turn, ct).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );

    private async Task<bool> RunAloneAsync(CancellationToken cancellationToken)
    {
        await guard.Provider.BoundNextAsync(connection, AnyStatement, Patience, cancellationToken).ConfigureAwait(false);
        if (!await _row.Journal.AnnounceAsync(Step, observed: null, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        try
        {
            await new CodeExecution(guard, connection, planned).RunAloneAsync(turns.Lost, cancellationToken).ConfigureAwait(false);
        }
        catch (StatementFailedException failure)
        {
            throw failure.With(CodeMessages.Failed(failure.Error, Code.IsIdempotent, Repair));
        }

        progress.Return(planned);
        return await MarkDoneAsync().ConfigureAwait(false);
    }

    /// <summary>Records that the code has run to its end. A process that is asked to stop does that first.</summary>
    private async Task<bool> MarkDoneAsync()
    {
        using var limit = new TimeLimit(guard.Time, Patience);
        try
        {
            return await _row.Journal.MarkDoneAsync(Step, mayWait: false, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (connection.State != ConnectionState.Open)
        {
            throw new ConnectionLostException(guard.Provider.Classify(exception), exception);
        }
        catch (Exception exception)
            when (exception
                    is StatementFailedException
                        or OperationCanceledException
                        or InvalidOperationException
                        or SchemaLockTimeoutException
            )
        {
            var error = exception is StatementFailedException failure ? failure.Error : guard.Provider.Classify(exception);
            throw new StatementFailedException(statement: null, number: 0, CodeMessages.NotRecorded(error, Repair), exception)
            {
                IsStateUnknown = true,
            };
        }
    }
}
