using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SchemaGuard.Specification.Infrastructure;

/// <summary>Keeps what a guard logs, with level and id.</summary>
public sealed class LogEntries : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, int Id, string Text)> _entries = [];

    public IReadOnlyList<(LogLevel Level, int Id, string Text)> All => [.. _entries];

    /// <summary>Lets a guard log here.</summary>
    public void AddTo(IServiceCollection services) => services.AddLogging(logging => logging.AddProvider(this));

    /// <summary>Gives the entries of an event.</summary>
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
        // Nothing is held.
    }
}
