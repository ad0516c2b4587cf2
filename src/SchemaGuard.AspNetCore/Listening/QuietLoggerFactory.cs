using Microsoft.Extensions.Logging;

namespace SchemaGuard.AspNetCore.Listening;

/// <summary>The loggers of the small server, all of them one.</summary>
internal sealed class QuietLoggerFactory(ILogger logger) : ILoggerFactory
{
    private readonly QuietLogger _logger = new(logger);

    public ILogger CreateLogger(string categoryName) => _logger;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
        // It owns nothing: the logger is the application's.
    }
}
