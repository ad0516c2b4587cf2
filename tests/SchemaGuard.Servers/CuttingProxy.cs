using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SchemaGuard.Servers;

/// <summary>
/// A TCP proxy that cuts connections at a counted piece of the traffic. A piece is what one read returns: usually one message or one pipeline of
/// them. It knows no protocol, so it works in front of every server and every pooler.
/// </summary>
public sealed class CuttingProxy : IAsyncDisposable
{
    private const int LargestPiece = 64 * 1024;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<int, Task> _sessions = [];
    private readonly Lock _lock = new();
    private readonly Socket _listener;
    private readonly Task _accepting;
    private (int Pieces, PieceCut How, TaskCompletionSource Done)? _next;

    private CuttingProxy(string host, int port)
    {
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = AcceptAsync(host, port);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Starts a proxy on a free loopback port. The server need not be running, and may come and go.</summary>
    public static CuttingProxy Start(string host, int port) => new(host, port);

    /// <summary>Cuts the connection that carries the n-th piece from now on, counted over all connections and in both directions.</summary>
    /// <returns>A task that completes when the cut is made.</returns>
    public Task CutAsync(int pieces, PieceCut how, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _next = (pieces, how, done);
        }

        return done.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Closes the port and every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested)
        {
            return;
        }

        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_sessions.Values);
        _end.Dispose();
    }

    private async Task AcceptAsync(string host, int port)
    {
        for (var number = 1; !_end.IsCancellationRequested; number++)
        {
            try
            {
                _sessions[number] = CarryAsync(await _listener.AcceptAsync(_end.Token), host, port);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task CarryAsync(Socket client, string host, int port)
    {
        using var toClient = client;
        using var toServer = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        toServer.NoDelay = client.NoDelay = true;
        try
        {
            await toServer.ConnectAsync(host, port, end.Token);
        }
        catch (Exception unreachable) when (unreachable is SocketException or OperationCanceledException)
        {
            return; // The client finds its connection closed.
        }

        await Task.WhenAll(PumpAsync(client, toServer, end), PumpAsync(toServer, client, end));
    }

    private async Task PumpAsync(Socket from, Socket to, CancellationTokenSource end)
    {
        var buffer = new byte[LargestPiece];
        try
        {
            await using var stream = new NetworkStream(to, ownsSocket: false);
            while (await from.ReceiveAsync(buffer, end.Token) is > 0 and var length)
            {
                var cut = Count();
                var delivered = cut switch
                {
                    PieceCut.Before => 0,
                    PieceCut.Within => length / 2,
                    _ => length,
                };
                await stream.WriteAsync(buffer.AsMemory(0, delivered), end.Token);
                if (cut is not null)
                {
                    await end.CancelAsync();
                    return;
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception closed) when (closed is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            await end.CancelAsync();
        }
    }

    /// <returns>How the connection that carries this piece is cut, if it is.</returns>
    private PieceCut? Count()
    {
        lock (_lock)
        {
            if (_next is not { } next)
            {
                return null;
            }

            if (next.Pieces > 1)
            {
                _next = next with { Pieces = next.Pieces - 1 };
                return null;
            }

            _next = null;
            next.Done.SetResult();
            return next.How;
        }
    }
}
