using System.Diagnostics;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Startup;

/// <summary>What traces and metrics keep of one run: its span, and its duration by outcome.</summary>
internal sealed class RunRecord : IDisposable
{
    private readonly DatabaseGuard _guard;
    private readonly StartupMode _mode;
    private readonly Activity? _activity;
    private readonly long _started;
    private string _outcome = RunOutcome.Cancelled;
    private bool _isFailure = true;

    private RunRecord(DatabaseGuard guard, StartupMode mode)
    {
        (_guard, _mode, _started) = (guard, mode, guard.Services.Time.GetTimestamp());
        _activity = GuardTracing.StartRun(guard.Name, guard.Services.Provider, mode);
    }

    /// <summary>Begins the record of a run. Until the run says otherwise, it was cancelled.</summary>
    public static RunRecord Begin(DatabaseGuard guard, StartupMode mode)
    {
        GuardGauges.Watch(guard);
        return new RunRecord(guard, mode);
    }

    /// <summary>Records that the run ended with a report.</summary>
    public void End(SchemaState state) =>
        (_outcome, _isFailure) = (RunOutcome.Of(state), state is not (SchemaState.Healthy or SchemaState.Degraded));

    /// <summary>Records that the run ended with an exception.</summary>
    public void Fail(Exception exception) => _outcome = RunOutcome.Of(exception);

    public void Dispose()
    {
        GuardMetrics.RecordRun(_guard.Name, _mode, _outcome, _guard.Services.Time.GetElapsedTime(_started));
        GuardTracing.End(_activity, _guard.Services.Provider, _outcome, _isFailure);
        _activity?.Dispose();
    }
}
