using System.Data;
using System.Data.Common;
using Npgsql;
using SchemaGuard.History;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.Connecting;
using SchemaGuard.PostgreSql.Dialect;
using SchemaGuard.PostgreSql.Errors;
using SchemaGuard.PostgreSql.IfNotExists;
using SchemaGuard.PostgreSql.InDoubt;
using SchemaGuard.PostgreSql.Inspection;
using SchemaGuard.PostgreSql.Locking;
using SchemaGuard.PostgreSql.Messages;
using SchemaGuard.PostgreSql.Rights;
using SchemaGuard.PostgreSql.Server;
using SchemaGuard.PostgreSql.State;
using SchemaGuard.PostgreSql.Statements;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Providers.Locking;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Verification.Expectations;

namespace SchemaGuard.PostgreSql;

/// <summary>The connection of a guard to a PostgreSQL database.</summary>
internal sealed class PostgreSqlProvider : IDatabaseProvider, IDisposable
{
    private readonly PostgreSqlConnections _connections;
    private readonly PostgreSqlGuardOptions _options;
    private readonly DefaultIsolation _isolations = new();
    private readonly OwnReads? _reads;
    private readonly TimeSpan _lockTimeout;
    private readonly TimeProvider _time;
    private readonly ConnectionOpening _opening;
    private readonly PostgreSqlErrors _errors;
    private readonly LockActivity _activity;

    /// <summary>Creates a provider.</summary>
    /// <param name="connections">Opens the connections.</param>
    /// <param name="options">The options that only PostgreSQL has.</param>
    /// <param name="lockTimeout">How long a migrating session waits for a lock unless a statement sets another bound.</param>
    /// <param name="time">Measures time.</param>
    /// <param name="reads">Keeps reads out of the application's log.</param>
    public PostgreSqlProvider(
        PostgreSqlConnections connections,
        PostgreSqlGuardOptions options,
        TimeSpan lockTimeout,
        TimeProvider time,
        OwnReads? reads = null
    )
    {
        (_connections, _options, _lockTimeout, _time, _reads) = (connections, options, lockTimeout, time, reads);
        _errors = new PostgreSqlErrors(connections.Reader, connections.User);
        _activity = new LockActivity(connections);
        _opening = new ConnectionOpening(connections, options, lockTimeout, _errors);
        Dialect = new PostgreSqlDialect(connections.SessionName, connections.Initial);
        Lock = new PostgreSqlMigrationLock(connections, options, _activity, time);
    }

    public string Product => "PostgreSQL";

    public int? StatementCommandTimeout => 0;

    public string Target => _connections.Target;

    public DatabaseAddress Address => field ??= ShownAddress.Of(_connections.Reading, _options.Schema);

    public ISqlDialect Dialect { get; }

    public IDatabaseStateReader StateReader { get; } = new PostgreSqlStateReader();

    public ICatalogInspector Inspector => field ??= new PostgreSqlInspector(readsPathOnly: _options.Schema is not null);

    public ITableStatisticsReader? TableStatistics => field ??= new TableStatisticsReader(readsPathOnly: _options.Schema is not null);

    public IStatementProgressReader? StatementProgress => field ??= new StatementProgressReader(_connections.SessionName);

    public IStatementSettler? Settler => field ??= new PostgreSqlSettler();

    public IMigrationLock Lock { get; }

    public ValueTask<DbConnection> OpenConnectionAsync(ConnectionIntent intent, CancellationToken cancellationToken) =>
        _opening.OpenAsync(intent, cancellationToken);

    public async Task<ScratchDatabase> CreateScratchAsync(CancellationToken cancellationToken)
    {
        var name = ScratchDatabase.NewName();
        if (_connections.Creation is not { } settings || _connections.Elsewhere(name) is not { } connections)
        {
            throw new DatabaseRefusedException(DatabaseErrors.NoScratch(PostgreSqlMessages.ScratchRemedy));
        }

        var path = await ScratchSchemas.FindPathAsync(_connections, cancellationToken).ConfigureAwait(false);
        var creation = new DatabaseCreation(settings);
        await creation.CreateScratchAsync(name, path, cancellationToken).ConfigureAwait(false);
        return new ScratchDatabase(new PostgreSqlProvider(connections, _options, _lockTimeout, _time), () => creation.DropAsync(name));
    }

