using System.Diagnostics.Metrics;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Startup;

/// <summary>
/// The gauges of meter <c>SchemaGuard</c>, which read the guards of the process whenever somebody collects. They keep no guard alive: one that was
/// disposed, or that nobody holds any more, is no longer read.
/// </summary>
internal static class GuardGauges
{
    private static readonly List<WeakReference<DatabaseGuard>> Watched = [];

    /// <summary>Includes a guard in the gauges. If nobody listens, they are not created yet: a start that has nothing to do should not pay for them.</summary>
    public static void Watch(DatabaseGuard guard)
    {
        lock (Watched)
        {
            Watched.RemoveAll(watched => !watched.TryGetTarget(out var other) || other == guard);
            Watched.Add(new WeakReference<DatabaseGuard>(guard));
        }

        if (GuardMetrics.AreHeard)
        {
            Open();
        }
    }

    /// <summary>Creates the gauges, unless they exist. A collector that attaches later finds them.</summary>
    public static void Open() => GC.KeepAlive(Instruments.All);

    /// <summary>Excludes a guard from the gauges.</summary>
    public static void Forget(DatabaseGuard guard)
    {
        lock (Watched)
        {
            Watched.RemoveAll(watched => !watched.TryGetTarget(out var other) || other == guard);
        }
    }

    private static List<DatabaseGuard> Guards
    {
        get
        {
            var guards = new List<DatabaseGuard>();
            lock (Watched)
            {
                foreach (var watched in Watched)
                {
                    if (watched.TryGetTarget(out var guard))
                    {
                        guards.Add(guard);
                    }
                }
            }

            return guards;
        }
    }

    private static IEnumerable<Measurement<int>> States() =>
        Guards.Select(guard => Measure(guard, (int)(guard.LastReport?.State ?? SchemaState.Unknown)));

    private static IEnumerable<Measurement<int>> Pending() =>
        from guard in Guards
        where guard.LastReport is not null
        select Measure(guard, guard.LastReport!.Pending.Count);

    private static IEnumerable<Measurement<int>> Findings() =>
        from guard in Guards
        let report = guard.LastReport
        where report is not null
        from severity in (FindingSeverity[])[FindingSeverity.Error, FindingSeverity.Warning, FindingSeverity.Information]
        select new Measurement<int>(
            report.Findings.Count(finding => finding.Severity == severity),
            new(AttributeNames.Guard, guard.Name),
            new(AttributeNames.Severity, severity.ToString().ToLowerInvariant())
        );

    /// <summary>Measures the time since the last completed check. Where there was none, nothing has an age.</summary>
    private static IEnumerable<Measurement<double>> Ages() =>
        from guard in Guards
        let report = guard.LastReport
        where report is { LastSeen: not SchemaState.Unknown }
        select Measure(guard, (guard.Services.Time.GetUtcNow() - report.CheckedAt).TotalSeconds);

    private static IEnumerable<Measurement<double>> Failing() =>
        from guard in Guards
        let report = guard.LastReport
        where report is not null
        select Measure(guard, report.FailingSince is { } since ? (guard.Services.Time.GetUtcNow() - since).TotalSeconds : 0);

    private static IEnumerable<Measurement<int>> Running() =>
        from guard in Guards
        let progress = guard.Activity.Progress
        where progress is not null
        select Measure(guard, progress.Number);

    private static IEnumerable<Measurement<int>> Planned() =>
        from guard in Guards
        let progress = guard.Activity.Progress
        where progress is not null
        select Measure(guard, progress.Count);

    private static Measurement<T> Measure<T>(DatabaseGuard guard, T value)
        where T : struct => new(value, new KeyValuePair<string, object?>(AttributeNames.Guard, guard.Name));

    /// <summary>The instruments, which are created when this class is first used.</summary>
    private static class Instruments
    {
        private const string Migration = "{migration}";

        private static readonly Meter Meter = GuardMetrics.Meter;

        public static readonly Instrument[] All =
        [
            Meter.CreateObservableGauge(
                InstrumentNames.State,
                States,
                unit: null,
                "The verdict: 0 unknown, 1 healthy, 2 degraded, 3 unhealthy, 4 unreachable, 5 misconfigured."
            ),
            Meter.CreateObservableGauge(InstrumentNames.Pending, Pending, Migration, "Migrations of this build that are not applied."),
            Meter.CreateObservableGauge(InstrumentNames.Findings, Findings, "{finding}", "Findings of the last report, by severity."),
            Meter.CreateObservableGauge(InstrumentNames.VerdictAge, Ages, "s", "Time since the last completed check of the database."),
            Meter.CreateObservableGauge(
                InstrumentNames.ChecksFailing,
                Failing,
                "s",
                "Time for which no check could be completed; 0 if the last one was."
            ),
            Meter.CreateObservableGauge(InstrumentNames.Running, Running, Migration, "Number of the migration that runs, from 1."),
            Meter.CreateObservableGauge(InstrumentNames.Planned, Planned, Migration, "Migrations that the present run applies."),
        ];
    }
}
