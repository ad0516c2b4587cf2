using System.Data.Common;
using SchemaGuard.Diagnostics;
using SchemaGuard.Planning;
using SchemaGuard.Providers;
using SchemaGuard.Scripts;

namespace SchemaGuard.Execution;

/// <summary>Runs single statements, with their time-out, and turns what the driver throws into a classified failure.</summary>
internal sealed class StatementRunner(GuardServices guard, DbConnection connection)
{
    /// <summary>Runs one statement to its end, reading every row that it gives.</summary>
    /// <param name="planned">The migration that the statement belongs to.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="number">Its number in the migration, from 1.</param>
    /// <param name="transaction">The transaction; <see langword="null"/> outside one.</param>
    /// <param name="cancellationToken">Stops before or within the statement.</param>
    /// <exception cref="StatementFailedException">The database refused it, or it ran too long.</exception>
    public async Task RunAsync(
        PlannedMigration planned,
        SqlStatement statement,
        int number,
        DbTransaction? transaction,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var timeout = planned.Timeout ?? guard.Options.StatementTimeout;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interruption = guard.Provider.InterruptOnCancel(connection, limit.Token);
        if (timeout is { } bound)
        {
            limit.CancelAfter(bound);
        }

        try
        {
            await ExecuteAsync(statement, transaction, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && IsInterruption(exception))
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (Exception exception) when (limit.IsCancellationRequested && IsInterruption(exception))
        {
            throw new StatementFailedException(statement, number, Messages.StatementTimeout(timeout!.Value), exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Not only DbException: a driver that meets a parameter nobody bound throws what it likes.
            throw new StatementFailedException(statement, number, guard.Provider.Classify(exception), exception);
        }
    }

    /// <summary>Runs what only has an effect outside a transaction.</summary>
    public async Task RunBeforeTransactionAsync(PlannedMigration planned, CancellationToken cancellationToken)
    {
        foreach (var statement in planned.BeforeTransaction)
        {
            await RunAsync(planned, statement, number: 0, transaction: null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asks the provider's check, if the script calls for one, whether the migration may commit.</summary>
    /// <exception cref="StatementFailedException">It may not.</exception>
    public async Task CheckBeforeCommitAsync(
        ICommitCheck? check,
        string? baseline,
        DbTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        if (
            check is not null
            && baseline is not null
            && await check.EndAsync(connection, transaction, baseline, cancellationToken).ConfigureAwait(false) is { } problem
        )
        {
            var error = new DatabaseError(DatabaseErrorKind.Statement, problem);
            throw new StatementFailedException(statement: null, number: 0, error, inner: null);
        }
    }

    private bool IsInterruption(Exception exception) =>
        exception is OperationCanceledException || guard.Provider.Classify(exception).Kind == DatabaseErrorKind.Interrupted;

    private async Task ExecuteAsync(SqlStatement statement, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        var command = connection.CreateCommand(transaction, statement.Text);
        await using (command.ConfigureAwait(false))
        {
            // A reader, not ExecuteNonQuery: a SELECT that calls a function must run for all of its rows.
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                do
                {
                    while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) { }
                } while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false));
            }
        }
    }
}
