using System.Data.Common;
using SchemaGuard.Commands;

namespace SchemaGuard.History.Storage;

/// <summary>
/// The marks of a migration that has begun: those of its journal, up to its end. Every write is conditional on the row being as it was read.
/// </summary>
internal sealed class HistoryMarks(HistorySql sql)
{
    /// <summary>Records that a statement that cannot run in a transaction is about to run.</summary>
    /// <returns>Whether the row was as expected; otherwise another process has continued with it.</returns>
    public async Task<bool> MarkIntentAsync(
        DbConnection connection,
        DbTransaction transaction,
        long sequence,
        int statement,
        string? observed,
        CancellationToken cancellationToken
    )
    {
        (string, object?)[] intent = [("@sequence", sequence), ("@statement", statement), ("@observed", observed)];
        return await connection.CreateCommand(transaction, sql.MarkIntent, intent).ExecuteAsync(cancellationToken).ConfigureAwait(false)
                == 1
            || await connection.CreateCommand(transaction, sql.HasIntent, intent).HoldsAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Withdraws the record that a statement is about to run.</summary>
    /// <returns>Whether the row was as expected.</returns>
    public async Task<bool> WithdrawIntentAsync(
        DbConnection connection,
        DbTransaction transaction,
        long sequence,
        int statement,
        CancellationToken cancellationToken
    )
    {
        var command = connection.CreateCommand(transaction, sql.WithdrawIntent, ("@sequence", sequence), ("@statement", statement));
        return await command.ExecuteAsync(cancellationToken).ConfigureAwait(false) == 1;
    }

    /// <summary>Records that a statement is done.</summary>
    /// <returns>Whether the row was as expected; otherwise another process has continued with it.</returns>
    public async Task<bool> MarkDoneAsync(
        DbConnection connection,
        DbTransaction transaction,
        long sequence,
        int statement,
        string doneHash,
        CancellationToken cancellationToken
    )
    {
        var command = connection.CreateCommand(
            transaction,
            sql.MarkDone,
            ("@sequence", sequence),
            ("@statement", statement),
            ("@done_hash", doneHash)
        );
        return await command.ExecuteAsync(cancellationToken).ConfigureAwait(false) == 1;
    }

    public Task MarkErrorAsync(
        DbConnection connection,
        DbTransaction transaction,
        long sequence,
        string error,
        CancellationToken cancellationToken
    ) => connection.CreateCommand(transaction, sql.MarkError, ("@sequence", sequence), ("@error", error)).ExecuteAsync(cancellationToken);

    /// <summary>Records that nothing of a migration counts as done any more, because its script was edited and starts again.</summary>
    /// <returns>Whether the row was as expected; otherwise another process has continued with it.</returns>
    public async Task<bool> StartAgainAsync(
        DbConnection connection,
        DbTransaction transaction,
        HistoryRow row,
        CancellationToken cancellationToken
    )
    {
        (string, object?)[] read = [("@sequence", row.Sequence), ("@statement", row.StatementsDone)];
        return await connection.CreateCommand(transaction, sql.StartAgain, read).ExecuteAsync(cancellationToken).ConfigureAwait(false) == 1;
    }

    /// <summary>Withdraws a migration of which nothing was done. One that another process has continued stays as it is.</summary>
    public Task WithdrawAsync(DbConnection connection, DbTransaction transaction, HistoryRow row, CancellationToken cancellationToken) =>
        connection.CreateCommand(transaction, sql.Withdraw, ("@sequence", row.Sequence), ("@zero", 0.0)).ExecuteAsync(cancellationToken);

    /// <summary>Records that all statements of a migration are done.</summary>
    /// <returns>Whether the row was as expected; otherwise another process has continued with it.</returns>
    public async Task<bool> FinishAsync(
        DbConnection connection,
        DbTransaction transaction,
        HistoryRow row,
        TimeSpan elapsed,
        CancellationToken cancellationToken
    )
    {
        var command = connection.CreateCommand(transaction, sql.Finish, HistoryParameters.OfFinished(row, elapsed));
        return await command.ExecuteAsync(cancellationToken).ConfigureAwait(false) == 1;
    }
}
