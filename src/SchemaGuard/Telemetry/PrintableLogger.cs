using Microsoft.Extensions.Logging;

namespace SchemaGuard.Telemetry;

/// <summary>Passes log messages on with their texts made fit for a terminal; the values of the event stay as they are.</summary>
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
