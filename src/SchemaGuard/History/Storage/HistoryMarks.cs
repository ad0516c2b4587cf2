using System.Data.Common;
using SchemaGuard.Commands;
using SchemaGuard.Providers.InDoubt;

namespace SchemaGuard.History.Storage;

/// <summary>
/// The writer of the marks of a migration that has begun: those of its journal, up to its end. Every write is conditional on the row being as it was
/// read. It runs in a transaction that holds the lock, or alone with a condition that proves the lock: for databases on which one statement can do
/// both.
/// </summary>
/// <param name="sql">The statements.</param>
/// <param name="connection">The connection.</param>
/// <param name="transaction">The transaction; <see langword="null"/> if each write commits by itself.</param>
/// <param name="fence">The condition that the migration lock is held; <see langword="null"/> in a transaction that holds it.</param>
internal sealed class HistoryMarks(HistorySql sql, DbConnection connection, DbTransaction? transaction, string? fence)
{
    /// <summary>Appends a row, with the intent of its first statement if it has one, if the catalog shows what is expected.</summary>
    public Task<bool> AppendAsync(HistoryRow row, HistoryHead head, ExpectedObservation? expected, CancellationToken cancellationToken) =>
        RunAsync(
            sql.AppendAlone,
            expected,
            [.. HistoryParameters.Of(row), .. HistoryParameters.Of(head), ("@duration_ms", 0L), ("@seconds", 0.0)],
            cancellationToken
        );

    /// <summary>Records that a statement that cannot run in a transaction is about to run, if the catalog shows what is expected.</summary>
    /// <returns>Whether the row was as expected; otherwise another process has continued with it.</returns>
    public async Task<bool> MarkIntentAsync(
        long sequence,
        int statement,
        string observed,
        ExpectedObservation? expected,
        CancellationToken cancellationToken
    )
    {
        (string, object?)[] intent = [("@sequence", sequence), ("@statement", statement), ("@observed", observed)];
        if (await RunAsync(sql.MarkIntent, expected, intent, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        // A write that changes nothing may be counted as none.
        return expected is null && await Command(sql.HasIntent, intent).HoldsAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Records that a statement is done and the next is about to run, if the catalog shows what is expected.</summary>
    /// <returns>Whether the row was as expected; otherwise another process has continued with it.</returns>
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
    /// <returns>Whether the row was as expected; otherwise another process has continued with it.</returns>
    public Task<bool> MarkDoneAsync(long sequence, int statement, string doneHash, CancellationToken cancellationToken) =>
        RunAsync(sql.MarkDone, [("@sequence", sequence), ("@statement", statement), ("@done_hash", doneHash)], cancellationToken);

    /// <summary>Withdraws the record that a statement is about to run.</summary>
    /// <returns>Whether the row was as expected.</returns>
    public Task<bool> WithdrawIntentAsync(long sequence, int statement, CancellationToken cancellationToken) =>
        RunAsync(sql.WithdrawIntent, [("@sequence", sequence), ("@statement", statement)], cancellationToken);

    /// <summary>Stores the text of a failure.</summary>
    public Task MarkErrorAsync(long sequence, string error, CancellationToken cancellationToken) =>
        RunAsync(sql.MarkError, [("@sequence", sequence), ("@error", error)], cancellationToken);

    /// <summary>Records that nothing of a migration counts as done any more, because its script was edited and starts again.</summary>
    /// <returns>Whether the row was as expected; otherwise another process has continued with it.</returns>
    public Task<bool> StartAgainAsync(HistoryRow row, CancellationToken cancellationToken) =>
        RunAsync(sql.StartAgain, [("@sequence", row.Sequence), ("@statement", row.StatementsDone)], cancellationToken);

    /// <summary>Withdraws a migration of which nothing was done. One that another process has continued stays as it is.</summary>
    public Task WithdrawAsync(HistoryRow row, CancellationToken cancellationToken) =>
        RunAsync(sql.Withdraw, [("@sequence", row.Sequence), ("@zero", 0.0)], cancellationToken);

    /// <summary>Records that a migration is finished, with its last statement if that is not marked yet.</summary>
    /// <returns>Whether the row was as expected; otherwise another process has continued with it.</returns>
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
        await Command(statement, parameters).ExecuteAsync(cancellationToken).ConfigureAwait(false) == 1;

    private DbCommand Command(string statement, (string, object?)[] parameters) =>
        connection.CreateCommand(transaction, fence is null ? statement : $"{statement} AND {fence}", parameters);
}
