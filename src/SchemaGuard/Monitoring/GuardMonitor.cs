using SchemaGuard.Diagnostics;
using SchemaGuard.Execution;
using SchemaGuard.Hosting;

namespace SchemaGuard.Monitoring;

/// <summary>Looks at one database again and again while the application runs, one look at a time, and keeps the guard's last report true.</summary>
internal sealed class GuardMonitor(Guard guard, GuardServices services)
{
    private const double Jitter = 0.1;
    private static readonly TimeSpan Confirmation = TimeSpan.FromSeconds(5);
    private readonly MonitorVerdict _verdict = new(services.Options, services.Time);

    /// <summary>Looks until the application ends.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(NextPause(), services.Time, cancellationToken).ConfigureAwait(false);
                await LookAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application ends.
        }
    }

    /// <summary>Looks once, and takes over what is seen.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (guard.LastReport is not { } last)
        {
            return;
        }

        SchemaReport next;
        try
        {
            next = _verdict.See(last, await guard.LookAsync(last, cancellationToken).ConfigureAwait(false));
        }
        catch (SchemaGuardException exception)
        {
            MonitorLog.NotReached(services.Logger, services.Name, LoggedReason.Of(services.Provider, exception));
            next = _verdict.Miss(last, guard.ReportOf(exception).Remembering(last));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The loop goes on whatever happens: one that ended would leave the last verdict standing for ever.
            MonitorLog.NotReached(services.Logger, services.Name, LoggedReason.Of(services.Provider, exception));
            return;
        }

        if (next.State != last.State)
        {
            Tell(next);
        }

        // Whoever has migrated meanwhile knows better.
        guard.Replace(last, next);
    }

    private void Tell(SchemaReport next)
    {
        if (next.State == SchemaState.Unhealthy)
        {
            MonitorLog.TurnedBad(services.Logger, services.Name, ReportText.Details(next));
        }
        else
        {
            MonitorLog.Turned(services.Logger, services.Name, next.State, ReportText.Details(next));
        }
    }

    // Replicas that were started together must not look in step.
    private TimeSpan NextPause()
    {
        var interval = services.Options.MonitorInterval;
        var pause = _verdict.IsInDoubt && interval > Confirmation ? Confirmation : interval;
        return pause * (1 + (((Random.Shared.NextDouble() * 2) - 1) * Jitter));
    }
}
