using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SchemaGuard.Benchmarks.PostgreSql.Hosts;

/// <summary>Is the hand-written start as a hosted service that says in one line what it has found, as a guard does.</summary>
internal sealed partial class RawService(ILogger<RawService> logger, string connectionString, string folder) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await new HandWrittenStart(folder, isBlind: false).RunAsync(connectionString);
        SayReady(logger, folder);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Information, "The schema of {Folder} is up to date.")]
    private static partial void SayReady(ILogger logger, string folder);
}
