using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;

namespace SchemaGuard.AspNetCore.Listening;

/// <summary>The transport of the small server. It binds as the application's own does, but its sockets can be given away.</summary>
/// <param name="options">The options of the application's transport.</param>
/// <param name="logger">The log of connections.</param>
internal sealed class ProbeTransport(SocketTransportOptions options, ILogger logger) : IConnectionListenerFactory, IDisposable
{
    private readonly SocketConnectionContextFactory _factory = new(new SocketConnectionFactoryOptions { IOQueueCount = 1 }, logger);
    private readonly List<ProbeConnectionListener> _listeners = [];

    /// <summary>Gets what is bound, in the order of binding.</summary>
    public IReadOnlyList<ProbeConnectionListener> Listeners => _listeners;

    /// <summary>Gets the connections that are open.</summary>
    public OpenConnections Connections { get; } = new();

    /// <exception cref="AddressInUseException">Another process listens there.</exception>
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = Bind(endpoint);
        try
        {
            socket.Listen(options.Backlog);
            var listener = new ProbeConnectionListener(endpoint, socket, options.NoDelay, _factory, Connections);
            _listeners.Add(listener);
            return ValueTask.FromResult<IConnectionListener>(listener);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose() => _factory.Dispose();

    private Socket Bind(EndPoint endpoint)
    {
        try
        {
            return options.CreateBoundListenSocket(endpoint);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            // The exception that Kestrel expects of a transport, and composes its own sentence from.
            throw new AddressInUseException(exception.Message, exception);
        }
    }
}
