using System.Data;
using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Providers;

namespace SchemaGuard.Execution.Connecting;

/// <summary>The session on which migrations run one after the other: none of them sees what the one before did to it.</summary>
internal sealed class MigrationSession(GuardContext guard, DbConnection connection)
{
    private static readonly TimeSpan PatienceForCleaning = TimeSpan.FromSeconds(5);
    private readonly RetriedReads _calls = new(guard);

    /// <summary>Gets whether a migration has left, or may have left, something in the session.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Gives a migration a session without traces of the one before it.</summary>
    public async Task PrepareAsync(PlannedMigration planned, CancellationToken cancellationToken)
    {
        await CleanAsync(cancellationToken).ConfigureAwait(false);

        // Code may do anything to the session; a script shows what it does.
        IsChanged =
            !RestoresItself(planned) && (planned.Isolation != IsolationLevel.Unspecified || (planned.Prepared?.ChangesSession ?? true));
    }

    /// <summary>Removes the traces of the last migration.</summary>
    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        if (IsChanged)
        {
            IsChanged = false;
            await _calls.RunAsync(connection, ResetAsync, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Cleans the session after a failure, too: through a pool, the application may use it next.</summary>
    public async Task GiveBackAsync()
    {
        if (connection.State != ConnectionState.Open)
        {
            return;
        }

        try
        {
            using var limit = new TimeLimit(guard.Time, PatienceForCleaning);
            await ResetAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
            when (exception is DbException or InvalidOperationException or OperationCanceledException or TimeoutException)
        {
            // The earlier failure is the one to report; the next user finds the session broken or as it is.
        }
    }

    /// <summary>Determines whether what the migration does to its session is undone in its own transaction.</summary>
    private bool RestoresItself(PlannedMigration planned) => planned.IsTransactional && guard.Provider.Dialect.Pipeline is not null;

    private async Task<bool> ResetAsync(CancellationToken cancellationToken)
    {
        await guard.Provider.ResetSessionAsync(connection, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
