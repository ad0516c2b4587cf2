using Microsoft.Extensions.Logging;

namespace SchemaGuard.AspNetCore.Listening;

/// <summary>A logger that lowers what the small server says to Debug, so that nobody takes it for the application's server. Details are left out.</summary>
internal sealed class QuietLogger(ILogger logger) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and < LogLevel.None && logger.IsEnabled(LogLevel.Debug);

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (IsEnabled(logLevel))
        {
            logger.Log(LogLevel.Debug, eventId, state, exception, formatter);
        }
    }
}
