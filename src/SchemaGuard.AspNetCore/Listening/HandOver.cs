using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace SchemaGuard.AspNetCore.Listening;

/// <summary>The sockets that wait to be taken by the application's Kestrel. Thread-safe.</summary>
internal sealed class HandOver
{
    private readonly Lock _lock = new();
    private readonly List<ProbeConnectionListener> _offered = [];

    /// <summary>Offers sockets. Until the first is taken, they go on accepting.</summary>
    public void Offer(IEnumerable<ProbeConnectionListener> listeners)
    {
        lock (_lock)
        {
            _offered.AddRange(listeners);
        }
    }

    /// <summary>Takes the socket of an endpoint. Nothing is accepted from the others any more: the application is about to take them, too.</summary>
    /// <returns>The socket; <see langword="null"/> if none is offered. What would be in the way of the endpoint is closed then.</returns>
    public Socket? Take(EndPoint endpoint)
    {
        lock (_lock)
        {
            _offered.ForEach(listener => listener.StopAccepting());
            if (_offered.Find(listener => IsSame(listener.Requested, endpoint)) is { } found)
            {
                _offered.Remove(found);
                return found.GiveAway();
            }

            // The application binds another address than the one that was expected of it.
            foreach (var obstacle in _offered.Where(listener => IsInTheWay(listener.EndPoint, endpoint)).ToList())
            {
                _offered.Remove(obstacle);
                obstacle.GiveAway()?.Dispose();
            }

            return null;
        }
    }

    /// <summary>Closes what nobody has taken.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _offered.ForEach(listener => listener.GiveAway()?.Dispose());
            _offered.Clear();
        }
    }

    private static bool IsSame(EndPoint offered, EndPoint endpoint) =>
        (offered, endpoint) switch
        {
            (FileHandleEndPoint one, FileHandleEndPoint other) => one.FileHandle == other.FileHandle,
            (UnixDomainSocketEndPoint, UnixDomainSocketEndPoint) => offered.ToString() == endpoint.ToString(),
            _ => offered.Equals(endpoint),
        };

    private static bool IsInTheWay(EndPoint bound, EndPoint endpoint) =>
        bound is IPEndPoint { Port: var port } && endpoint is IPEndPoint { Port: not 0 } wanted && port == wanted.Port;
}
