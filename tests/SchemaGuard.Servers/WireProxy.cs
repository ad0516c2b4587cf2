using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using SchemaGuard.Servers.Wire;

namespace SchemaGuard.Servers;

/// <summary>
/// A TCP proxy in front of a PostgreSQL server that knows the messages of the protocol. It counts them, delays them, and cuts a connection at a
/// chosen one. The server must not encrypt.
/// </summary>
public sealed class WireProxy : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<int, Task> _sessions = [];
    private readonly WireCounters _counters = new();
    private readonly Lock _ruleLock = new();
    private readonly Socket _listener;
    private readonly Task _accepting;
    private long _delayTicks;

    private WireProxy(string host, int port)
    {
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = AcceptAsync(host, port);
    }

    public string Host => "127.0.0.1";

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Gets or sets the delay of every message, in each direction: half of a round trip. The bandwidth stays the same.</summary>
    public TimeSpan Delay
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _delayTicks));
        set => Interlocked.Exchange(ref _delayTicks, value.Ticks);
    }

    /// <summary>
    /// Gets or sets the rule that decides about every message after a session's first ReadyForQuery, one message at a time over all sessions. An
    /// exception from it ends the session and is thrown by <see cref="DisposeAsync"/>.
    /// </summary>
    public Func<WireMessage, CutAction>? CutRule { get; set; }

    /// <summary>
    /// Gets how often a client sent something after it had waited for the server, after the first ReadyForQuery of its session. What it sends while
    /// answers to a pipeline arrive does not count, nor does the goodbye.
    /// </summary>
    public long RoundTrips => _counters.RoundTrips;

    /// <summary>Gets the same up to the first ReadyForQuery, without the TCP connect.</summary>
    public long RoundTripsConnecting => _counters.RoundTripsConnecting;

    public long BytesToServer => _counters.BytesToServer;

    public long BytesToClient => _counters.BytesToClient;

    /// <summary>Gets the number of accepted connections.</summary>
    public long Connections => _counters.Connections;

    /// <summary>Starts a proxy on a free loopback port. The server need not be there yet.</summary>
    public static WireProxy Start(string host, int port) => new(host, port);

    /// <summary>Sets all counters to zero.</summary>
    public void Reset() => _counters.Reset();

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
    }

    private async Task AcceptAsync(string host, int port)
    {
        for (var number = 1; !_end.IsCancellationRequested; number++)
        {
            try
            {
                var client = await _listener.AcceptAsync(_end.Token);
                _counters.AddConnection();
                _sessions[number] = CarryAsync(number, client, host, port);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task CarryAsync(int number, Socket client, string host, int port)
    {
        using var toClose = client;
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        server.NoDelay = true;
        client.NoDelay = true;
        try
        {
            await server.ConnectAsync(host, port, _end.Token);
        }
        catch (Exception unreachable) when (unreachable is SocketException or OperationCanceledException)
        {
            return; // The client finds its connection closed.
        }

        using var session = new WireSession(number, client, server, () => Delay, Ask, _counters);
        await session.RunAsync(_end.Token);
    }

    private CutAction Ask(WireMessage message)
    {
        lock (_ruleLock)
        {
            return CutRule?.Invoke(message) ?? CutAction.Pass;
        }
    }
}
