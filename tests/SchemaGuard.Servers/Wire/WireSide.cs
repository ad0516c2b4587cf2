using System.Net.Sockets;

namespace SchemaGuard.Servers.Wire;

/// <summary>One of the two connections of a session: what comes from it, and the delay line to it.</summary>
internal sealed class WireSide : IDisposable
{
    private const int BufferSize = 64 * 1024;
    private readonly Socket _socket;
    private readonly NetworkStream _stream;

    /// <summary>Initializes a side with a connected socket.</summary>
    /// <param name="socket">The socket, which this object closes.</param>
    /// <param name="delay">The delay of the line to this side.</param>
    /// <param name="leaving">The action that is called with each packet before it is written.</param>
    public WireSide(Socket socket, Func<TimeSpan> delay, Action<WirePacket> leaving)
    {
        _socket = socket;
        _stream = new NetworkStream(socket);
        Reader = new WireReader(new BufferedStream(_stream, BufferSize));
        Line = new DelayLine(_stream, delay, leaving);
    }

    public WireReader Reader { get; }

    public DelayLine Line { get; }

    /// <summary>Signals that nothing more is sent to this side.</summary>
    public void Finish() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        try
        {
            // Before the close, which is a reset if something is unread: what was delivered stays readable.
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The other side was first.
        }

        _stream.Dispose();
        _socket.Dispose();
    }
}
