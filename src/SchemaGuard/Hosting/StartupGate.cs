using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SchemaGuard.Startup;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Hosting;

/// <summary>
/// The gate that lets the host continue when every guard allows it. It works in <see cref="StartingAsync"/>, which the host runs before any
/// hosted service starts and before Kestrel binds, whatever the order of registration; an exception from it ends the start. For a host
/// without this step it works in <see cref="StartAsync"/>, where it comes first because it is registered first.
/// </summary>
internal sealed class StartupGate(RegisteredGuards guards, DesignTime designTime, ILoggerFactory loggers) : IHostedLifecycleService
{
    private readonly ILogger _logger = new PrintableLogger(loggers.CreateLogger(Log.Category));
    private bool _isPassed;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (designTime.Tool is { } tool)
        {
            VerdictLog.DesignTime(_logger, tool);
        }
        else
        {
            foreach (var guard in Build())
            {
                await PassAsync(guard, cancellationToken).ConfigureAwait(false);
            }

            RefusalExit.Withdraw();
        }

        _isPassed = true;
    }

    public Task StartAsync(CancellationToken cancellationToken) => _isPassed ? Task.CompletedTask : StartingAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Lets one guard decide. Every unexpected exception becomes a sentence here; none escapes as it is.</summary>
    private async Task PassAsync(DatabaseGuard guard, CancellationToken cancellationToken)
    {
        if (guard.Options.Startup == StartupMode.Off)
        {
            VerdictLog.Off(_logger, guard.Name);
            return;
        }

        var progress = new LastProgress();
        try
        {
            Announce(await guard.StartAsync(progress, cancellationToken).ConfigureAwait(false));
        }
        catch (SchemaGuardException exception)
        {
            Refuse(exception, guard.Options.TerminationLogPath);
            throw;
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            RefusalExit.Arrange(exception, RefusalText.ComposeCancelled(guard.Name, progress.Value), ExitCodes.Cancelled);
            throw;
        }
        catch (Exception exception)
        {
            throw Refuse(SchemaGuardConfigurationException.Unexpected(guard.Name, exception), guard.Options.TerminationLogPath);
        }
    }

    private IReadOnlyList<DatabaseGuard> Build()
    {
        try
        {
            return guards.Guards;
        }
        catch (SchemaGuardException exception)
        {
            Refuse(exception, new SchemaGuardOptions().TerminationLogPath);
            throw;
        }
        catch (Exception exception)
        {
            throw Refuse(
                SchemaGuardConfigurationException.Unexpected(guards.Names, exception),
                new SchemaGuardOptions().TerminationLogPath
            );
        }
    }

    private void Announce(SchemaReport report)
    {
        if (report.State == SchemaState.Degraded)
        {
            VerdictLog.Degraded(_logger, report);
        }
        else
        {
            VerdictLog.Ready(_logger, report);
        }
    }

    private SchemaGuardException Refuse(SchemaGuardException exception, string? terminationLog)
    {
        VerdictLog.Refused(_logger, exception);
        var block = RefusalText.Compose(exception);
        RefusalExit.WriteTerminationLog(terminationLog, block, _logger);
        RefusalExit.Arrange(exception, block, exception.ExitCode);
        return exception;
    }

    /// <summary>The last step that began, to be reported if the start is cancelled.</summary>
    private sealed class LastProgress : IProgress<MigrationProgress>
    {
        private volatile MigrationProgress? _value;

        public MigrationProgress? Value => _value;

        public void Report(MigrationProgress value) => _value = value;
    }
}
