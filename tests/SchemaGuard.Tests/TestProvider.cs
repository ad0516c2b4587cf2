using System.Data.Common;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Providers.Locking;

namespace SchemaGuard.Tests;

/// <summary>Stands for a provider where none is asked anything but its name: nothing here opens a connection, unless a test says how.</summary>
internal sealed class TestProvider(string? connectionString = null) : IDatabaseProvider
{
    public string Product => "TestSQL";

    public string Target => connectionString ?? "nowhere";

    public ISqlDialect Dialect { get; } = new TestDialect();

    public IDatabaseStateReader StateReader => throw new NotSupportedException();

    public ICatalogInspector Inspector => throw new NotSupportedException();

    public IMigrationLock Lock => throw new NotSupportedException();

    public Func<CancellationToken, ValueTask<DbConnection>> Open { get; init; } = _ => throw new NotSupportedException();

    public ValueTask<DbConnection> OpenConnectionAsync(ConnectionIntent intent, CancellationToken cancellationToken) =>
        Open(cancellationToken);

    public Task<IReadOnlyList<string>> FindUsableIndexesAsync(
        DbConnection connection,
        DbTransaction transaction,
        string query,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<ScratchDatabase> CreateScratchAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask ResetSessionAsync(DbConnection connection, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Func<Exception, DatabaseError> Classification { get; init; } = _ => throw new NotSupportedException();

    public DatabaseError Classify(Exception exception, SchemaGuard.Scripts.Statements.SqlStatement? statement = null) =>
        Classification(exception);
}
