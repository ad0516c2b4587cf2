using System.Diagnostics;
using SchemaGuard.Execution.Context;
using SchemaGuard.Startup;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Monitoring;

/// <summary>What traces and metrics keep of one look of the monitor: its span, and its duration by outcome.</summary>
internal sealed class LookRecord : IDisposable
{
    private readonly GuardContext _guard;
    private readonly Activity? _activity;
    private readonly long _started;
    private string? _outcome;
    private bool _isFailure;

    private LookRecord(GuardContext guard)
    {
        (_guard, _started) = (guard, guard.Time.GetTimestamp());
        _activity = GuardTracing.StartLook(guard.Name, guard.Provider);
    }

    /// <summary>Begins the record of a look.</summary>
    public static LookRecord Begin(GuardContext guard) => new(guard);

    /// <summary>Records what the look saw.</summary>
    public void End(SchemaState state) =>
        (_outcome, _isFailure) = (RunOutcome.Of(state), state is not (SchemaState.Healthy or SchemaState.Degraded));

    /// <summary>Records that the look could not be carried out.</summary>
    public void Fail(Exception exception) => (_outcome, _isFailure) = (RunOutcome.Of(exception), true);

    /// <summary>Writes the record. A look that the application's end has cut off says nothing.</summary>
    public void Dispose()
    {
        if (_outcome is { } outcome)
        {
            LookMetrics.Record(_guard.Name, outcome, _guard.Time.GetElapsedTime(_started));
            GuardTracing.End(_activity, _guard.Provider, outcome, _isFailure);
        }

        _activity?.Dispose();
    }
}
