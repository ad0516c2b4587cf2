using System.Diagnostics;
using System.Globalization;

namespace SchemaGuard.Servers.Processes;

/// <summary>A running server program. Its output goes to the log of its folder.</summary>
internal sealed class ServerProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly ServerDirectory _directory;
    private readonly Process _process;

    private ServerProcess(ServerDirectory directory, Process process)
    {
        _directory = directory;
        _process = process;
    }

    public int Id => _process.Id;

    /// <summary>Starts a server program in its folder, in a session of its own: signals to our process group do not reach it.</summary>
    public static ServerProcess Start(ServerDirectory directory, IEnumerable<string> command)
    {
        string[] logged =
        [
            "setsid",
            "sh",
            "-c",
            "log=$1; shift; exec \"$@\" </dev/null >>\"$log\" 2>&1",
            "sh",
            directory.LogPath,
            .. command,
        ];
        return new ServerProcess(directory, Process.Start(ServerAccount.Start(directory.Path, logged))!);
    }

    /// <summary>Waits until the server is ready.</summary>
    /// <exception cref="InvalidOperationException">The server ended instead, or took too long; the message contains its log.</exception>
    public async Task ReadyAsync(Func<Task<bool>> isReady)
    {
        var clock = Stopwatch.StartNew();
        while (!await isReady())
        {
            if (_process.HasExited || clock.Elapsed > Patience)
            {
                var what = _process.HasExited ? $"ended with {_process.ExitCode}" : $"was not ready after {Patience.TotalSeconds} s";
                throw new InvalidOperationException($"The server in {_directory.Path} {what}. {await _directory.ReadLogAsync()}");
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>Sends a signal, such as "TERM", and waits for the end; the object cannot be used afterwards.</summary>
    public async Task StopAsync(string signal)
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", [$"-{signal}", Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
        }

        await EndAsync();
    }

    /// <summary>Kills the server and its children, which would otherwise live on until they notice, and waits for the end.</summary>
    public Task KillAllAsync()
    {
        _process.Kill(entireProcessTree: true);
        return EndAsync();
    }

    private async Task EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
    }
}
