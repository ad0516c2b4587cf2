using System.Buffers.Binary;

namespace SchemaGuard.Servers.Wire;

/// <summary>Is what is forwarded as a whole: a message with its header, a packet of the start, or one byte.</summary>
internal readonly record struct WirePacket(char Type, byte[] Bytes)
{
    /// <summary>Is the type of what has none: the packets before the first typed message.</summary>
    public const char Untyped = '\0';

    private const int HeaderLength = 5;

    // Codes that stand where the protocol version of a startup message stands.
    private const int CancelRequest = 80877102;
    private const int SslRequest = 80877103;
    private const int GssEncryptionRequest = 80877104;

    public ReadOnlyMemory<byte> Payload => Bytes.AsMemory(HeaderLength);

    /// <summary>Gets whether a first packet asks for encryption, which the server answers with a single byte.</summary>
    public bool AsksForEncryption => Code is SslRequest or GssEncryptionRequest;

    /// <summary>Gets whether a first packet asks to cancel a query of another session; nothing follows it.</summary>
    public bool IsCancelRequest => Code == CancelRequest;

    private int Code => BinaryPrimitives.ReadInt32BigEndian(Bytes.AsSpan(4));
}
