using System.Data;
using System.Data.Common;
using Microsoft.Extensions.Logging;
using SchemaGuard.Commands;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Locking;
using SchemaGuard.Execution.Progress;
using SchemaGuard.Failures;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Execution.Statements;

/// <summary>A runner of statements, with their time-out, which turns what the driver throws into a classified failure.</summary>
internal sealed class StatementRunner(GuardContext guard, DbConnection connection, LockedTransactions turns, StatementNotices heard)
{
    private bool IsPipelined => guard.Provider.Dialect.Pipeline is not null;

    /// <summary>Runs one statement to its end, reading every row that it returns.</summary>
    /// <param name="planned">The migration that the statement belongs to.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="number">Its number in the migration, from 1.</param>
    /// <param name="transaction">The transaction; <see langword="null"/> outside one.</param>
    /// <param name="cancellationToken">A token that stops before or within the statement.</param>
    /// <exception cref="StatementFailedException">The database refused it, or it ran too long.</exception>
    public Task RunAsync(
        PlannedMigration planned,
        SqlStatement statement,
        int number,
        DbTransaction? transaction,
        CancellationToken cancellationToken
    ) =>
        StatementTracing.RunAsync(
            guard,
            planned,
            number,
            [statement],
            () =>
                RunBoundedAsync(
                    planned,
                    _ => (statement, number),
                    planned.Timeout ?? guard.Options.StatementTimeout,
                    async ct =>
                    {
                        using var listening = heard.Listen(guard.Provider, connection, planned, statement, number);
                        await ExecuteAsync(planned, statement, number, transaction, ct).ConfigureAwait(false);

                        // A database may end a statement early without an error, as MySQL does with SLEEP. Its transaction is then rolled back.
                        if (transaction is not null)
                        {
                            ct.ThrowIfCancellationRequested();
                        }
                    },
                    cancellationToken
                )
        );

    /// <summary>Listens to what the server reports about a batch's statements, until the returned object is disposed.</summary>
    public IDisposable? Listen(DbBatch batch, params IReadOnlyList<BatchPart> parts) =>
        heard.Listen(guard.Provider, connection, batch, parts);

    /// <summary>Runs the statements that only have an effect outside a transaction.</summary>
    public async Task RunBeforeTransactionAsync(PlannedMigration planned, CancellationToken cancellationToken)
    {
        foreach (var statement in planned.SqlBeforeTransaction)
        {
            await RunAsync(planned, statement, number: 0, transaction: null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Does cancellable work on the connection, and classifies its failure.</summary>
    /// <param name="planned">The migration.</param>
    /// <param name="place">Finds the statement to which an exception belongs.</param>
    /// <param name="clientTimeout">
    /// The longest time for the work as a whole; <see langword="null"/> if the database limits it itself, or nothing does.
    /// </param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">A token that cancels the work.</param>
    public async Task RunBoundedAsync(
        PlannedMigration planned,
        Func<Exception, (SqlStatement? Statement, int Number)> place,
        TimeSpan? clientTimeout,
        Func<CancellationToken, Task> work,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var lost = turns.Lost;
        using var limit = new TimeLimit(guard.Time, clientTimeout, cancellationToken, lost);
        using var interruption = guard.Provider.InterruptOnCancel(connection, limit.Token);

        try
        {
            await work(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && IsInterruption(exception))
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (Exception exception) when (lost.IsCancellationRequested && IsInterruption(exception))
        {
            throw new LockLostException();
        }
        catch (Exception exception)
            when (exception is not (OperationCanceledException or LockLostException) || limit.Token.IsCancellationRequested)
        {
            // Not only DbException: a driver that finds an unbound parameter may throw anything.
            var (statement, number) = place(exception);
            var timeout = planned.Timeout ?? guard.Options.StatementTimeout;
            var error =
                timeout is { } length && IsInterruption(exception)
                    ? StatementMessages.StatementTimeout(length)
                    : await ClassifyAsync(exception, statement, limit.Token).ConfigureAwait(false);
            throw new StatementFailedException(statement, number, error, exception);
        }
    }

    private bool IsInterruption(Exception exception) =>
        exception is OperationCanceledException || guard.Provider.Classify(exception).Kind == DatabaseErrorKind.Interrupted;

    /// <summary>Classifies a failure, and asks the session in which a statement has failed for what only that session knows.</summary>
    private async Task<DatabaseError> ClassifyAsync(Exception exception, SqlStatement? statement, CancellationToken cancellationToken)
    {
        var error = guard.Provider.Classify(exception, statement);
        return statement is null || connection.State != ConnectionState.Open || cancellationToken.IsCancellationRequested
            ? error
            : await guard.Provider.ExplainHereAsync(connection, error, cancellationToken).ConfigureAwait(false);
    }

    private async Task ExecuteAsync(
        PlannedMigration planned,
        SqlStatement statement,
        int number,
        DbTransaction? transaction,
        CancellationToken cancellationToken
    )
    {
        if (statement.CopyData is not null)
        {
            await guard.Provider.CopyAsync(connection, statement.Text, statement.Data, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (IsPipelined)
        {
            await ExecuteUntouchedAsync(statement, transaction, cancellationToken).ConfigureAwait(false);
            return;
        }

        var command = connection.CreateCommand(transaction, statement.Text);
        await using (command.ConfigureAwait(false))
        {
            command.CommandTimeout = guard.Provider.StatementCommandTimeout ?? command.CommandTimeout;

            // A reader, not ExecuteNonQuery: a SELECT that calls a function must run for all of its rows.
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await ReadAsync(planned, statement, number, reader, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Reads every row, and checks those by which a database reports trouble that it does not treat as an error.</summary>
    /// <exception cref="DatabaseRefusedException">A row says that the statement's work has failed.</exception>
    private async Task ReadAsync(
        PlannedMigration planned,
        SqlStatement statement,
        int number,
        DbDataReader reader,
        CancellationToken cancellationToken
    )
    {
        ServerNotice? failure = null;
        do
        {
            var answer = guard.Provider.FindAnswer(reader, statement);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (answer?.Invoke(reader) is not { } notice)
                {
                    continue;
                }

                if (notice.Level >= LogLevel.Error)
                {
                    failure ??= notice;
                }
                else if (number > 0)
                {
                    heard.Add(planned, statement, number, notice);
                }
            }
        } while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false));

        if (failure is not null)
        {
            throw new DatabaseRefusedException(
                new DatabaseError(DatabaseErrorKind.Statement, failure.Message, failure.Remedy) { Code = failure.Code }
            );
        }
    }

    /// <summary>
    /// Runs a statement as a batch of one: a driver that parses parameters and semicolons in a command's text leaves a batch's alone.
    /// </summary>
    private async Task ExecuteUntouchedAsync(SqlStatement statement, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            batch.Transaction = transaction;
            batch.Timeout = 0;
            batch.Add(statement.Text);
            var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