    public async Task PrepareScratchAsync(IReadOnlyCollection<string> madeSchemas, CancellationToken cancellationToken)
    {
        var connection = await _connections.OpenMigratingAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await ScratchSchemas.CreateAsync(connection, madeSchemas, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask ResetSessionAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await SessionReset
            .RunAsync((NpgsqlConnection)connection, _connections.SessionName, _connections.Initial, _lockTimeout, cancellationToken)
            .ConfigureAwait(false);

    public IDisposable? BeginOwnReads() => _reads?.Begin();

    /// <summary>
    /// Begins a transaction. Without an explicit level, the driver would ask for READ COMMITTED whatever the role's or the database's default is.
    /// </summary>
    public async ValueTask<DbTransaction> BeginAsync(DbConnection connection, IsolationLevel isolation, CancellationToken cancellationToken)
    {
        if (isolation == IsolationLevel.Unspecified)
        {
            isolation = await _isolations.OfAsync((NpgsqlConnection)connection, cancellationToken).ConfigureAwait(false);
        }

        return await connection.BeginTransactionAsync(isolation, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask RefreshApplicationAsync(CancellationToken cancellationToken) => _connections.ReloadTypesAsync(cancellationToken);

    public async ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var npgsql = (NpgsqlConnection)connection;
        var transaction = await npgsql.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        var command = new NpgsqlCommand("SET TRANSACTION READ ONLY", npgsql, transaction);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        return transaction;
    }

    /// <summary>Finds the indexes that a query can use. A plan over a few rows scans the table, so scanning is forbidden for this one.</summary>
    public Task<IReadOnlyList<string>> FindUsableIndexesAsync(
        DbConnection connection,
        DbTransaction transaction,
        string query,
        CancellationToken cancellationToken
    ) => QueryPlan.ReadIndexesAsync((NpgsqlConnection)connection, query, cancellationToken);

    public Task<IReadOnlyList<MissingAccess>> FindMissingAccessAsync(
        DbConnection connection,
        IReadOnlyList<TableAccess> required,
        CancellationToken cancellationToken
    ) => AccessQuery.FindMissingAsync((NpgsqlConnection)connection, required, cancellationToken);

    public Task<IReadOnlyList<string>> FindChangersAsync(DbConnection connection, TimeSpan within, CancellationToken cancellationToken) =>
        LockActivity.FindChangersAsync((NpgsqlConnection)connection, within, cancellationToken);

    public async Task CopyAsync(DbConnection connection, string statement, ReadOnlyMemory<char> data, CancellationToken cancellationToken)
    {
        var writer = await ((NpgsqlConnection)connection).BeginTextImportAsync(statement, cancellationToken).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            await writer.WriteAsync(data, cancellationToken).ConfigureAwait(false);
        }
    }

    public DbBatchCommand? FindFailed(DbBatch batch, Exception exception) => RunningCommand.FindFailed((NpgsqlBatch)batch, exception);

    public DbBatchCommand? FindRunning(DbBatch batch) => RunningCommand.Find((NpgsqlBatch)batch);

    public IDisposable? Listen(DbConnection connection, Action<ServerNotice> hear) =>
        new NoticeListener((NpgsqlConnection)connection, hear);

    /// <summary>
    /// Bounds how long the next statement waits for locks. A concurrent build waits for older transactions while no session waits for it, so only
    /// other statements are bounded. Behind a pooler the bound might reach a different session than the statement, so it is left out there.
    /// </summary>
    public async ValueTask BoundNextAsync(
        DbConnection connection,
        StatementClass statement,
        TimeSpan lockTimeout,
        CancellationToken cancellationToken
    )
    {
        var npgsql = (NpgsqlConnection)connection;
        var isConcurrent = statement.TransactionBlocker?.Contains("CONCURRENTLY", StringComparison.Ordinal) == true;
        var bound = isConcurrent ? "0" : SqlText.Milliseconds(lockTimeout);
        await SessionTimeouts.RunAsync(npgsql, SessionTimeouts.LiftAndBound(npgsql, bound), cancellationToken).ConfigureAwait(false);
    }

    public Task<ExistingObject?> CompareSkippedAsync(
        DbConnection connection,
        DbTransaction? transaction,
        SqlStatement statement,
        IEnumerable<SqlStatement> following,
        CancellationToken cancellationToken
    ) => new SkippedComparison((NpgsqlConnection)connection, Dialect, following).CompareAsync(statement, transaction, cancellationToken);

    public Task<IReadOnlyList<string>> FindBlockersAsync(CancellationToken cancellationToken) =>
        _activity.FindBlockersAsync(cancellationToken);

    public async ValueTask<DatabaseError> ExplainAsync(
        DatabaseError error,
        Exception exception,
        bool isOfStatement,
        IReadOnlyList<SqlStatement> statements,
        HistoryTables tables,
        CancellationToken cancellationToken
    )
    {
        if (NetworkErrors.Find<PostgresException>(exception) is not { SqlState: PostgresErrorCodes.InsufficientPrivilege } refusal)
        {
            return error;
        }

        var connection = await _connections.OpenMigratingAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await new RightsExplanation(connection)
                .ExplainAsync(error, refusal, statements, tables, !isOfStatement, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    public DatabaseError Classify(Exception exception, SqlStatement? statement = null) => _errors.Classify(exception, statement);

    public void Dispose() => _connections.Dispose();
}
