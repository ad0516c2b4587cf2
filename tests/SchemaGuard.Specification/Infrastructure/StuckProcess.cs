using System.Diagnostics;
using System.Globalization;

namespace SchemaGuard.Specification.Infrastructure;

/// <summary>What a process is doing that does not do what a test waits for, from the kernel's view and from the runtime's.</summary>
internal static class StuckProcess
{
    private const int LongestText = 40_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Describes a process that may end in the meantime. What cannot be read is reported, never thrown.</summary>
    public static async Task<string> DescribeAsync(int id)
    {
        var number = id.ToString(CultureInfo.InvariantCulture);
        return string.Join(
            '\n',
            "Threads (name, state, what the kernel waits in):",
            Threads(number),
            "Connections:",
            Lines(await RunAsync("ss", ["-tnpo"]), $"pid={number},"),
            "Managed code (dotnet-dump, dumpasync and clrstack):",
            await ManagedAsync(number)
        );
    }

    private static string Threads(string id)
    {
        try
        {
            return string.Join('\n', Directory.GetDirectories($"/proc/{id}/task").Select(Thread));
        }
        catch (IOException gone)
        {
            return gone.Message;
        }
    }

    private static string Thread(string task)
    {
        try
        {
            var status = File.ReadLines(Path.Combine(task, "status")).Take(3).Select(line => line.Split('\t', 2)[^1]);
            return $"{Path.GetFileName(task)} {string.Join(' ', status)} {File.ReadAllText(Path.Combine(task, "wchan"))}";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return unreadable.Message;
        }
    }

    // A dump, as only it shows which asynchronous methods wait; a stopped process does not respond.
    private static async Task<string> ManagedAsync(string id)
    {
        var folder = Directory.CreateTempSubdirectory("schemaguard-dump-");
        try
        {
            var dump = Path.Combine(folder.FullName, "core");
            var collected = await RunAsync("dotnet", ["dotnet-dump", "collect", "-p", id, "--type", "Heap", "-o", dump]);
            if (!File.Exists(dump))
            {
                return "No dump could be made. " + collected;
            }

            var text = await RunAsync(
                "dotnet",
                ["dotnet-dump", "analyze", dump, "-c", "dumpasync --coalesce", "-c", "clrstack -all", "-c", "exit"]
            );
            return text.Length > LongestText ? text[..LongestText] : text;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> RunAsync(string program, IEnumerable<string> arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = Programs.Repository,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var limit = new CancellationTokenSource(Patience);
            using var process = Process.Start(start)!;
            await using var end = limit.Token.Register(() => process.Kill(entireProcessTree: true));
            var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None);
            return output + await error + (limit.IsCancellationRequested ? $"{program} was ended after {Patience.TotalSeconds} s." : "");
        }
        catch (Exception missing) when (missing is System.ComponentModel.Win32Exception or IOException)
        {
            return $"{program}: {missing.Message}";
        }
    }

    private static string Lines(string text, string part) =>
        string.Join('\n', text.Split('\n').Where(line => line.Contains(part, StringComparison.Ordinal)));
}
