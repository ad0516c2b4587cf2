#pragma warning disable RS0030 // This is the edge: the command line owns the console.
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace SchemaGuard.CommandLine;

/// <summary>
/// Keeps standard output for the report while a verb runs inside an application: the application's console logger, and whatever else writes there, goes to standard
/// error meanwhile.
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

        // The logger has taken its streams when the host was built, and asks these options for each line.
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
