using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Progress;
using SchemaGuard.Failures;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Execution.Statements;

/// <summary>The comparison, before a statement with <c>IF NOT EXISTS</c> runs, with what it will leave unchanged.</summary>
/// <param name="guard">The guard.</param>
/// <param name="connection">The connection on which the statement is about to run.</param>
/// <param name="progress">
/// The run's progress: it knows the following statements, and logs the same reason not to compare once; <see langword="null"/> if neither matters.
/// </param>
internal sealed class SkippedCreation(GuardContext guard, DbConnection connection, RunProgress? progress = null)
{
    /// <summary>Compares what exists with what the statement would have made. If that cannot be done, nothing is reported.</summary>
    /// <exception cref="StatementFailedException">The objects differ, and the options say that the migration then stops.</exception>
    public async Task<ExistingObject?> CompareAsync(
        SqlStatement statement,
        int number,
        DbTransaction? transaction,
        CancellationToken cancellationToken
    )
    {
        var existing = await ReadAsync(statement, number, transaction, cancellationToken).ConfigureAwait(false);
        return existing is { Differences.Count: > 0 } && guard.Options.OnExisting == ExistingObjectPolicy.Verify
            ? throw new StatementFailedException(statement, number, StatementMessages.SkipsAnother(existing), inner: null)
            : existing;
    }

    private async Task<ExistingObject?> ReadAsync(
        SqlStatement statement,
        int number,
        DbTransaction? transaction,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return statement.Class is { LeavesExisting: true, IsTemporary: false }
                ? await guard
                    .Provider.CompareSkippedAsync(
                        connection,
                        transaction,
                        statement,
                        progress?.StatementsAfter(number) ?? [],
                        cancellationToken
                    )
                    .ConfigureAwait(false)
                : null;
        }
        catch (Exception exception)
            when (exception is not OperationCanceledException && connection.State == System.Data.ConnectionState.Open)
        {
            var reason = LoggedReason.Of(guard.Provider, exception);
            if (progress?.IsNew(reason) != false)
            {
                Log.ExistingNotCompared(guard.Logger, guard.Name, statement.Class.Summary, reason);
            }

            return null;
        }
    }
}
