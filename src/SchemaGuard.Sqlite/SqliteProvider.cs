using System.Data.Common;
using Microsoft.Data.Sqlite;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Providers.Locking;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Sqlite.Connecting;
using SchemaGuard.Sqlite.Dialect;
using SchemaGuard.Sqlite.Errors;
using SchemaGuard.Sqlite.IfNotExists;
using SchemaGuard.Sqlite.Inspection;
using SchemaGuard.Sqlite.Locking;
using SchemaGuard.Sqlite.State;
using SchemaGuard.Sqlite.Statements;
using SQLitePCL;

namespace SchemaGuard.Sqlite;

/// <summary>The provider that connects a guard to an SQLite file or a shared in-memory database.</summary>
internal sealed class SqliteProvider(SqliteConnectionFactory connections) : IDatabaseProvider, IDisposable
{
    public string Product => "SQLite";

    public string Target => connections.Target;

    public DatabaseAddress Address => new() { Namespace = connections.Target };

    public ISqlDialect Dialect { get; } = new SqliteDialect();

    public IDatabaseStateReader StateReader { get; } = new SqliteStateReader();

    public ICatalogInspector Inspector { get; } = new SqliteInspector();

    public ITableStatisticsReader? TableStatistics { get; } = new TableStatisticsReader();

    public IMigrationLock Lock { get; } = new SqliteMigrationLock();

    public async ValueTask<DbConnection> OpenConnectionAsync(ConnectionIntent intent, CancellationToken cancellationToken) =>
        await connections.OpenAsync(intent, cancellationToken).ConfigureAwait(false);

    /// <summary>Creates a database in memory.</summary>
    public Task<ScratchDatabase> CreateScratchAsync(CancellationToken cancellationToken)
    {
        var settings = SqliteConnectionSettings.Parse($"Data Source={ScratchDatabase.NewName()};Mode=Memory;Cache=Shared", out _)!;
        var provider = new SqliteProvider(new SqliteConnectionFactory(settings, new SqliteGuardOptions()));
        return Task.FromResult(new ScratchDatabase(provider, () => ValueTask.CompletedTask));
    }

    /// <summary>Closes the session and opens a new one: settings, temporary objects and attached files end with the old one.</summary>
    public async ValueTask ResetSessionAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var timeout = ((SqliteConnection)connection).DefaultTimeout;
        await connection.CloseAsync().ConfigureAwait(false);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        ((SqliteConnection)connection).DefaultTimeout = timeout;
    }

    /// <summary>Interrupts the statement: the driver's asynchronous methods run to their end, whatever their token says.</summary>
    public IDisposable? InterruptOnCancel(DbConnection connection, CancellationToken cancellationToken) =>
        cancellationToken.Register(static state => raw.sqlite3_interrupt(((SqliteConnection)state!).Handle), connection);

    public Task<ExistingObject?> CompareSkippedAsync(
        DbConnection connection,
        DbTransaction? transaction,
        SqlStatement statement,
        IEnumerable<SqlStatement> following,
        CancellationToken cancellationToken
    ) => new SkippedComparison(connection, transaction, Dialect, following).CompareAsync(statement, cancellationToken);

    public Func<DbDataReader, ServerNotice?>? FindAnswer(DbDataReader result, SqlStatement statement) => PragmaAnswer.Of(statement);

    public Task<bool> HasOpenTransactionAsync(DbConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult(raw.sqlite3_get_autocommit(((SqliteConnection)connection).Handle) == 0);

    public ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken) =>
        ValueTask.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    public async Task<IReadOnlyList<string>> FindUsableIndexesAsync(
        DbConnection connection,
        DbTransaction transaction,
        string query,
        CancellationToken cancellationToken
    )
    {
        var command = ((SqliteConnection)connection).CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            (command.CommandText, command.Transaction) = ("EXPLAIN QUERY PLAN " + query, (SqliteTransaction)transaction);
            return await QueryPlan.ReadIndexesAsync(command, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => connections.Dispose();

    public DatabaseError Classify(Exception exception, SqlStatement? statement = null) => SqliteErrors.Classify(exception);
}
