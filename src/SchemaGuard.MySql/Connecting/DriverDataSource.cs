using System.Data.Common;
using System.Net.Sockets;

namespace SchemaGuard.MySql.Connecting;

/// <summary>
/// A data source of the driver that is created when a connection is first requested. A driver validates the whole string when it creates a data
/// source, and MySqlConnector then refuses a Unix socket that its server has not created yet. That is a server to wait for, not a wrong string.
/// Thread-safe.
/// </summary>
internal sealed class DriverDataSource(DbProviderFactory factory, string connectionString) : DbDataSource
{
    private readonly Lock _lock = new();
    private DbDataSource? _inner;

    public override string ConnectionString => connectionString;

    protected override DbConnection CreateDbConnection() => Inner().CreateConnection();

    protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default) =>
        Inner().OpenConnectionAsync(cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner?.Dispose();
        }

        base.Dispose(disposing);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        if (_inner is not null)
        {
            await _inner.DisposeAsync().ConfigureAwait(false);
        }

        await base.DisposeAsyncCore().ConfigureAwait(false);
    }

    private DbDataSource Inner()
    {
        lock (_lock)
        {
            try
            {
                return _inner ??= factory.CreateDataSource(connectionString);
            }
            catch (DbException exception)
            {
                throw new IOException(exception.Message, new SocketException((int)SocketError.AddressNotAvailable));
            }
        }
    }
}
