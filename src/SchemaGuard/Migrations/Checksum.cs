using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SchemaGuard.Migrations;

/// <summary>A SHA-256 value. Its text is <c>sha256:</c> and 64 lower-case hexadecimal digits.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Checksum
{
    private const string Prefix = "sha256:";
    private readonly UInt128 _high;
    private readonly UInt128 _low;

    public Checksum(ReadOnlySpan<byte> hash)
    {
        _high = BinaryPrimitives.ReadUInt128BigEndian(hash);
        _low = BinaryPrimitives.ReadUInt128BigEndian(hash[16..]);
    }

    /// <summary>The number of bytes of a value.</summary>
    public const int Size = 32;

    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt128BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt128BigEndian(destination[16..], _low);
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Prefix + Convert.ToHexStringLower(bytes);
    }
}
