using System.Buffers.Binary;

namespace SchemaGuard.Servers.Wire;

/// <summary>A reader that splits what one side sends into messages. The source should be buffered: headers are read separately.</summary>
internal sealed class WireReader(Stream source)
{
    private const int LengthSize = 4;

    /// <summary>Reads a packet of the start-up, which has no type.</summary>
    /// <returns>The packet, or null at the end.</returns>
    public Task<WirePacket?> ReadFirstAsync() => ReadAsync(0);

    /// <summary>Reads a typed message.</summary>
    /// <returns>The message, or null at the end.</returns>
    public Task<WirePacket?> ReadAsync() => ReadAsync(1);

    /// <summary>Reads the answer to a request for encryption.</summary>
    /// <returns>The byte, or null at the end.</returns>
    /// <exception cref="InvalidDataException">The server encrypts from here on.</exception>
    public async Task<WirePacket?> ReadByteAsync()
    {
        var answer = new byte[1];
        if (await source.ReadAtLeastAsync(answer, 1, throwOnEndOfStream: false) == 0)
        {
            return null;
        }

        return answer[0] == 'N'
            ? new WirePacket(WirePacket.Untyped, answer)
            : throw new InvalidDataException("The proxy cannot look into an encrypted session: switch ssl off at the server.");
    }

    private async Task<WirePacket?> ReadAsync(int typeSize)
    {
        var header = new byte[typeSize + LengthSize];
        if (await source.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false) < header.Length)
        {
            return null;
        }

        // The length counts itself, not the type.
        var bytes = new byte[typeSize + BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(typeSize))];
        header.CopyTo(bytes, 0);
        await source.ReadExactlyAsync(bytes.AsMemory(header.Length));
        return new WirePacket(typeSize == 0 ? WirePacket.Untyped : (char)bytes[0], bytes);
    }
}
