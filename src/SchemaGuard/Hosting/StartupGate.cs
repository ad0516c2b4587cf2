using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SchemaGuard.Observation;
using SchemaGuard.Startup;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Hosting;

/// <summary>
/// The gate that lets the host continue when every guard allows it. It works in <see cref="StartingAsync"/>, which the host runs before any
/// hosted service starts and before Kestrel binds, whatever the order of registration; an exception from it ends the start. For a host
/// without this step it works in <see cref="StartAsync"/>, where it comes first because it is registered first. Guards with
/// <see cref="StartupMode.Background"/> work after that, until the host stops.
/// </summary>
internal sealed class StartupGate(
    RegisteredGuards guards,
    DesignTime designTime,
    GateStatus status,
    IEnumerable<IGateCompanion> companions,
    ObserverRelay observers,
    ILoggerFactory loggers,
    IHostApplicationLifetime? lifetime = null
) : IHostedLifecycleService
{
    private readonly ILogger _logger = new PrintableLogger(loggers.CreateLogger(Log.Category));
    private bool _isPassed;
    private BackgroundAdmission? _background;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (designTime.Tool is { } tool)
        {
            VerdictLog.DesignTime(_logger, tool);
            status.Open();
        }
        else
        {
            await PassAsync(cancellationToken).ConfigureAwait(false);
        }

        _isPassed = true;
    }

    public Task StartAsync(CancellationToken cancellationToken) => _isPassed ? Task.CompletedTask : StartingAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) =>
        _background is null ? Task.CompletedTask : _background.StopAsync(cancellationToken);

    /// <summary>Ends the observers. What ended the work in the background leaves the host here, so that the process ends with its exit code.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await observers.EndAsync().ConfigureAwait(false);
        _background?.ThrowIfEndedEarly();
    }

    private async Task PassAsync(CancellationToken cancellationToken)
    {
        foreach (var companion in companions)
        {
            await companion.BeginAsync(cancellationToken).ConfigureAwait(false);
        }

        var admission = new GuardAdmission(guards, _logger);
        try
        {
            await AdmitAsync(admission, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var refusal = exception as SchemaGuardException;
            if (refusal is not null)
            {
                status.Refuse(refusal);
            }

            await EndCompanionsAsync(refusal, cancellationToken).ConfigureAwait(false);
            await observers.EndAsync().ConfigureAwait(false);
            throw;
        }

        await EndCompanionsAsync(refusal: null, cancellationToken).ConfigureAwait(false);
    }

    private async Task AdmitAsync(GuardAdmission admission, CancellationToken cancellationToken)
    {
        List<DatabaseGuard>? later = null;
        foreach (var guard in admission.Build())
        {
            if (guard.Options.Startup == StartupMode.Background)
            {
                (later ??= []).Add(guard);
            }
            else
            {
                await admission.PassAsync(guard, cancellationToken).ConfigureAwait(false);
            }
        }

        if (later is null)
        {
            status.Open();
            RefusalExit.Withdraw();
        }
        else
        {
            _background = new BackgroundAdmission(admission, later, status, lifetime);
        }
    }

    private async Task EndCompanionsAsync(SchemaGuardException? refusal, CancellationToken cancellationToken)
    {
        foreach (var companion in companions)
        {
            await companion.EndAsync(refusal, cancellationToken).ConfigureAwait(false);
        }
    }
}
