using System.Data.Common;
using SchemaGuard.Diagnostics;
using SchemaGuard.Migrations;
using SchemaGuard.Planning;
using SchemaGuard.Providers;

namespace SchemaGuard.Execution;

/// <summary>Applies migrations whose work and history row commit together.</summary>
internal sealed class TransactionalExecution(GuardServices guard, DbConnection connection, MigrationTurns turns, RunProgress progress)
{
    private readonly StatementRunner _runner = new(guard, connection);

    /// <summary>Applies one migration.</summary>
    /// <param name="planned">The migration.</param>
    /// <param name="head">The head of the history for which it was planned.</param>
    /// <param name="cancellationToken">Stops between statements; everything is then rolled back.</param>
    /// <returns>The new head, or <see langword="null"/> when the history has moved on: plan again.</returns>
    /// <exception cref="StatementFailedException">A statement failed; everything was rolled back.</exception>
    public async Task<HistoryHead?> ApplyAsync(PlannedMigration planned, HistoryHead head, CancellationToken cancellationToken)
    {
        var started = guard.Time.GetTimestamp();
        await _runner.RunBeforeTransactionAsync(planned, cancellationToken).ConfigureAwait(false);
        var turn = await turns.NextAsync(head, cancellationToken).ConfigureAwait(false);
        if (turn is null)
        {
            return null;
        }

        await using (turn.ConfigureAwait(false))
        {
            await RunAsync(planned, turn.Transaction, cancellationToken).ConfigureAwait(false);
            if (planned.Migration.Code is not null && !await turn.IsOpenAsync(cancellationToken).ConfigureAwait(false))
            {
                throw new StatementFailedException(statement: null, number: 0, Messages.TransactionEnded(), inner: null)
                {
                    IsStateUnknown = true,
                };
            }

            var row = HistoryRows.Next(head, planned, guard.Signature, HistoryStates.Applied);
            try
            {
                await guard
                    .History.AppendAsync(connection, turn.Transaction, row, guard.Time.GetElapsedTime(started), cancellationToken)
                    .ConfigureAwait(false);
                await turn.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (DbException exception)
            {
                throw new StatementFailedException(statement: null, number: 0, guard.Provider.Classify(exception), exception);
            }

            return new HistoryHead(row.Sequence, row.Chain);
        }
    }

    private async Task RunAsync(PlannedMigration planned, DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (planned.Migration.Code is { } code)
        {
            progress.Report(statement: 0, statements: 0);
            await RunCodeAsync(code, transaction, cancellationToken).ConfigureAwait(false);
            return;
        }

        var check = planned.Prepared?.Check;
        var baseline = check is null ? null : await check.BeginAsync(connection, transaction, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < planned.Statements.Count; i++)
        {
            progress.Report(i + 1, planned.Statements.Count);
            await _runner.RunAsync(planned, planned.Statements[i], i + 1, transaction, cancellationToken).ConfigureAwait(false);
        }

        await _runner.CheckBeforeCommitAsync(check, baseline, transaction, cancellationToken).ConfigureAwait(false);
    }

    private async Task RunCodeAsync(
        Func<MigrationContext, CancellationToken, Task> code,
        DbTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        var context = new MigrationContext(connection, transaction, guard.Services, guard.Logger);
        try
        {
            await code(context, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception)
        {
            throw new StatementFailedException(statement: null, number: 0, guard.Provider.Classify(exception), exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The user's code may throw anything; whatever it is, the migration has failed.
            throw new StatementFailedException(
                statement: null,
                number: 0,
                new DatabaseError(DatabaseErrorKind.Statement, exception.Message),
                exception
            );
        }
    }
}
