#pragma warning disable RS0030 // This is the edge: the command line owns the console.
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using SchemaGuard.CommandLine.Verbs;

namespace SchemaGuard.CommandLine;

/// <summary>
/// The reservation of standard output for the report while a verb runs inside an application. The application's console logger, and
/// everything else that
/// writes there, goes to standard error in the meantime.
/// </summary>
internal sealed class ReportStream : IDisposable
{
    private readonly TextWriter _out = Console.Out;
    private readonly ConsoleLoggerOptions? _logger;
    private readonly LogLevel _threshold;

    public ReportStream(IServiceProvider services)
    {
        VerbConsole.Report = _out;
        Console.SetOut(Console.Error);

        // The logger took its streams when the host was built, but it reads these options for each line.
        _logger = services.GetService<IOptionsMonitor<ConsoleLoggerOptions>>()?.CurrentValue;
        _threshold = _logger?.LogToStandardErrorThreshold ?? LogLevel.None;
        _logger?.LogToStandardErrorThreshold = LogLevel.Trace;
    }

    public void Dispose()
    {
        _logger?.LogToStandardErrorThreshold = _threshold;
        Console.SetOut(_out);
        VerbConsole.Report = null;
    }
}
