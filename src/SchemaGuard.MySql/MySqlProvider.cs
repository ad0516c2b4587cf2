using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Connecting;
using SchemaGuard.MySql.Dialect;
using SchemaGuard.MySql.Errors;
using SchemaGuard.MySql.InDoubt;
using SchemaGuard.MySql.Inspection;
using SchemaGuard.MySql.Locking;
using SchemaGuard.MySql.Messages;
using SchemaGuard.MySql.Server;
using SchemaGuard.MySql.State;
using SchemaGuard.MySql.Statements;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Providers.Locking;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Verification.Expectations;

namespace SchemaGuard.MySql;

/// <summary>The provider that connects a guard to a MySQL or MariaDB database.</summary>
internal sealed class MySqlProvider : IDatabaseProvider, IDisposable
{
    private readonly LockBounds _bounds = new();
    private readonly ConditionalWeakTable<DbConnection, ServerSession> _readers = [];
    private readonly MySqlConnections _connections;
    private readonly MySqlGuardOptions _options;
    private readonly string _ownerName;
    private readonly TimeProvider _time;
    private readonly MySqlDialect _dialect;
    private readonly SchemaGuardOptions _guardOptions;
    private readonly MySqlErrors _errors;
    private readonly MySqlActivity _activity;
    private readonly SessionSettings _sessions;

    /// <summary>Creates a provider.</summary>
    /// <param name="connections">Opens the connections.</param>
    /// <param name="options">The options that only MySQL and MariaDB have.</param>
    /// <param name="ownerName">The name under which this process takes a lease.</param>
    /// <param name="guardOptions">The guard's options.</param>
    /// <param name="time">Measures time.</param>
    public MySqlProvider(
        MySqlConnections connections,
        MySqlGuardOptions options,
        string ownerName,
        SchemaGuardOptions guardOptions,
        TimeProvider time
    )
    {
        _dialect = new MySqlDialect { ForbidsUserVariables = connections.ForbidsUserVariables };
        _guardOptions = guardOptions;
        var identity = new SessionIdentity();
        (_connections, _options, _ownerName, _time) = (connections, options, ownerName, time);
        _errors = new MySqlErrors(connections.User, identity);
        _activity = new MySqlActivity(connections);
        _sessions = new SessionSettings(_dialect);
        StateReader = new MySqlStateReader(_dialect, _activity, identity);
        Settler = new MySqlSettler(_dialect, guardOptions.OnExisting);
        connections.MeetServer = _dialect.MeetAsync;
        Lock = new MySqlMigrationLock(connections, options, _activity, ownerName, time);
    }

    public string Product => _dialect.HasMet ? _dialect.Server.Product : "MySQL";

    public string Target => _connections.Target;

    public DatabaseAddress Address => _connections.Address;

    public ISqlDialect Dialect => _dialect;

    public IDatabaseStateReader StateReader { get; }

    public ICatalogInspector Inspector { get; } = new MySqlInspector();

    public ITableStatisticsReader? TableStatistics { get; } = new TableStatisticsReader();

    public IStatementProgressReader? StatementProgress => field ??= new StatementProgressReader(_activity);

    public IStatementSettler? Settler { get; }

    public IMigrationLock Lock { get; }

    /// <summary>
    /// Gets the time-out of statements: none. A change of a large table may take hours; the driver's default of 30 seconds is for queries.
    /// </summary>
    public int? StatementCommandTimeout => 0;

