using System.Net;
using System.Net.Sockets;

namespace SchemaGuard.Servers;

/// <summary>Free loopback ports.</summary>
public static class Ports
{
    // Below the range from which Linux takes the local ports of outgoing connections (32768 and up), so that a server
    // that is down for a moment finds its port free again.
    private const int First = 16_000;
    private const int End = 32_000;
    private static int _last = Random.Shared.Next(First, End);

    /// <summary>Finds a loopback TCP port on which nothing listens. No port is returned twice to one process, as long as there are others.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _last) % (End - First));
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // The next one.
            }
        }
    }
}
