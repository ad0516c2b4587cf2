using Microsoft.Extensions.Hosting;
using SchemaGuard.Hosting;

namespace SchemaGuard.Monitoring;

/// <summary>Runs a monitor for each guard from the host's start to its end.</summary>
internal sealed class SchemaMonitor(SchemaGuards guards) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private Task _monitors = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        List<Task>? running = null;
        foreach (var guard in guards.Guards)
        {
            if (guard.Options is { Startup: not StartupMode.Off } options && options.MonitorInterval > TimeSpan.Zero)
            {
                (running ??= []).Add(guard.MonitorAsync(_end.Token));
            }
        }

        _monitors = running is null ? Task.CompletedTask : Task.WhenAll(running);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _monitors.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _end.Dispose();
}
