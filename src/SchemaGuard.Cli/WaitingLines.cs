#pragma warning disable RS0030 // This is the edge: the command line owns the console.
using Microsoft.Extensions.Logging;

namespace SchemaGuard.Cli;

/// <summary>
/// A logger that writes to standard error what a guard is waiting for, and what else a person at a terminal must know while a verb runs.
/// </summary>
internal sealed class WaitingLines : ILoggerFactory, ILogger
{
    private const int FirstWaiting = SchemaGuardEventIds.WaitingForDatabase;
    private const int LastWaiting = FirstWaiting + 99;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The command line has one place to write to.");

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (logLevel >= LogLevel.Warning || eventId.Id is >= FirstWaiting and <= LastWaiting)
        {
            Console.Error.WriteLine(formatter(state, exception));
        }
    }

    public void Dispose()
    {
        // There is nothing to dispose.
    }
}
