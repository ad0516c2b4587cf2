using Microsoft.Extensions.Logging;

namespace SchemaGuard.Telemetry;

/// <summary>A logger that passes messages on with their text made safe for a terminal. The values of the event stay as they are.</summary>
internal sealed class PrintableLogger(ILogger logger) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => logger.Log(logLevel, eventId, state, exception, (values, thrown) => PrintableText.Lines(formatter(values, thrown)));
}
