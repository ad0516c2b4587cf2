using System.Diagnostics;

namespace SchemaGuard.Benchmarks.PostgreSql.Hosts;

/// <summary>Runs this executable again, as a <see cref="ConsoleHost"/>.</summary>
internal static class HostProcess
{
    /// <summary>Runs one process to its end.</summary>
    /// <returns>The time stamp at which it said that it is ready.</returns>
    /// <exception cref="InvalidOperationException">It ended otherwise; the message holds what it wrote.</exception>
    public static async Task<long> RunAsync(params IEnumerable<string> arguments)
    {
        var program = Environment.ProcessPath!;
        string[] dll = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(HostProcess).Assembly.Location] : [];
        var start = new ProcessStartInfo(program, [.. dll, ConsoleHost.Argument, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var written = new List<string>();
        var ready = 0L;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            ready = line == ConsoleHost.Ready ? Stopwatch.GetTimestamp() : ready;
            written.Add(line);
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0 && ready > 0
            ? ready
            : throw new InvalidOperationException($"Exit code {process.ExitCode}: {string.Join('\n', written)}\n{await errors}");
    }
}
