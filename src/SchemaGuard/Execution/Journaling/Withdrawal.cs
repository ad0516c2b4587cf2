using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Locking;
using SchemaGuard.Failures;
using SchemaGuard.History;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Execution.Journaling;

/// <summary>
/// The withdrawal of migrations that were begun and given up before anything of them was done, so that the history no longer counts as unfinished. A
/// withdrawal that fails now is harmless: they count as never begun in any case.
/// </summary>
internal sealed class Withdrawal(GuardContext guard, DbConnection connection)
{
    /// <summary>Withdraws the rows.</summary>
    /// <param name="rows">The rows, as they were read.</param>
    /// <param name="cancellationToken">A token that cancels the write.</param>
    public async Task RunAsync(IReadOnlyList<HistoryRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return;
        }

        try
        {
            await new BriefLockedWrite(guard, connection)
                .TryAsync((transaction, ct) => WriteAsync(rows, transaction, ct), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.NotWithdrawn(guard.Logger, guard.Name, rows[0].Name, LoggedReason.Of(guard.Provider, exception));
        }
    }

    private async Task WriteAsync(IReadOnlyList<HistoryRow> rows, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var marks = guard.History.Marks(connection, transaction);
        foreach (var row in rows)
        {
            await marks.WithdrawAsync(row, cancellationToken).ConfigureAwait(false);
        }
    }
}
