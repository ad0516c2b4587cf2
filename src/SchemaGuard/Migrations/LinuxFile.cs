using System.Runtime.InteropServices;
using System.Text;

namespace SchemaGuard.Migrations;

/// <summary>
/// The shortest way to the bytes of a small regular file on Linux: five system calls. .NET makes more of them, follows links without saying so, and waits for ever where a pipe
/// has no writer. Whatever is out of the ordinary is left to .NET, whose exceptions say what it is.
/// </summary>
internal static unsafe class LinuxFile
{
    /// <summary>What is returned where a file was not read.</summary>
    public const int NotRead = -1;

    // The values of these flags are the same on every processor that .NET runs on.
    private const int CloseOnExec = 0x80000;
    private const int CurrentDirectory = -100;
    private const int LeaveLinks = 0x100;
    private const int SharedWithoutWaiting = 1 | 4;
    private const uint WantsType = 1;
    private const int ResultSize = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;
    private const int Block = 512;

    /// <summary>Gets whether files can be read like this.</summary>
    public static bool IsAvailable => OperatingSystem.IsLinux();

    /// <summary>Reads a file, under the shared lock that .NET's own readers take as well: who writes with .NET, and shares with nobody, is not read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="buffer">Receives the bytes.</param>
    /// <returns>The number of bytes; <see cref="NotRead"/> where it is a link, no regular file, larger than the buffer, or cannot be read.</returns>
    public static int Read(string path, Span<byte> buffer)
    {
        if (!IsAvailable || Encoding.UTF8.GetMaxByteCount(path.Length) >= buffer.Length)
        {
            return NotRead;
        }

        // The path is needed no more when the bytes come.
        buffer[Encoding.UTF8.GetBytes(path, buffer)] = 0;
        fixed (byte* start = buffer)
        {
            try
            {
                return IsRegular(start) ? Read(start, buffer.Length) : NotRead;
            }
            catch (EntryPointNotFoundException)
            {
                return NotRead;
            }
        }
    }

    private static bool IsRegular(byte* path)
    {
        var result = stackalloc byte[ResultSize];
        return statx(CurrentDirectory, path, LeaveLinks, WantsType, result) == 0 && (*(ushort*)(result + ModeOffset) & TypeMask) == Regular;
    }

    private static int Read(byte* start, int size)
    {
        var file = open(start, CloseOnExec);
        if (file < 0)
        {
            return NotRead;
        }

        var length = flock(file, SharedWithoutWaiting) == 0 ? ReadToEnd(file, start, size) : NotRead;
        _ = close(file);
        return length;
    }

    private static int ReadToEnd(int file, byte* start, int size)
    {
        var length = 0;
        while (length < size)
        {
            var count = (int)read(file, start + length, size - length);
            if (count < 0)
            {
                return NotRead;
            }

            // A file is cut short by its end anywhere, by a failing disk or server only where a block ends: then the next read tells.
            length += count;
            if (count == 0 || count % Block != 0)
            {
                return length;
            }
        }

        return NotRead;
    }

#pragma warning disable IDE1006, SYSLIB1054, CA5392 // The names are the C library's; nothing needs marshalling; the library is the one that is loaded.
    [DllImport("libc")]
    private static extern int statx(int directory, byte* path, int flags, uint mask, byte* result);

    [DllImport("libc")]
    private static extern int open(byte* path, int flags);

    [DllImport("libc")]
    private static extern int flock(int file, int operation);

    [DllImport("libc")]
    private static extern nint read(int file, byte* buffer, nint size);

    [DllImport("libc")]
    private static extern int close(int file);
#pragma warning restore IDE1006, SYSLIB1054, CA5392
}
