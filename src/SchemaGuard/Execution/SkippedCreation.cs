using System.Data.Common;
using SchemaGuard.Diagnostics;
using SchemaGuard.Providers;
using SchemaGuard.Scripts;

namespace SchemaGuard.Execution;

/// <summary>Looks, before a statement with <c>IF NOT EXISTS</c> runs, at what it will leave as it is.</summary>
internal sealed class SkippedCreation(GuardServices guard, DbConnection connection)
{
    /// <summary>Compares what is there with what the statement would have made. Where that cannot be done, nothing is said.</summary>
    /// <exception cref="StatementFailedException">It is another thing, and the options say that the migration then stops.</exception>
    public async Task<ExistingObject?> CompareAsync(
        SqlStatement statement,
        int number,
        DbTransaction? transaction,
        CancellationToken cancellationToken
    )
    {
        var existing = await ReadAsync(statement, transaction, cancellationToken).ConfigureAwait(false);
        return existing is { Differences.Count: > 0 } && guard.Options.OnExisting == OnExisting.Verify
            ? throw new StatementFailedException(statement, number, Messages.SkipsAnother(existing), inner: null)
            : existing;
    }

    private async Task<ExistingObject?> ReadAsync(SqlStatement statement, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        try
        {
            return statement.Class is { LeavesExisting: true, IsTemporary: false }
                ? await guard.Provider.CompareSkippedAsync(connection, transaction, statement, cancellationToken).ConfigureAwait(false)
                : null;
        }
        catch (DbException exception) when (connection.State == System.Data.ConnectionState.Open)
        {
            Log.ExistingNotCompared(guard.Logger, guard.Name, statement.Class.Summary, LoggedReason.Of(guard.Provider, exception));
            return null;
        }
    }
}
