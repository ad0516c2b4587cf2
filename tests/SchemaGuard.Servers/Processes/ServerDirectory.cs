using System.Diagnostics;

namespace SchemaGuard.Servers.Processes;

/// <summary>
/// The temporary folder of one server, with a watchdog. When this object is disposed, or its process dies in any way, every process that runs in the
/// folder is ended and the folder is removed.
/// </summary>
internal sealed class ServerDirectory : IAsyncDisposable
{
    // The kernel closes our end of the pipe when we die, so nothing has to be polled. PR_SET_PDEATHSIG would not do: it
    // follows the thread that forked, not the process. SIGQUIT lets a postmaster end its backends and remove its shared
    // memory, SIGTERM is for the others, and MySQL shuts down cleanly on either; initdb would leave its shared memory
    // behind, and finishes in a moment.
    private const string Watchdog = """
        exec >/dev/null 2>&1
        trap '' HUP INT TERM
        directory=$(cd "$1" && pwd -P)
        read -r _
        tick=0
        while [ "$tick" -lt 400 ]; do
          running=$(find /proc -maxdepth 2 -name cwd \( -lname "$directory" -o -lname "$directory/*" \) -printf '%h ' | sed 's|/proc/||g')
          [ -n "$running" ] || break
          if [ "$tick" -ge 300 ]; then
            kill -KILL $running
          elif ! grep -qsx initdb $(printf '/proc/%s/comm ' $running); then
            kill -QUIT $running
            kill -TERM $running
          fi
          tick=$((tick + 1))
          sleep 0.05
        done
        rm -rf "$directory"
        """;

    private const string Memory = "/dev/shm";
    private const long EnoughMemory = 4L << 30;
    private readonly Process _watchdog;
    private bool _disposed;

    private ServerDirectory(string path)
    {
        Path = path;
        var start = new ProcessStartInfo("setsid", ["sh", "-c", Watchdog, "sh", path])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        _watchdog = Process.Start(start)!;
    }

    public string Path { get; }

    /// <summary>Gets the log file of this folder's server.</summary>
    public string LogPath => System.IO.Path.Combine(Path, "server.log");

    /// <summary>Creates a folder that the server's account owns.</summary>
    /// <param name="prefix">What its name begins with.</param>
    /// <param name="isInMemory">Whether it is in memory, if there is enough: making and removing hundreds of files costs a fifth there.</param>
    public static async Task<ServerDirectory> CreateAsync(string prefix, bool isInMemory = false)
    {
        var directory = new ServerDirectory(
            isInMemory && HasMemory() ? CreateInMemory(prefix) : Directory.CreateTempSubdirectory(prefix).FullName
        );
        await ServerAccount.OwnAsync(directory.Path);
        return directory;
    }

    private static bool HasMemory() => Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > EnoughMemory;

    private static string CreateInMemory(string prefix) =>
        OperatingSystem.IsWindows()
            ? throw new PlatformNotSupportedException($"{Memory} is a folder of Linux.")
            : Directory
                .CreateDirectory(
                    System.IO.Path.Combine(Memory, prefix + System.IO.Path.GetRandomFileName()),
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                )
                .FullName;

    public async Task<string> ReadLogAsync() => File.Exists(LogPath) ? await File.ReadAllTextAsync(LogPath) : "";

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _watchdog.StandardInput.Close();
        await _watchdog.WaitForExitAsync();
        _watchdog.Dispose();
    }
}
