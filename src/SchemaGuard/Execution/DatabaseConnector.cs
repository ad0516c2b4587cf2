using SchemaGuard.Providers;

namespace SchemaGuard.Execution;

/// <summary>Opens connections, waiting for a database that is not up yet and failing at once where waiting does not help.</summary>
internal sealed class DatabaseConnector(GuardServices guard)
{
    private readonly DatabaseCalls _calls = new(guard);

    /// <summary>Opens a connection and probes the database on it.</summary>
    /// <exception cref="DatabaseUnreachableException">The connection is refused, or the database did not come up in time.</exception>
    /// <exception cref="SchemaLockTimeoutException">Another program kept readers out for too long.</exception>
    public Task<ProbedConnection> OpenAsync(ConnectionIntent intent, CancellationToken cancellationToken) =>
        _calls.RunAsync(ct => TryOpenAsync(intent, ct), cancellationToken);

    /// <summary>Opens a connection and probes the database on it, without waiting for one that is not up.</summary>
    /// <exception cref="DatabaseUnreachableException">It cannot be reached at this moment.</exception>
    public async Task<ProbedConnection> OpenOnceAsync(ConnectionIntent intent, CancellationToken cancellationToken)
    {
        try
        {
            return await TryOpenAsync(intent, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or SchemaGuardException))
        {
            var error = guard.Provider.Classify(exception);
            throw new DatabaseUnreachableException(guard.Name, guard.Database, guard.Provider.Target, error, TimeSpan.Zero, exception);
        }
    }

    private async Task<ProbedConnection> TryOpenAsync(ConnectionIntent intent, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAndProbeAsync(intent, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
            when (intent == ConnectionIntent.Read && guard.Provider.Classify(exception).Kind == DatabaseErrorKind.DatabaseMissing)
        {
            return new ProbedConnection(null, DatabaseState.Absent with { AbsenceRemedy = guard.Provider.Classify(exception).Remedy });
        }
    }

    private async Task<ProbedConnection> OpenAndProbeAsync(ConnectionIntent intent, CancellationToken cancellationToken)
    {
        var connection = await guard.Provider.OpenConnectionAsync(intent, cancellationToken).ConfigureAwait(false);
        try
        {
            var state = await guard
                .Provider.Prober.ProbeAsync(connection, guard.History.Tables, guard.History.Scope, cancellationToken)
                .ConfigureAwait(false);
            return new ProbedConnection(connection, state);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
