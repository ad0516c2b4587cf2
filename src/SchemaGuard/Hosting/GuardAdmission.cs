using Microsoft.Extensions.Logging;
using SchemaGuard.Startup;

namespace SchemaGuard.Hosting;

/// <summary>The admission of the host by one guard after another: what is said, and how the process ends, when one of them refuses.</summary>
internal sealed class GuardAdmission(RegisteredGuards guards, ILogger logger)
{
    /// <summary>Builds the guards.</summary>
    /// <exception cref="SchemaGuardException">The configuration is wrong. The end of the process is arranged.</exception>
    public IReadOnlyList<DatabaseGuard> Build()
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

    /// <summary>Lets one guard decide. Every unexpected exception becomes a sentence here; none escapes as it is.</summary>
    /// <exception cref="SchemaGuardException">The guard refuses. The end of the process is arranged.</exception>
    /// <exception cref="OperationCanceledException">The host is asked to stop. The end of the process is arranged.</exception>
    public async Task PassAsync(DatabaseGuard guard, CancellationToken cancellationToken)
    {
        if (guard.Options.Startup == StartupMode.Off)
        {
            VerdictLog.Off(logger, guard.Name);
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

    private void Announce(SchemaReport report)
    {
        if (report.State == SchemaState.Degraded)
        {
            VerdictLog.Degraded(logger, report);
        }
        else
        {
            VerdictLog.Ready(logger, report);
        }
    }

    private SchemaGuardException Refuse(SchemaGuardException exception, string? terminationLog)
    {
        VerdictLog.Refused(logger, exception);
        var block = RefusalText.Compose(exception);
        RefusalExit.WriteTerminationLog(terminationLog, block, logger);
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
