using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SchemaGuard.Servers;

/// <summary>
/// A TCP port in front of a server of any protocol. It can be closed and opened again: in between, clients cannot reach the server.
/// </summary>
public sealed class TcpRelay : IAsyncDisposable
{
    private readonly string _host;
    private readonly int _serverPort;
    private CancellationTokenSource _end = new();
    private Task _accepting = Task.CompletedTask;

    private TcpRelay(string host, int port)
    {
        (_host, _serverPort) = (host, port);
        Port = Open(0);
    }

    public string Host => "127.0.0.1";

    public int Port { get; }

    /// <summary>Starts a relay on a free loopback port.</summary>
    public static TcpRelay Start(string host, int port) => new(host, port);

    /// <summary>Cuts every connection and refuses new ones.</summary>
    public async Task CloseAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        _end.Dispose();
        _end = new CancellationTokenSource();
    }

    /// <summary>Accepts connections again, on the same port.</summary>
    public void Open() => Open(Port);

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _end.Dispose();
    }

    private int Open(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        _accepting = AcceptAsync(listener, _end.Token);
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task AcceptAsync(TcpListener listener, CancellationToken end)
    {
        var sessions = new ConcurrentBag<Task>();
        try
        {
            while (true)
            {
                sessions.Add(CarryAsync(await listener.AcceptTcpClientAsync(end), end));
            }
        }
        catch (OperationCanceledException)
        {
            listener.Stop();
            await Task.WhenAll(sessions);
        }
    }

    private async Task CarryAsync(TcpClient client, CancellationToken end)
    {
        using var here = client;
        using var there = new TcpClient();
        (here.NoDelay, there.NoDelay) = (true, true);
        try
        {
            await there.ConnectAsync(_host, _serverPort, end);
            var (left, right) = (here.GetStream(), there.GetStream());
            await Task.WhenAny(left.CopyToAsync(right, end), right.CopyToAsync(left, end));
        }
        catch (Exception cut) when (cut is IOException or SocketException or OperationCanceledException)
        {
            // The other end finds its connection closed.
        }
    }
}
