using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace SchemaGuard.Migrations.Sources;

/// <summary>
/// The distinction between regular files and pipes, sockets and devices, where opening or reading may never end. .NET does not tell the
/// type of a file before it is opened; on Linux statx(2) does, whose layout is the same on every processor. Elsewhere everything counts as
/// regular.
/// </summary>
internal static class RegularFile
{
    private const int CurrentDirectory = -100;
    private const int LeaveLinks = 0x100;
    private const uint WantsType = 1;
    private const int ResultSize = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;
    private const int Folder = 0x4000;

    /// <summary>The longest path that is stored on the stack, in bytes.</summary>
    private const int ShortPath = 512;

    /// <summary>
    /// Determines whether a path leads, through links, to a regular file or to nothing. Opening the file reports the latter.
    /// </summary>
    public static bool IsOrIsMissing(string path) => !OperatingSystem.IsLinux() || TypeOf(path, flags: 0) is null or Regular or Folder;

    /// <summary>
    /// Determines whether a path is known to be a regular file itself and not a link to one. Always <see langword="false"/> where that
    /// cannot be determined.
    /// </summary>
    public static bool IsPlainly(string path) => OperatingSystem.IsLinux() && TypeOf(path, LeaveLinks) == Regular;

    private static int? TypeOf(string path, int flags)
    {
        var size = Encoding.UTF8.GetMaxByteCount(path.Length) + 1;
        var rented = size > ShortPath ? ArrayPool<byte>.Shared.Rent(size) : null;
        var name = rented ?? stackalloc byte[ShortPath];
        Span<byte> result = stackalloc byte[ResultSize];
        name[Encoding.UTF8.GetBytes(path, name)] = 0;
        try
        {
            return
                statx(CurrentDirectory, ref MemoryMarshal.GetReference(name), flags, WantsType, ref MemoryMarshal.GetReference(result)) == 0
                ? BitConverter.ToUInt16(result[ModeOffset..]) & TypeMask
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

#pragma warning disable IDE1006, SYSLIB1054, CA5392 // The name is the C library's; nothing needs marshalling; the library is already loaded.
    [DllImport("libc")]
    private static extern int statx(int directory, ref byte path, int flags, uint mask, ref byte result);
#pragma warning restore IDE1006, SYSLIB1054, CA5392
}
