using Microsoft.Extensions.Logging;
using SchemaGuard.Migrations.Sources;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Hosting;

/// <summary>
/// The end of a process whose start was refused: with the reason on stderr and an exit code of its own, without a try/catch in
/// <c>Program.cs</c>. An application that catches the exception has the last word.
/// </summary>
internal static class RefusalExit
{
    private const string NoRegularFile = "it is a pipe, a socket or a device, which may never end";

    // The arrangement belongs to the process, as the exit code does, whichever host made it.
    private const string ArrangedCode = "SchemaGuard.RefusalExit";

    /// <summary>Withdraws the exit code of a refusal that the application caught, once a later host in the process starts successfully.</summary>
    public static void Withdraw()
    {
        if (AppDomain.CurrentDomain.GetData(ArrangedCode) is int arranged && Environment.ExitCode == arranged)
        {
            Environment.ExitCode = ExitCodes.Ok;
        }

        AppDomain.CurrentDomain.SetData(ArrangedCode, data: null);
    }

    /// <summary>Arranges the end of the process for an exception that is about to be thrown.</summary>
    /// <param name="exception">The exception. The process ends this way only if the exception is not caught.</param>
    /// <param name="block">The text to print.</param>
    /// <param name="exitCode">The exit code.</param>
    public static void Arrange(Exception exception, string block, int exitCode)
    {
        // A Program.cs may catch, log and return normally. The process still ends with the exit code of the reason.
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

    /// <summary>
    /// Writes the reason where Kubernetes looks for it, if the file exists. A pipe or a device is skipped, because opening it may never
    /// end.
    /// </summary>
    public static void WriteTerminationLog(string? path, string block, ILogger logger)
    {
        if (path is null || !File.Exists(path))
        {
            return;
        }

        if (!RegularFile.IsOrIsMissing(path))
        {
            Log.TerminationLogNotWritten(logger, path, NoRegularFile);
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
