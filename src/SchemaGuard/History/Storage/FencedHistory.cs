using System.Data.Common;
using SchemaGuard.Commands;
using SchemaGuard.Providers.InDoubt;

namespace SchemaGuard.History.Storage;

/// <summary>
/// The history's rows as written by single statements that commit by themselves and have an effect only while the migration lock is held: for
/// databases on which one statement can prove the lock and write. Every write is conditional on the row being as it was read.
/// </summary>
internal sealed class FencedHistory(HistorySql sql, DbConnection connection, string fence)
{
    /// <summary>Appends a row, with the intent of its first statement if it has one, if the catalog shows what is expected.</summary>
    public Task<bool> AppendAsync(HistoryRow row, HistoryHead head, ExpectedObservation? expected, CancellationToken cancellationToken) =>
        RunAsync(
            sql.AppendAlone,
            expected,
            [.. HistoryParameters.Of(row), .. HistoryParameters.Of(head), ("@duration_ms", 0L), ("@seconds", 0.0)],
            cancellationToken
        );

    /// <summary>Records that a statement is about to run, if the catalog shows what is expected.</summary>
    public async Task<bool> MarkIntentAsync(
        long sequence,
        int statement,
        string observed,
        ExpectedObservation? expected,
        CancellationToken cancellationToken
    )
    {
        (string, object?)[] intent = [("@sequence", sequence), ("@statement", statement), ("@observed", observed)];
        if (expected is not null)
        {
            return await RunAsync(sql.MarkIntent, expected, intent, cancellationToken).ConfigureAwait(false);
        }

        return await RunAsync(sql.MarkIntent, intent, cancellationToken).ConfigureAwait(false)
            || await connection
                .CreateCommand(transaction: null, $"{sql.HasIntent} AND {fence}", intent)
                .HoldsAsync(cancellationToken)
                .ConfigureAwait(false);
    }

    /// <summary>Records that a statement is done and the next is about to run, if the catalog shows what is expected.</summary>
    public Task<bool> MarkDoneAndIntentAsync(
        long sequence,
        int done,
        string doneHash,
        int statement,
        string observed,
        ExpectedObservation? expected,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            sql.MarkDoneAndIntent,
            expected,
            [("@sequence", sequence), ("@done", done), ("@done_hash", doneHash), ("@statement", statement), ("@observed", observed)],
            cancellationToken
        );

    /// <summary>Records that a statement is done.</summary>
    public Task<bool> MarkDoneAsync(long sequence, int done, string doneHash, CancellationToken cancellationToken) =>
        RunAsync(sql.MarkDone, [("@sequence", sequence), ("@statement", done), ("@done_hash", doneHash)], cancellationToken);

    /// <summary>Withdraws the record that a statement is about to run.</summary>
    public Task<bool> WithdrawIntentAsync(long sequence, int statement, CancellationToken cancellationToken) =>
        RunAsync(sql.WithdrawIntent, [("@sequence", sequence), ("@statement", statement)], cancellationToken);

    /// <summary>Records that a migration is finished, with its last statement if that is not marked yet.</summary>
    public Task<bool> FinishAsync(HistoryRow finished, bool withLast, TimeSpan elapsed, CancellationToken cancellationToken) =>
        RunAsync(withLast ? sql.FinishWithLast : sql.Finish, HistoryParameters.OfFinished(finished, elapsed), cancellationToken);

    /// <summary>
    /// Records the same for a migration whose row has contained, since it was begun, what <see cref="FinishAsync"/> would write into it.
    /// </summary>
    public Task<bool> FinishBegunAsync(HistoryRow begun, bool withLast, TimeSpan elapsed, CancellationToken cancellationToken) =>
        RunAsync(
            withLast ? sql.FinishBegunWithLast : sql.FinishBegun,
            HistoryParameters.OfFinishedBegun(begun, elapsed),
            cancellationToken
        );

    private Task<bool> RunAsync(
        string statement,
        ExpectedObservation? expected,
        (string, object?)[] parameters,
        CancellationToken cancellationToken
    ) =>
        expected is null
            ? RunAsync(statement, parameters, cancellationToken)
            : RunAsync(
                $"{expected.Before}{statement} AND {expected.Condition}",
                [.. parameters, .. expected.Parameters],
                cancellationToken
            );

    private async Task<bool> RunAsync(string statement, (string, object?)[] parameters, CancellationToken cancellationToken) =>
        await connection
            .CreateCommand(transaction: null, $"{statement} AND {fence}", parameters)
            .ExecuteAsync(cancellationToken)
            .ConfigureAwait(false) == 1;
}
