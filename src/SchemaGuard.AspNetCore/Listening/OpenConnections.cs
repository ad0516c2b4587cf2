using Microsoft.AspNetCore.Connections;

namespace SchemaGuard.AspNetCore.Listening;

/// <summary>The number of connections that the listener has accepted and that are still open. Thread-safe.</summary>
internal sealed class OpenConnections
{
    private readonly TaskCompletionSource _none = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // One more than there are, until no more are to come.
    private int _count = 1;
    private int _isComplete;

    /// <summary>Counts a connection until it is closed.</summary>
    public ConnectionContext Add(ConnectionContext connection)
    {
        Interlocked.Increment(ref _count);
        connection.ConnectionClosed.UnsafeRegister(static state => ((OpenConnections)state!).Remove(), this);
        return connection;
    }

    /// <summary>Waits until all are closed, once no more are to come.</summary>
    public Task NoneAsync()
    {
        if (Interlocked.Exchange(ref _isComplete, 1) == 0)
        {
            Remove();
        }

        return _none.Task;
    }

    private void Remove()
    {
        if (Interlocked.Decrement(ref _count) == 0)
        {
            _none.TrySetResult();
        }
    }
}
