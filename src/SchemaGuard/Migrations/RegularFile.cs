using System.Runtime.InteropServices;
using System.Text;

namespace SchemaGuard.Migrations;

/// <summary>
/// Tells regular files from pipes, sockets and devices, of which opening or reading may never end. .NET does not say what a file is before it is
/// opened; Linux does by statx(2), whose layout is the same on every processor. Elsewhere everything counts as regular.
/// </summary>
internal static class RegularFile
{
    private const int CurrentDirectory = -100;
    private const uint WantsType = 1;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;
    private const int Folder = 0x4000;

    /// <summary>Says whether a path leads, through links, to a regular file, or to nothing, which opening it will tell.</summary>
    public static bool IsOrIsMissing(string path) => !OperatingSystem.IsLinux() || TypeOf(path) is null or Regular or Folder;

    private static int? TypeOf(string path)
    {
        var result = new byte[256];
        try
        {
            return statx(CurrentDirectory, Encoding.UTF8.GetBytes(path + '\0'), flags: 0, WantsType, result) == 0
                ? BitConverter.ToUInt16(result, ModeOffset) & TypeMask
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

#pragma warning disable IDE1006, SYSLIB1054, CA5392 // The name is the C library's; nothing needs marshalling; the library is the one that is loaded.
    [DllImport("libc")]
    private static extern int statx(int directory, byte[] path, int flags, uint mask, byte[] result);
#pragma warning restore IDE1006, SYSLIB1054, CA5392
}
