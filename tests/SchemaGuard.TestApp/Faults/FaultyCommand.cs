using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.TestApp.Faults;

/// <summary>Is a driver's command that meets a boundary before and after it runs, unless it only reads.</summary>
#pragma warning disable RS0030 // A decorator passes the synchronous twins on, too.
internal sealed class FaultyCommand(DbCommand inner, FaultyConnection? connection, Boundaries boundaries) : DbCommand
{
    private FaultyConnection? _connection = connection;
    private FaultyTransaction? _transaction;

    [AllowNull]
    public override string CommandText
    {
        get => inner.CommandText;
        set => inner.CommandText = value;
    }

    public override int CommandTimeout
    {
        get => inner.CommandTimeout;
        set => inner.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => inner.CommandType;
        set => inner.CommandType = value;
    }

    public override bool DesignTimeVisible
    {
        get => inner.DesignTimeVisible;
        set => inner.DesignTimeVisible = value;
    }

    public override UpdateRowSource UpdatedRowSource
    {
        get => inner.UpdatedRowSource;
        set => inner.UpdatedRowSource = value;
    }

    protected override DbConnection? DbConnection
    {
        get => _connection;
        set
        {
            _connection = (FaultyConnection?)value;
            inner.Connection = _connection?.Inner;
        }
    }

    protected override DbParameterCollection DbParameterCollection => inner.Parameters;

    protected override DbTransaction? DbTransaction
    {
        get => _transaction;
        set
        {
            _transaction = (FaultyTransaction?)value;
            inner.Transaction = _transaction?.Inner;
        }
    }

    public override void Cancel() => inner.Cancel();

    public override void Prepare() => inner.Prepare();

    public override Task PrepareAsync(CancellationToken cancellationToken = default) => inner.PrepareAsync(cancellationToken);

    public override int ExecuteNonQuery() => Run(inner.ExecuteNonQuery);

    public override object? ExecuteScalar() => Run(inner.ExecuteScalar);

    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) =>
        RunAsync(() => inner.ExecuteNonQueryAsync(cancellationToken));

    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) =>
        RunAsync(() => inner.ExecuteScalarAsync(cancellationToken));

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override DbParameter CreateDbParameter() => inner.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Run(() => inner.ExecuteReader(behavior));

    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) =>
        RunAsync(() => inner.ExecuteReaderAsync(behavior, cancellationToken));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private T Run<T>(Func<T> execute)
    {
        var key = Announce();
        var result = execute();
        Conclude(key);
        return result;
    }

    private async Task<T> RunAsync<T>(Func<Task<T>> execute)
    {
        var key = Announce();
        var result = await execute();
        Conclude(key);
        return result;
    }

    private FaultKey? Announce()
    {
        var key = FaultKey.Of(inner);
        if (key is not null)
        {
            boundaries.Before(key);
            _connection?.LastChange = key;
        }

        return key;
    }

    private void Conclude(FaultKey? key)
    {
        if (key is not null)
        {
            boundaries.After(key);
        }
    }
}
