using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SchemaGuard.AspNetCore.Probes;

namespace SchemaGuard.AspNetCore.Listening;

/// <summary>
/// The listener that answers probes while the guards work. On the application's addresses it goes on until the application's Kestrel takes them; on a port of
/// its own until the host has stopped. Whatever fails, the start goes on as it would without.
/// </summary>
internal sealed class ProbeListener(
    IServiceProvider services,
    IOptions<SchemaGuardProbeListenerOptions> options,
    HandOver handOver,
    ILoggerFactory loggers,
    IHostApplicationLifetime? lifetime = null
) : IGateCompanion, IAsyncDisposable, IDisposable
{
    private const string Category = "SchemaGuard.ProbeListener";
    private static readonly TimeSpan LastConnections = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastRequests = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly ILogger _logger = loggers.CreateLogger(Category);

    // Not disposed: it holds nothing but its token.
    private readonly CancellationTokenSource _end = new();
    private readonly TimeProvider _time = services.GetService<TimeProvider>() ?? TimeProvider.System;
    private ProbeServer? _server;
    private Task? _stop;

    private bool HasStarted => lifetime is null || lifetime.ApplicationStarted.IsCancellationRequested;

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            await StartAsync(cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The start of the application does not depend on the listener, whatever went wrong.
        catch (Exception exception)
        {
            ListenerLog.NotAnswering(_logger, ListenerLog.Reason(exception));
        }
#pragma warning restore CA1031
    }

    public async Task EndAsync(SchemaGuardException? refusal, CancellationToken cancellationToken)
    {
        if (_server is not { } server)
        {
            return;
        }

        if (refusal is not null && options.Value.RefusalHold > TimeSpan.Zero)
        {
            ListenerLog.Held(_logger, options.Value.RefusalHold);
            await DelayAsync(options.Value.RefusalHold, cancellationToken).ConfigureAwait(false);
        }

        if (refusal is not null || cancellationToken.IsCancellationRequested)
        {
            await StopOnceAsync(server, cancellationToken).ConfigureAwait(false);
            return;
        }

        lifetime?.ApplicationStopped.Register(() => _ = StopOnceAsync(server, CancellationToken.None));
        if (options.Value.Port is null)
        {
            handOver.Offer(server.Listeners);
            lifetime?.ApplicationStarted.Register(() => _ = LeaveAsync(server));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        handOver.Close();
        if (_server is { } server)
        {
            await StopOnceAsync(server, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Closes everything without waiting for it.</summary>
    public void Dispose()
    {
        _end.Cancel();
        handOver.Close();
        if (_server is { } server)
        {
            _ = StopOnceAsync(server, new CancellationToken(canceled: true));
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var (port, application) = (options.Value.Port, ApplicationServer.Find(services));
        if (application.IsForTests || (port is null && application.Obstacle is not null))
        {
            ListenerLog.Idle(_logger, application.Obstacle ?? "");
            return;
        }

        _server = await ProbeServer
            .StartAsync(
                services,
                port is null ? services.GetRequiredService<IOptionsFactory<KestrelServerOptions>>().Create(Options.DefaultName) : null,
                port is { } own
                    ? ServerAddresses.OfPort(own)
                    : ServerAddresses.Of(application.Server!, services.GetService<IConfiguration>()),
                CreateApplication(isHandedOver: port is null),
                _logger,
                cancellationToken
            )
            .ConfigureAwait(false);
        ListenerLog.Answering(
            _logger,
            string.Join(", ", _server.Addresses),
            port is null ? "while the guards work" : "until the host has stopped"
        );
    }

    private ProbeApplication CreateApplication(bool isHandedOver) =>
        new(
            ProbeResponder.Of(services),
            services.GetRequiredService<IOptions<SchemaGuardProbeOptions>>().Value,
            services.GetRequiredService<IOptions<RequestGateOptions>>().Value.RetryAfter,
            () => HasStarted,
            isHandedOver
        );

    /// <summary>Leaves the addresses to the application: answers what has been accepted, for a while, and stops.</summary>
    private async Task LeaveAsync(ProbeServer server)
    {
        handOver.Close();
        await Task.WhenAny(server.ConnectionsClosedAsync(), DelayAsync(LastConnections, _end.Token)).ConfigureAwait(false);
        await StopOnceAsync(server, CancellationToken.None).ConfigureAwait(false);
    }

    private Task StopOnceAsync(ProbeServer server, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _stop ??= StopAsync(server, cancellationToken);
        }
    }

    private async Task StopAsync(ProbeServer server, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LastRequests);
        try
        {
            await server.StopAsync(limit.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Neither the start nor the stop of the application depends on it.
        catch (Exception exception)
        {
            ListenerLog.NotStopped(_logger, ListenerLog.Reason(exception));
        }
#pragma warning restore CA1031
    }

    private async Task DelayAsync(TimeSpan time, CancellationToken cancellationToken) =>
        await Task.Delay(time, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
