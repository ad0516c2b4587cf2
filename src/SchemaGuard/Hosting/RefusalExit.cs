using Microsoft.Extensions.Logging;
using SchemaGuard.Migrations.Sources;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Hosting;

/// <summary>
/// Sees to it that a process whose start was refused ends with the reason on stderr and its own exit code, without a try/catch in
/// <c>Program.cs</c>. An application that catches the exception keeps the last word.
/// </summary>
internal static class RefusalExit
{
    // What was arranged belongs to the process as the exit code does, whichever host has done it.
    private const string ArrangedCode = "SchemaGuard.RefusalExit";

    /// <summary>Takes back the exit code of a refusal that the application has caught, when a later host of the process starts well.</summary>
    public static void Withdraw()
    {
        if (AppDomain.CurrentDomain.GetData(ArrangedCode) is int arranged && Environment.ExitCode == arranged)
        {
            Environment.ExitCode = ExitCodes.Ok;
        }

        AppDomain.CurrentDomain.SetData(ArrangedCode, data: null);
    }

    /// <summary>Prepares the end of the process for an exception that is about to be thrown.</summary>
    /// <param name="exception">The exception; the process ends this way only if nobody catches it.</param>
    /// <param name="block">What to print.</param>
    /// <param name="exitCode">The exit code.</param>
    public static void Arrange(Exception exception, string block, int exitCode)
    {
        // For a Program.cs that catches, logs and returns normally: the process still ends with the reason's code.
        Environment.ExitCode = exitCode;
        AppDomain.CurrentDomain.SetData(ArrangedCode, exitCode);
        AppDomain.CurrentDomain.UnhandledException += (_, arguments) =>
        {
            if (IsSame(arguments.ExceptionObject as Exception, exception))
            {
#pragma warning disable RS0030 // This is the process boundary: the exception is unhandled and the process is ending.
                Console.Error.Write(block);
                Console.Error.Flush();
                Environment.Exit(exitCode);
#pragma warning restore RS0030
            }
        };
    }

    /// <summary>Writes the reason where Kubernetes looks for it, if the file is there. Opening a pipe or a device may never end.</summary>
    public static void WriteTerminationLog(string? path, string block, ILogger logger)
    {
        if (path is null || !File.Exists(path))
        {
            return;
        }

        if (!RegularFile.IsOrIsMissing(path))
        {
            Log.TerminationLogNotWritten(logger, path, UnexpectedMessages.NoRegularFile);
            return;
        }

        try
        {
            File.WriteAllText(path, block);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.TerminationLogNotWritten(logger, path, exception.Message);
        }
    }

    private static bool IsSame(Exception? thrown, Exception expected) =>
        thrown is not null
        && (
            ReferenceEquals(thrown, expected)
            || IsSame(thrown.InnerException, expected)
            || (thrown is AggregateException { InnerExceptions: var several } && several.Any(inner => IsSame(inner, expected)))
        );
}
