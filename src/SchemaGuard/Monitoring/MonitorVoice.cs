using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Reports;

namespace SchemaGuard.Monitoring;

/// <summary>
/// The monitor's log of what it sees change, and of what keeps it from looking. Repeated messages are written at growing intervals. Not thread-safe.
/// </summary>
internal sealed class MonitorVoice(GuardContext services)
{
    private readonly GrowingReminder _reminder = new(services.Time);
    private SchemaLook _failure = SchemaLook.Complete;

    /// <summary>Reports a look that could not be carried out. The report says nothing about the schema.</summary>
    /// <param name="last">The verdict so far.</param>
    /// <param name="next">The verdict from now on.</param>
    /// <param name="failure">The result of the look.</param>
    /// <param name="exception">The reason why it could not be carried out.</param>
    public void Missed(SchemaReport last, SchemaReport next, SchemaLook failure, SchemaGuardException exception)
    {
        var hasTurned = next.State != last.State;
        if (failure != _failure || hasTurned)
        {
            _failure = failure;
            _reminder.Reset();
        }

        if (_reminder.IsDue())
        {
            Write(next, hasTurned, exception);
        }
    }

    private void Write(SchemaReport next, bool hasTurned, SchemaGuardException exception)
    {
        var stack = exception is SchemaGuardConfigurationException { InnerException: not null } ? exception : null;
        var time = TimeOf(next);
        switch (hasTurned ? next.State : SchemaState.Unknown)
        {
            case SchemaState.Unreachable:
                MonitorLog.Unreachable(
                    services.Logger,
                    services.Name,
                    time,
                    next.LastSeen,
                    next.CheckedAt,
                    exception.Message,
                    time.TotalSeconds
                );
                break;
            case SchemaState.Misconfigured:
                MonitorLog.Misconfigured(
                    services.Logger,
                    stack,
                    services.Name,
                    time,
                    next.LastSeen,
                    next.CheckedAt,
                    exception.Message,
                    time.TotalSeconds
                );
                break;
            default:
                MonitorLog.NotReached(services.Logger, stack, services.Name, time, next.State, exception.Message, time.TotalSeconds);
                break;
        }
    }

    /// <summary>Reports a look that was carried out, if it ends a time of failed looks or finds the verdict changed.</summary>
    /// <param name="last">The verdict so far.</param>
    /// <param name="next">The verdict from now on.</param>
    public void Seen(SchemaReport last, SchemaReport next)
    {
        if (last.FailingSince is not null)
        {
            _failure = SchemaLook.Complete;
            _reminder.Reset();
            var time = TimeOf(last);
            MonitorLog.LooksAgain(services.Logger, services.Name, time, next.State, time.TotalSeconds);
        }

        if (next.LastSeen == last.LastSeen)
        {
            return;
        }

        switch (next.LastSeen)
        {
            case SchemaState.Unhealthy:
                MonitorLog.TurnedBad(services.Logger, services.Name, ReportText.Details(next));
                break;
            case SchemaState.Healthy:
                MonitorLog.Recovered(services.Logger, services.Name, ReportText.Details(next));
                break;
            default:
                MonitorLog.Turned(services.Logger, services.Name, next.LastSeen, ReportText.Details(next));
                break;
        }
    }

    /// <summary>Returns how long looks have failed, in whole seconds.</summary>
    private TimeSpan TimeOf(SchemaReport failing) =>
        TimeSpan.FromSeconds(Math.Round((services.Time.GetUtcNow() - failing.FailingSince!.Value).TotalSeconds));
}
