using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SchemaGuard.Specification.Infrastructure;

/// <summary>The log entries of a guard, with level and id.</summary>
public sealed class LogEntries : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, int Id, string Text)> _entries = [];

    public IReadOnlyList<(LogLevel Level, int Id, string Text)> All => [.. _entries];

    /// <summary>Adds this provider to the logging of a guard.</summary>
    public void AddTo(IServiceCollection services) => services.AddLogging(logging => logging.AddProvider(this));

    /// <summary>Returns the entries of events.</summary>
    public IReadOnlyList<(LogLevel Level, int Id, string Text)> Of(params int[] ids) =>
        [.. _entries.Where(entry => ids.Contains(entry.Id) && entry.Text.Contains("chema guard", StringComparison.Ordinal))];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => _entries.Enqueue((logLevel, eventId.Id, formatter(state, exception)));

    public void Dispose()
    {
        // There is nothing to dispose of.
    }
}
