using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Keeps what is logged and passes the rules of the log.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, LogLevel Level, string Text)> _lines = [];

    public IReadOnlyList<string> Texts => [.. _lines.Select(line => line.Text)];

    /// <summary>Gets what was logged in a category at a level or above it.</summary>
    public IReadOnlyList<string> Of(string category, LogLevel least) =>
        [.. _lines.Where(line => line.Category == category && line.Level >= least).Select(line => line.Text)];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
        // Nothing is held.
    }

    private sealed class Logger(LogLines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines._lines.Enqueue((category, logLevel, formatter(state, exception)));
    }
}
