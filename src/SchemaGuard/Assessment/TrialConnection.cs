using System.Data;
using System.Data.Common;
using SchemaGuard.Commands;
using SchemaGuard.Execution.Connecting;
using SchemaGuard.Execution.Context;
using SchemaGuard.Failures;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.Assessment;

/// <summary>
/// The connection for trials of the data. If it ended because a trial ran out of time, it is replaced for the next one; if it was lost for
/// another reason, that is an outage and no verdict on the data.
/// </summary>
internal sealed class TrialConnection(GuardContext guard, DbConnection first) : IAsyncDisposable
{
    private DbConnection? _replacement;

    public DbConnection Current => _replacement ?? first;

    /// <summary>
    /// Creates a command that the driver's time-out ends soon after the guard's own, never before it: not every driver observes the token
    /// while it waits for an answer.
    /// </summary>
    public DbCommand CreateCommand(DbTransaction transaction, string sql)
    {
        const int Grace = 5;
        var command = Current.CreateCommand(transaction, sql);
        if (guard.Provider.StatementCommandTimeout is not null)
        {
            command.CommandTimeout = (int)Math.Min(Math.Ceiling(guard.Options.InvariantTimeout.TotalSeconds) + Grace, int.MaxValue / 1000);
        }

        return command;
    }

    /// <summary>Replaces the connection if it did not survive a trial that ran out of time.</summary>
    /// <exception cref="DatabaseUnreachableException">No other connection could be opened.</exception>
    public async Task ReviveAsync(CancellationToken cancellationToken)
    {
        if (Current.State == ConnectionState.Open)
        {
            return;
        }

        await DisposeAsync().ConfigureAwait(false);
        var opened = await new DatabaseConnector(guard).OpenAsync(ConnectionIntent.Read, cancellationToken).ConfigureAwait(false);
        _replacement = opened.Connection;
    }

    /// <summary>Throws if a failure is not an answer of the database, which another attempt may get.</summary>
    /// <exception cref="DatabaseUnreachableException">The connection was lost.</exception>
    public void RefuseLost(DatabaseUnreachableException failure)
    {
        if (Current.State != ConnectionState.Open || failure.Kind == DatabaseErrorKind.Unavailable)
        {
            throw new DatabaseUnreachableException(
                guard.Name,
                guard.Database,
                guard.Provider.Target,
                new DatabaseError(
                    DatabaseErrorKind.Unavailable,
                    failure.Kind == DatabaseErrorKind.Unavailable ? failure.DatabaseText : ConnectionMessages.LostWhileTrying
                ),
                failure.Waited,
                failure
            );
        }
    }

    public ValueTask DisposeAsync() => _replacement?.DisposeAsync() ?? ValueTask.CompletedTask;
}
