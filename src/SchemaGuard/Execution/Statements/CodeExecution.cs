using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using SchemaGuard.Commands;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Locking;
using SchemaGuard.Failures;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Execution.Statements;

/// <summary>The run of a migration in code: in a service scope of its own, as a request has one, and within its time-out.</summary>
internal sealed class CodeExecution(GuardContext guard, DbConnection connection, PlannedMigration planned)
{
    /// <summary>Runs the code in the transaction of a turn, and then proves that the transaction is still the same.</summary>
    /// <exception cref="StatementFailedException">The code failed, ran out of time, or ended the transaction.</exception>
    public async Task RunInAsync(LockedTransaction turn, CancellationToken cancellationToken)
    {
        await turn.BoundAsync(connection, planned.Timeout ?? guard.Options.StatementTimeout, cancellationToken).ConfigureAwait(false);
        await turn.MarkAsync(connection, cancellationToken).ConfigureAwait(false);
        try
        {
            await RunAsync(turn.Transaction, CancellationToken.None, cancellationToken).ConfigureAwait(false);
        }
        catch (StatementFailedException failure)
        {
            failure.IsStateUnknown = !await turn.IsUndoneAsync(connection, cancellationToken).ConfigureAwait(false);
            throw;
        }

        if (!await turn.IsOpenAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            throw new StatementFailedException(statement: null, number: 0, StatementMessages.TransactionEnded(), inner: null)
            {
                IsStateUnknown = true,
            };
        }
    }

    /// <summary>Runs the code without a transaction.</summary>
    /// <param name="lost">A token that is cancelled when the migration lock is lost.</param>
    /// <param name="cancellationToken">A token that cancels the work.</param>
    /// <exception cref="StatementFailedException">
    /// The code failed, ran out of time, left a transaction open, or the lock was lost meanwhile. How much of its work remains is unknown.
    /// </exception>
    public async Task RunAloneAsync(CancellationToken lost, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(transaction: null, lost, cancellationToken).ConfigureAwait(false);
        }
        catch (StatementFailedException failure)
        {
            await RollBackOpenAsync().ConfigureAwait(false);
            failure.IsStateUnknown = true;
            throw;
        }

        if (await RollBackOpenAsync().ConfigureAwait(false))
        {
            throw new StatementFailedException(statement: null, number: 0, CodeMessages.LeftOpen(), inner: null) { IsStateUnknown = true };
        }
    }

    private async Task RunAsync(DbTransaction? transaction, CancellationToken lost, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(guard.Time, planned.Timeout, cancellationToken, lost);
        try
        {
            var scope = guard.Services.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                var context = new MigrationContext(connection, transaction, scope.ServiceProvider, guard.Logger);
                await planned.Migration.Code!.Run(context, limit.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The user's code may throw anything; whatever it is, the migration has failed.
            throw new StatementFailedException(statement: null, number: 0, Classify(exception, limit.Token, lost), exception);
        }
    }

    private DatabaseError Classify(Exception exception, CancellationToken limit, CancellationToken lost)
    {
        var error =
            exception is DbException
                ? guard.Provider.Classify(exception)
                : new DatabaseError(DatabaseErrorKind.Statement, exception.Message);
        var isStopped =
            limit.IsCancellationRequested && (exception is OperationCanceledException || error.Kind == DatabaseErrorKind.Interrupted);
        return isStopped && lost.IsCancellationRequested ? CodeMessages.LockLost()
            : isStopped && planned.Timeout is { } timeout ? StatementMessages.CodeTimeout(timeout)
            : error;
    }

    /// <summary>Rolls back a transaction that the code has begun and not ended: the next write would otherwise be part of it.</summary>
    /// <returns>Whether there was one.</returns>
    private async Task<bool> RollBackOpenAsync()
    {
        try
        {
            if (
                connection.State != System.Data.ConnectionState.Open
                || !await guard.Provider.HasOpenTransactionAsync(connection, CancellationToken.None).ConfigureAwait(false)
            )
            {
                return false;
            }

            await connection.CreateCommand(transaction: null, "ROLLBACK").ExecuteAsync(CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (DbException exception)
        {
            Log.NotRolledBack(guard.Logger, guard.Name, LoggedReason.Of(guard.Provider, exception));
            return false;
        }
        catch (InvalidOperationException exception)
        {
            // The driver itself knows of a transaction, and lets nothing run outside it.
            Log.NotRolledBack(guard.Logger, guard.Name, LoggedReason.Of(guard.Provider, exception));
            return true;
        }
    }
}
