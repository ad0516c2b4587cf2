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
/// Is the connection on which the data are tried. One that ended with what ran out of time is replaced for what comes next; one that went away by itself is an
/// outage, and no verdict on the data.
/// </summary>
internal sealed class TrialConnection(GuardServices guard, DbConnection first) : IAsyncDisposable
{
    private DbConnection? _replacement;

    public DbConnection Current => _replacement ?? first;

    /// <summary>
    /// Makes a command that no time-out of the driver ends before the guard's own, and that the driver's ends soon after it: not every driver looks at the token while
    /// it waits for an answer.
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

    /// <summary>Replaces the connection if it did not outlive what ran out of time.</summary>
    /// <exception cref="DatabaseUnreachableException">There is no other one.</exception>
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

    /// <summary>Refuses a failure that is no answer of the database: another try may have one.</summary>
    /// <exception cref="DatabaseUnreachableException">The connection is gone.</exception>
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
                    failure.Kind == DatabaseErrorKind.Unavailable ? failure.DatabaseText : Messages.LostWhileTrying
                ),
                failure.Waited,
                failure
            );
        }
    }

    public ValueTask DisposeAsync() => _replacement?.DisposeAsync() ?? ValueTask.CompletedTask;
}
