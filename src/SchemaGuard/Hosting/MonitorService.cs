using Microsoft.Extensions.Hosting;
using SchemaGuard.Monitoring;

namespace SchemaGuard.Hosting;

/// <summary>
/// The service that runs a monitor for each guard from the end of the host's start to its stop. A host that fails to start never has one. One that is
/// stopped or disposed twice, in whatever order, ends it once.
/// </summary>
internal sealed class MonitorService(RegisteredGuards guards, DesignTime designTime) : IHostedLifecycleService, IDisposable
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

    /// <summary>Starts the monitors here only in a host that does not call <see cref="StartedAsync"/>.</summary>
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
                (running ??= []).Add(GuardMonitor.RunAsync(guard, _end.Token));
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

    /// <summary>Ends the monitors of a host that was not stopped. The source holds nothing but its token, which others may still read.</summary>
    public void Dispose() => End();

    private void End()
    {
        if (Interlocked.Exchange(ref _isEnded, 1) == 0)
        {
            _end.Cancel();
        }
    }
}
