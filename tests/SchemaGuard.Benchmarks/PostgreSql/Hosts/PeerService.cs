using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SchemaGuard.Benchmarks.PostgreSql.Hosts;

/// <summary>Is a start with another tool as a hosted service that says in one line that it is done.</summary>
internal sealed partial class PeerService(ILogger<PeerService> logger, string peer, string connectionString, string folder) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var tables = Directory.GetFiles(folder, "*.sql").Length;
        await PostgreSqlPeers.Create(peer, folder, tables).MigrateAsync(connectionString);
        SayReady(logger, folder);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Information, "The schema of {Folder} is up to date.")]
    private static partial void SayReady(ILogger logger, string folder);
}
