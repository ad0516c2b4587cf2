using Microsoft.Extensions.Hosting;
using SchemaGuard.Startup;

namespace SchemaGuard.Hosting;

/// <summary>
/// Runs a monitor for each guard from the moment that the host has started to its end. A host that fails to start never has one; one that is stopped or
/// disposed twice, in whatever order, has ended it once.
/// </summary>
internal sealed class SchemaMonitor(SchemaGuards guards, DesignTime designTime) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private Task _monitors = Task.CompletedTask;
    private bool _isTold;
    private int _isEnded;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _isTold = true;
        return Task.CompletedTask;
    }

    /// <summary>Begins here only in a host that does not tell when it has started.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => _isTold ? Task.CompletedTask : StartedAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (designTime.Tool is not null || _isEnded != 0)
        {
            return Task.CompletedTask;
        }

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

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        End();
        await _monitors.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends the monitors of a host that nobody has stopped. The source holds nothing but its token, which others may still ask.</summary>
    public void Dispose() => End();

    private void End()
    {
        if (Interlocked.Exchange(ref _isEnded, 1) == 0)
        {
            _end.Cancel();
        }
    }
}
