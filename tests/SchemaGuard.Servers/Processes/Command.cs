using System.Diagnostics;

namespace SchemaGuard.Servers.Processes;

/// <summary>A program that is run to its end.</summary>
internal static class Command
{
    /// <summary>Runs a program with an input, and returns its output.</summary>
    public static async Task<(int Exit, string Output, string Error)> RunAsync(ProcessStartInfo start, string? standardInput = null)
    {
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await FeedAsync(process, standardInput);
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Runs a program that has to succeed.</summary>
    /// <exception cref="InvalidOperationException">The program failed; the message contains its output.</exception>
    public static async Task CheckedAsync(ProcessStartInfo start)
    {
        var (exit, output, error) = await RunAsync(start);
        if (exit != 0)
        {
            throw new InvalidOperationException(
                $"{start.FileName} {string.Join(' ', start.ArgumentList)} ended with {exit}. {output}{error}"
            );
        }
    }

    private static async Task FeedAsync(Process process, string? text)
    {
        try
        {
            await process.StandardInput.WriteAsync(text);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading everything; its exit code and its output say why.
        }
    }
}
