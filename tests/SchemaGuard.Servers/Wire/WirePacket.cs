using System.Buffers.Binary;

namespace SchemaGuard.Servers.Wire;

/// <summary>A unit that is forwarded as a whole: a message with its header, a packet of the start-up, or one byte.</summary>
internal readonly record struct WirePacket(char Type, byte[] Bytes)
{
    /// <summary>The type of packets without one: those before the first typed message.</summary>
    public const char Untyped = '\0';

    private const int HeaderLength = 5;

    // Codes in the place of a startup message's protocol version.
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
