using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Failures;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Providers.State;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Execution.Connecting;

/// <summary>A factory of connections, which waits for a database that is not up yet and fails at once if waiting does not help.</summary>
internal sealed class DatabaseConnector(GuardContext guard)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>Reads from the database on a connection for reading. If that is lost, everything is read again on another.</summary>
    /// <inheritdoc cref="LookAsync{TResult}(Func{CancellationToken, Task{ObservedConnection}}, Func{ObservedConnection, Task{TResult}}, CancellationToken)"/>
    public Task<TResult> LookAsync<TResult>(Func<ObservedConnection, Task<TResult>> look, CancellationToken cancellationToken) =>
        LookAsync(ct => OpenAsync(ConnectionIntent.Read, ct), look, cancellationToken);

    /// <summary>Reads from the database. If the connection is lost, everything is read again on another.</summary>
    /// <param name="open">Opens a connection.</param>
    /// <param name="look">Reads on the connection; its work may be repeated.</param>
    /// <param name="cancellationToken">A token that cancels the work.</param>
    /// <exception cref="DatabaseUnreachableException">
    /// The database refuses, did not come up in time, or connections were lost for that long.
    /// </exception>
    public async Task<TResult> LookAsync<TResult>(
        Func<CancellationToken, Task<ObservedConnection>> open,
        Func<ObservedConnection, Task<TResult>> look,
        CancellationToken cancellationToken
    )
    {
        var loop = new RetryLoop(guard.Time, FirstPause, LongestPause);
        while (true)
        {
            var probed = await open(cancellationToken).ConfigureAwait(false);
            await using (probed.ConfigureAwait(false))
            {
                try
                {
                    return await look(probed).ConfigureAwait(false);
                }
                catch (DatabaseUnreachableException lost)
                    when (probed.IsLost && loop.Elapsed < guard.Options.ConnectTimeout && !cancellationToken.IsCancellationRequested)
                {
                    Log.ConnectionLost(guard.Logger, guard.Name, guard.Provider.Target, LoggedReason.Of(guard.Provider, lost));
                }
            }

            await loop.PauseAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Opens a connection and probes the database on it.</summary>
    /// <exception cref="DatabaseUnreachableException">The connection is refused, or the database did not come up in time.</exception>
    /// <exception cref="SchemaLockTimeoutException">Another program kept readers out for too long.</exception>
    public Task<ObservedConnection> OpenAsync(ConnectionIntent intent, CancellationToken cancellationToken) =>
        OpenAsync(intent, new ReadAttempts(guard), cancellationToken);

    /// <summary>Opens a connection and probes the database on it, and does other work while the server responds.</summary>
    /// <inheritdoc cref="OpenAsync(ConnectionIntent, CancellationToken)"/>
    public async Task<ObservedConnection> OpenMeanwhileAsync(
        ConnectionIntent intent,
        Action work,
        CancellationToken cancellationToken,
        bool inFull = false
    )
    {
        using var opening = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var opened = OpenAsync(intent, new ReadAttempts(guard), opening.Token, inFull);
        try
        {
            work();
        }
        catch
        {
            await GiveBackAsync(opened, opening).ConfigureAwait(false);
            throw;
        }

        return await opened.ConfigureAwait(false);
    }

    /// <summary>Opens a connection and probes the database on it, without waiting for a database that is not up.</summary>
    /// <exception cref="DatabaseUnreachableException">The database cannot be reached at this moment.</exception>
    public Task<ObservedConnection> OpenOnceAsync(ConnectionIntent intent, CancellationToken cancellationToken) =>
        OpenAsync(intent, new ReadAttempts(guard) { IsOnlyOne = true }, cancellationToken);

    /// <summary>Opens a connection for reading as <see cref="OpenOnceAsync"/> does, and probes in full.</summary>
    /// <inheritdoc cref="OpenOnceAsync"/>
    public Task<ObservedConnection> OpenOnceInFullAsync(CancellationToken cancellationToken) =>
        OpenAsync(ConnectionIntent.Read, new ReadAttempts(guard) { IsOnlyOne = true }, cancellationToken, inFull: true);

    /// <summary>Probes the database in full on a connection that is open.</summary>
    public async Task<DatabaseState> ProbeAgainAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        using var activity = GuardTracing.StartProbe(guard.Name, guard.Provider);
        try
        {
            return await guard
                .Provider.StateReader.ProbeInFullAsync(connection, guard.History.Tables, guard.History.Scope, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            GuardTracing.Fail(activity, guard.Provider, exception);
            throw;
        }
    }

    private async Task<ObservedConnection> OpenAsync(
        ConnectionIntent intent,
        ReadAttempts attempts,
        CancellationToken cancellationToken,
        bool inFull = false
    )
    {
        using var reads = guard.Provider.BeginOwnReads();
        while (true)
        {
            DbConnection? connection = null;
            var activity = GuardTracing.StartProbe(guard.Name, guard.Provider);
            try
            {
                connection = await guard.Provider.OpenConnectionAsync(intent, cancellationToken).ConfigureAwait(false);
                var state = await ReadStateAsync(connection, inFull, cancellationToken).ConfigureAwait(false);
                guard.Activity.Resume(GuardActivityKind.WaitingForDatabase);
                GuardTracing.Meet(activity, guard.Provider);
                return new ObservedConnection(connection, state) { Lender = intent == ConnectionIntent.Migrate ? guard.Provider : null };
            }
            catch (Exception exception)
            {
                var isLost = ReadAttempts.IsLost(exception, connection);
                await DisposeAsync(connection).ConfigureAwait(false);
                var isFromDatabase = ReadAttempts.IsFromDatabase(exception);
                if (isFromDatabase && intent == ConnectionIntent.Read && FindAbsence(exception) is { } absent)
                {
                    return new ObservedConnection(null, absent);
                }

                GuardTracing.Fail(activity, guard.Provider, exception);
                if (!isFromDatabase)
                {
                    throw;
                }

                attempts.Fail(exception, isLost: isLost);
            }
            finally
            {
                activity?.Dispose();
            }

            await attempts.PauseAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<DatabaseState> ReadStateAsync(DbConnection connection, bool inFull, CancellationToken cancellationToken) =>
        inFull
            ? guard.Provider.StateReader.ProbeInFullAsync(connection, guard.History.Tables, guard.History.Scope, cancellationToken)
            : guard.Provider.StateReader.ProbeAsync(connection, guard.History.Tables, guard.History.Scope, cancellationToken);

    /// <summary>Returns a connection that is being opened and is no longer needed.</summary>
    private static async Task GiveBackAsync(Task<ObservedConnection> opened, CancellationTokenSource opening)
    {
        await opening.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ((Task)opened).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (opened.IsCompletedSuccessfully)
        {
            await (await opened.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
    }

    private static ValueTask DisposeAsync(DbConnection? connection) => connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Returns the state of a database that does not exist, if that is what an exception says.</summary>
    private DatabaseState? FindAbsence(Exception exception) =>
        guard.Provider.Classify(exception) is { Kind: DatabaseErrorKind.DatabaseMissing } error
            ? DatabaseState.Absent with
            {
                AbsenceRemedy = error.Remedy,
            }
            : null;
}