    public async ValueTask<DbConnection> OpenConnectionAsync(ConnectionIntent intent, CancellationToken cancellationToken)
    {
        var connection = await _connections.OpenAsync(intent, cancellationToken).ConfigureAwait(false);
        try
        {
            await BeginAsync(connection, intent, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch (DbException exception) when (OtherDriver.Failed(connection, exception))
        {
            var refusal = OtherDriver.Refusal(connection);
            await connection.DisposeAsync().ConfigureAwait(false);
            throw refusal;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task BeginAsync(DbConnection connection, ConnectionIntent intent, CancellationToken cancellationToken)
    {
        if (intent == ConnectionIntent.Migrate)
        {
            await _sessions.RememberAsync(connection, cancellationToken).ConfigureAwait(false);
            await _bounds.SetAsync(connection, _guardOptions.StatementLockTimeout, cancellationToken).ConfigureAwait(false);
        }
        else if (!ServerSession.EndsItself(connection))
        {
            _readers.AddOrUpdate(connection, await ServerSession.OfAsync(connection, cancellationToken).ConfigureAwait(false));
        }
    }

    public async Task<ScratchDatabase> CreateScratchAsync(CancellationToken cancellationToken)
    {
        var name = ScratchDatabase.NewName();
        if (_connections.Elsewhere(name) is not { Creation: { } creation } connections)
        {
            throw new DatabaseRefusedException(DatabaseErrors.NoScratch(MySqlMessages.ScratchRemedy));
        }

        await creation.CreateScratchAsync(cancellationToken).ConfigureAwait(false);
        return new ScratchDatabase(new MySqlProvider(connections, _options, _ownerName, _guardOptions, _time), creation.DropAsync);
    }

    public async ValueTask ResetSessionAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        _bounds.Forget(connection);
        await _sessions.RestoreAsync(connection, cancellationToken).ConfigureAwait(false);
        await _bounds.SetAsync(connection, _guardOptions.StatementLockTimeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Restores the application's session to what it was; one of the guard's own simply ends.</summary>
    public async ValueTask ReleaseSessionAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (_connections.SharesSessions && connection.State == ConnectionState.Open)
        {
            _bounds.Forget(connection);
            await _sessions.RestoreAsync(connection, cancellationToken).ConfigureAwait(false);
        }
    }

    private ServerSession? Reader(DbConnection connection) => _readers.TryGetValue(connection, out var session) ? session : null;

    public IDisposable? InterruptOnCancel(DbConnection connection, CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled && (_sessions.Of(connection) ?? Reader(connection)) is { } session
            ? new StatementInterruption(_connections, session, _time, cancellationToken)
            : null;

    /// <summary>Begins a transaction. Left to themselves, the drivers ask for REPEATABLE READ, whatever the server's default is.</summary>
    public async ValueTask<DbTransaction> BeginAsync(
        DbConnection connection,
        IsolationLevel isolation,
        CancellationToken cancellationToken
    ) =>
        await connection
            .BeginTransactionAsync(
                isolation == IsolationLevel.Unspecified ? _sessions.IsolationOf(connection) : isolation,
                cancellationToken
            )
            .ConfigureAwait(false);

    /// <summary>Begins a transaction that reads as of one moment, without locks, and in which the server refuses writes.</summary>
    public async ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await connection.RunAsync("SET TRANSACTION READ ONLY", cancellationToken).ConfigureAwait(false);
        return await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
    }

    public Task<ExistingObject?> CompareSkippedAsync(
        DbConnection connection,
        DbTransaction? transaction,
        SqlStatement statement,
        IEnumerable<SqlStatement> following,
        CancellationToken cancellationToken
    ) => new SkippedComparison(connection, _dialect).CompareAsync(statement, following, cancellationToken);

    public Task<string?> FindTrialProblemAsync(DbConnection connection, string statement, CancellationToken cancellationToken) =>
        StorageEngines.FindTrialProblemAsync(connection, SqlScript.Parse(statement, _dialect.LexicalRules), cancellationToken);

    public Task<IReadOnlyList<MissingAccess>> FindMissingAccessAsync(
        DbConnection connection,
        IReadOnlyList<TableAccess> required,
        CancellationToken cancellationToken
    ) => new AccessTrial(connection, _dialect).FindMissingAsync(required, cancellationToken);

    public Task<IReadOnlyList<string>> FindChangersAsync(DbConnection connection, TimeSpan within, CancellationToken cancellationToken) =>
        RecentStatements.FindChangersAsync(connection, within, cancellationToken);

    public Task<IReadOnlyList<string>> FindUsableIndexesAsync(
        DbConnection connection,
        DbTransaction transaction,
        string query,
        CancellationToken cancellationToken
    ) => QueryPlan.ReadIndexesAsync(connection, transaction, query, cancellationToken);

    public async ValueTask BoundNextAsync(
        DbConnection connection,
        StatementClass statement,
        TimeSpan lockTimeout,
        CancellationToken cancellationToken
    )
    {
        if (!_bounds.Are(connection, lockTimeout) || _dialect.ScriptsChangeBounds)
        {
            await _bounds.SetAsync(connection, lockTimeout, cancellationToken).ConfigureAwait(false);
        }
    }

    public IDisposable? Listen(DbConnection connection, Action<ServerNotice> hear) => WarningListener.Listen(connection, hear);

    public Func<DbDataReader, ServerNotice?>? FindAnswer(DbDataReader result, SqlStatement statement) => MaintenanceAnswer.Of(result);

    public ValueTask<DatabaseError> ExplainHereAsync(DbConnection connection, DatabaseError error, CancellationToken cancellationToken) =>
        FailureReason.AddAsync(connection, error, cancellationToken);

    public Task<IReadOnlyList<string>> FindBlockersAsync(CancellationToken cancellationToken) =>
        _activity.FindBlockersAsync(cancellationToken);

    public DatabaseError Classify(Exception exception, SqlStatement? statement = null) => _errors.Classify(exception, statement);

    public void Dispose() => _connections.Dispose();
}
