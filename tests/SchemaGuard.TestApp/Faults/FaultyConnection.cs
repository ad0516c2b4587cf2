using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Transactions;
using IsolationLevel = System.Data.IsolationLevel;

namespace SchemaGuard.TestApp.Faults;

/// <summary>Is a driver's connection whose commands and transactions meet boundaries. It offers no batches: they would pass by them.</summary>
#pragma warning disable RS0030 // A decorator passes the synchronous twins on, too.
internal sealed class FaultyConnection(DbConnection inner, DbProviderFactory factory, Boundaries boundaries) : DbConnection
{
    public override event StateChangeEventHandler? StateChange
    {
        add => inner.StateChange += value;
        remove => inner.StateChange -= value;
    }

    /// <summary>Gets the driver's connection.</summary>
    public DbConnection Inner => inner;

    /// <summary>Gets or sets the key of the last command that changed something since the last transaction began.</summary>
    public FaultKey? LastChange { get; set; }

    [AllowNull]
    public override string ConnectionString
    {
        get => inner.ConnectionString;
        set => inner.ConnectionString = value;
    }

    public override int ConnectionTimeout => inner.ConnectionTimeout;

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => inner.State;

    protected override DbProviderFactory DbProviderFactory => factory;

    public override void Open() => inner.Open();

    public override Task OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    public override void Close() => inner.Close();

    public override Task CloseAsync() => inner.CloseAsync();

    public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);

    public override Task ChangeDatabaseAsync(string databaseName, CancellationToken cancellationToken = default) =>
        inner.ChangeDatabaseAsync(databaseName, cancellationToken);

    public override void EnlistTransaction(Transaction? transaction) => inner.EnlistTransaction(transaction);

    public override DataTable GetSchema() => inner.GetSchema();

    public override DataTable GetSchema(string collectionName) => inner.GetSchema(collectionName);

    public override DataTable GetSchema(string collectionName, string?[] restrictionValues) =>
        inner.GetSchema(collectionName, restrictionValues);

    public override Task<DataTable> GetSchemaAsync(CancellationToken cancellationToken = default) =>
        inner.GetSchemaAsync(cancellationToken);

    public override Task<DataTable> GetSchemaAsync(string collectionName, CancellationToken cancellationToken = default) =>
        inner.GetSchemaAsync(collectionName, cancellationToken);

    public override Task<DataTable> GetSchemaAsync(
        string collectionName,
        string?[] restrictionValues,
        CancellationToken cancellationToken = default
    ) => inner.GetSchemaAsync(collectionName, restrictionValues, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => Begun(inner.BeginTransaction(isolationLevel));

    protected override async ValueTask<DbTransaction> BeginDbTransactionAsync(
        IsolationLevel isolationLevel,
        CancellationToken cancellationToken
    ) => Begun(await inner.BeginTransactionAsync(isolationLevel, cancellationToken));

    protected override DbCommand CreateDbCommand() => new FaultyCommand(inner.CreateCommand(), this, boundaries);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private FaultyTransaction Begun(DbTransaction transaction)
    {
        LastChange = null;
        return new FaultyTransaction(transaction, this, boundaries);
    }
}
