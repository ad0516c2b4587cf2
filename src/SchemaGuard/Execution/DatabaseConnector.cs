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
