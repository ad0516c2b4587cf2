using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SchemaGuard.Diagnostics;

namespace SchemaGuard.Hosting;

/// <summary>
/// Lets the host go on when every guard allows it. Works in <see cref="StartingAsync"/>, which the host runs before any
/// hosted service starts and before Kestrel binds, whatever the order of registration; an exception out of it ends the start.
/// </summary>
internal sealed class SchemaGate(SchemaGuards guards, ILoggerFactory loggers) : IHostedLifecycleService
{
    private readonly ILogger _logger = new PrintableLogger(loggers.CreateLogger(SchemaGuards.LogCategory));

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var guard in Build())
        {
            try
            {
                if (guard.Options.Startup == StartupMode.Off)
                {
                    VerdictLog.Off(_logger, guard.Name);
                    continue;
                }

                Announce(await guard.StartAsync(cancellationToken).ConfigureAwait(false));
            }
            catch (SchemaGuardException exception)
            {
                Refuse(exception, guard.Options.TerminationLogPath);
                throw;
            }
            catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
            {
                RefusalExit.Arrange(exception, RefusalText.ComposeCancelled(guard.Name), ExitCodes.Cancelled);
                throw;
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IReadOnlyList<Guard> Build()
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
    }

    private void Announce(SchemaReport report)
    {
        if (report.State == SchemaState.Degraded)
        {
            VerdictLog.Degraded(_logger, report.Guard, ReportText.Summary(report), ReportText.Details(report));
        }
        else
        {
            VerdictLog.Ready(_logger, report.Guard, ReportText.Summary(report), ReportText.Details(report));
        }
    }

    private void Refuse(SchemaGuardException exception, string? terminationLog)
    {
        var block = RefusalText.Compose(exception);
        RefusalExit.WriteTerminationLog(terminationLog, block, _logger);
        RefusalExit.Arrange(exception, block, exception.ExitCode);
    }
}
