using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace SchemaGuard.AspNetCore.Listening;

/// <summary>
/// A listening socket that the listener of probes accepts from first, and the application afterwards. What neither has accepted waits in the kernel, so that
/// no connection is refused or reset between them.
/// </summary>
internal sealed class ProbeConnectionListener : IConnectionListener
{
    private readonly Socket _socket;
    private readonly bool _noDelay;
    private readonly SocketConnectionContextFactory _factory;
    private readonly OpenConnections _connections;

    // Not disposed: others may still ask for its token, and it holds nothing else.
    private readonly CancellationTokenSource _end = new();
    private int _isGivenAway;

    /// <param name="requested">The endpoint that was asked for; its port may be zero.</param>
    /// <param name="socket">The socket, which listens already.</param>
    /// <param name="noDelay">Whether small packets are sent at once.</param>
    /// <param name="factory">What makes a connection of an accepted socket.</param>
    /// <param name="connections">The connections that are open.</param>
    public ProbeConnectionListener(
        EndPoint requested,
        Socket socket,
        bool noDelay,
        SocketConnectionContextFactory factory,
        OpenConnections connections
    )
    {
        (Requested, _socket, _noDelay, _factory, _connections) = (requested, socket, noDelay, factory, connections);
        EndPoint = socket.LocalEndPoint ?? requested;
    }

    /// <summary>Gets the endpoint that was asked for.</summary>
    public EndPoint Requested { get; }

    /// <summary>Gets the endpoint that is bound.</summary>
    public EndPoint EndPoint { get; }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                // A cancelled accept has taken no connection: it ends with one, or leaves it in the kernel.
                var accepted = await _socket.AcceptAsync(_end.Token).ConfigureAwait(false);
                if (accepted.LocalEndPoint is IPEndPoint)
                {
                    accepted.NoDelay = _noDelay;
                }

                return _connections.Add(_factory.Create(accepted));
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return null;
            }
            catch (SocketException exception) when (exception.SocketErrorCode != SocketError.OperationAborted)
            {
                // The client gave up while its connection was waiting. The next one is accepted.
            }
            catch (SocketException)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Stops accepting. The socket goes on listening.</summary>
    public void StopAccepting() => _end.Cancel();

    /// <summary>Stops accepting and gives the socket away, once.</summary>
    /// <returns>The socket; <see langword="null"/> if somebody else has it, or it is closed.</returns>
    public Socket? GiveAway()
    {
        StopAccepting();
        return Interlocked.Exchange(ref _isGivenAway, 1) == 0 ? _socket : null;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        StopAccepting();
        return ValueTask.CompletedTask;
    }

    /// <summary>Closes the socket, unless it was given away.</summary>
    public ValueTask DisposeAsync()
    {
        GiveAway()?.Dispose();
        return ValueTask.CompletedTask;
    }
}
