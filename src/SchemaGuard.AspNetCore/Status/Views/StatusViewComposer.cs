using SchemaGuard.AspNetCore.Status.Reading;

namespace SchemaGuard.AspNetCore.Status.Views;

/// <summary>The composition of the page.</summary>
/// <param name="gate">The gate of the host.</param>
/// <param name="application">The name of the application.</param>
/// <param name="historyRows">How many rows of the history are shown for each module.</param>
/// <param name="time">The clock.</param>
internal sealed class StatusViewComposer(ISchemaGate gate, string application, int historyRows, TimeProvider time)
{
    private readonly GuardViewComposer _guards = new(gate, historyRows);

    private static string Pod { get; } =
        Environment.GetEnvironmentVariable("POD_NAME") is { Length: > 0 } name ? name : Environment.MachineName;

    /// <summary>Composes the page about some guards, of which one may be shown in full.</summary>
    /// <param name="guards">All guards.</param>
    /// <param name="chosen">The one that is shown in full, with what was read from its database.</param>
    /// <param name="isHeld">Whether the reader has stopped the page from reloading itself.</param>
    public StatusView Compose(IReadOnlyList<ISchemaGuard> guards, (ISchemaGuard Guard, GuardReading Reading)? chosen, bool isHeld)
    {
        var now = time.GetUtcNow();
        var views = guards
            .Select(guard => _guards.Compose(guard, guard == chosen?.Guard ? chosen.Value.Reading : GuardReading.None, now))
            .ToList();
        var shown = views.Find(view => view.Name == chosen?.Guard.Name);
        return new StatusView
        {
            Application = application,
            Pod = Pod,
            Now = now,
            Gate = gate,
            Verdict = shown?.Verdict ?? Verdicts.OfAll([.. views.Select(view => (view.Name, view.Verdict))], gate),
            Guards = views,
            Chosen = shown,
            IsMoving =
                gate.State == SchemaGateState.Closed
                || guards.Any(guard => guard.Activity.IsRunning)
                || shown?.Reading.Status?.LockHolder is not null,
            IsHeld = isHeld,
        };
    }

    /// <summary>Composes the page where the guards could not be made.</summary>
    public StatusView Compose(SchemaGuardConfigurationException exception) =>
        new()
        {
            Application = application,
            Pod = Pod,
            Now = time.GetUtcNow(),
            Gate = gate,
            Verdict = Verdicts.OfConfiguration(exception),
        };
}
