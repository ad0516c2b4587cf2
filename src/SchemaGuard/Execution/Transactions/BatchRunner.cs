using System.Data.Common;
using SchemaGuard.Commands;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Progress;
using SchemaGuard.Execution.Statements;
using SchemaGuard.Failures;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Execution.Transactions;

/// <summary>
/// A runner for the statements of a migration. It sends several in a round trip if the database allows that, and finds the one to which a failure
/// belongs.
/// </summary>
internal sealed class BatchRunner(GuardContext guard, DbConnection connection, StatementRunner statementRunner)
{
    /// <summary>Gets the runner for single statements, which bounds all work.</summary>
    public StatementRunner Statements => statementRunner;

    /// <summary>Runs all statements of a migration in a transaction, several to a round trip if the database allows that.</summary>
    /// <returns>The objects that statements with <c>IF NOT EXISTS</c> have found and left unchanged.</returns>
    /// <exception cref="StatementFailedException">The database refused one, or it ran too long.</exception>
    public async Task<IReadOnlyList<SkippedStatement>> RunAllAsync(
        PlannedMigration planned,
        DbTransaction transaction,
        RunProgress progress,
        CancellationToken cancellationToken
    )
    {
        var statements = planned.SqlStatements;
        var (skipped, creation) = (new List<SkippedStatement>(), new SkippedCreation(guard, connection, progress));
        var ranges =
            guard.Provider.Dialect.Pipeline is not null && !progress.HasLost(planned)
                ? StatementBatches.Divide(statements)
                : Enumerable.Range(0, statements.Count).Select(index => index..(index + 1));
        foreach (var range in ranges)
        {
            var (start, count) = range.GetOffsetAndLength(statements.Count);
            progress.Report(start + 1, statements.Count);
            if (count == 1)
            {
                var existing = await creation
                    .CompareAsync(statements[start], start + 1, transaction, cancellationToken)
                    .ConfigureAwait(false);
                skipped.AddRange(SkippedStatement.Of(statements[start], existing));
                await statementRunner.RunAsync(planned, statements[start], start + 1, transaction, cancellationToken).ConfigureAwait(false);
                continue;
            }

            await RunTogetherAsync(planned, start, count, transaction, cancellationToken).ConfigureAwait(false);
        }

        return skipped;
    }

    /// <summary>Runs several statements in one round trip.</summary>
    private async Task RunTogetherAsync(
        PlannedMigration planned,
        int start,
        int count,
        DbTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        var statements = planned.SqlStatements;
        var batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            batch.Transaction = transaction;
            batch.Timeout = 0;
            var numbers = new Dictionary<DbBatchCommand, int>();
            for (var index = start; index < start + count; index++)
            {
                numbers.Add(batch.Add(statements[index].Text), index + 1);
            }

            await StatementTracing
                .RunAsync(
                    guard,
                    planned,
                    start + 1,
                    [.. statements.Skip(start).Take(count)],
                    () => RunBatchAsync(planned, batch, numbers, cancellationToken)
                )
                .ConfigureAwait(false);
        }
    }

    /// <summary>Runs a batch whose statements the database itself limits in time.</summary>
    /// <param name="planned">The migration.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="numbers">The statements' numbers in the migration, from 1.</param>
    /// <param name="cancellationToken">A token that cancels the work.</param>
    private Task RunBatchAsync(
        PlannedMigration planned,
        DbBatch batch,
        Dictionary<DbBatchCommand, int> numbers,
        CancellationToken cancellationToken
    ) =>
        statementRunner.RunBoundedAsync(
            planned,
            exception => Place(planned, batch, exception, numbers),
            clientTimeout: null,
            async ct =>
            {
                using var listening = statementRunner.Listen(batch, new BatchPart(planned, numbers));
                var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    await reader.ReadToEndAsync(ct).ConfigureAwait(false);
                }
            },
            cancellationToken
        );

    /// <summary>
    /// Finds the statement of a migration sent in one batch to which an exception belongs. A lost connection is attributed to a migration's only
    /// statement.
    /// </summary>
    public (SqlStatement? Statement, int Number) PlaceInWhole(
        PlannedMigration planned,
        DbBatch batch,
        Exception exception,
        Dictionary<DbBatchCommand, int> numbers
    ) =>
        Place(planned, batch, exception, numbers) is { Statement: not null } found ? found
        : planned.SqlStatements is [var only] && guard.Provider.Classify(exception).Kind == DatabaseErrorKind.Unavailable ? (only, 1)
        : (null, 0);

    /// <summary>Finds the statement of a batch to which an exception belongs.</summary>
    public (SqlStatement? Statement, int Number) Place(
        PlannedMigration planned,
        DbBatch batch,
        Exception exception,
        Dictionary<DbBatchCommand, int> numbers
    ) =>
        guard.Provider.FindFailed(batch, exception) is { } command && numbers.TryGetValue(command, out var number)
            ? (planned.SqlStatements[number - 1], number)
            : (null, 0);
}
