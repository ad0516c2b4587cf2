namespace SchemaGuard.AspNetCore.Status.Views;

/// <summary>The sentences of the verdicts.</summary>
internal static class Verdicts
{
    /// <summary>Words the verdict of one guard.</summary>
    /// <param name="guard">The guard.</param>
    /// <param name="report">Its last report.</param>
    /// <param name="activity">What it is doing.</param>
    /// <param name="gate">The gate of the host.</param>
    /// <param name="now">The time.</param>
    public static VerdictView Of(ISchemaGuard guard, SchemaReport? report, GuardActivity activity, ISchemaGate gate, DateTimeOffset now)
    {
        if (gate.Refusal is { } refusal && refusal.Guard.Equals(guard.Name, StringComparison.OrdinalIgnoreCase))
        {
            return new VerdictView(Tone.Bad, "Refused", $"The start was refused: {refusal.Meaning}", ExitSentence(refusal));
        }

        return report is not null ? Of(report, now)
            : guard.Startup == StartupMode.Off
                ? new VerdictView(
                    Tone.Unknown,
                    "Off",
                    "The schema has not been checked.",
                    "The guard is off, so the host does not wait for it."
                )
            : activity.IsRunning ? new VerdictView(Tone.Busy, activity.IsWaiting ? "Waiting" : "Starting", Sentence(activity.Kind))
            : gate.State == SchemaGateState.Closed
                ? new VerdictView(Tone.Busy, "Starting", "The schema has not been checked yet.", "The start has not come to this guard.")
            : new VerdictView(
                Tone.Unknown,
                "Not checked",
                "The schema has not been checked.",
                "The start ended before it came to this guard."
            );
    }

    /// <summary>Words the verdict of several guards together.</summary>
    public static VerdictView OfAll(IReadOnlyList<(string Name, VerdictView Verdict)> guards, ISchemaGate gate)
    {
        var worst = guards.Select(guard => guard.Verdict).MaxBy(verdict => verdict.Tone)!;
        var alike = guards.Where(guard => guard.Verdict.Tone == worst.Tone).Select(guard => guard.Name).ToList();
        if (gate.Refusal is { } refusal)
        {
            return new VerdictView(
                Tone.Bad,
                "Refused",
                $"The start was refused by guard {refusal.Guard}: {refusal.Meaning}",
                ExitSentence(refusal)
            );
        }

        return worst.Tone == Tone.Good
            ? new VerdictView(Tone.Good, worst.Word, $"All {guards.Count} databases are as this build needs them.")
            : new VerdictView(
                worst.Tone,
                worst.Word,
                $"{alike.Count} of {guards.Count} databases {Predicate(worst.Tone, alike.Count)}: {List(alike)}."
            );
    }

    /// <summary>Words the verdict where the guards could not be made.</summary>
    public static VerdictView OfConfiguration(SchemaGuardConfigurationException exception) =>
        new(Tone.Bad, "Misconfigured", "The configuration is wrong, so nothing can be checked.", exception.Message);

    /// <summary>Says what a guard is doing.</summary>
    public static string Sentence(GuardActivityKind kind) =>
        kind switch
        {
            GuardActivityKind.Checking => "The schema is being checked.",
            GuardActivityKind.WaitingForDatabase => "It waits for the database, which does not answer yet.",
            GuardActivityKind.WaitingForLock => "It waits for another program, which holds the migration lock.",
            GuardActivityKind.WaitingForMigrations => "It waits for another process to apply the migrations.",
            GuardActivityKind.WaitingForBlockers => "A migration waits for other sessions, which hold locks on what it changes.",
            GuardActivityKind.Migrating => "Migrations are being applied.",
            _ => "Nothing is in progress.",
        };

    private static VerdictView Of(SchemaReport report, DateTimeOffset now)
    {
        var blind = report.FailingSince is { } since
            ? $"Nothing newer is known since {Quantities.Moment(since)} UTC, {Quantities.Span(now - since)} ago. {Known(report.LastSeen)}"
            : null;
        return report.State switch
        {
            SchemaState.Healthy => new VerdictView(Tone.Good, "Healthy", "The schema is as this build needs it.", blind),
            SchemaState.Degraded => new VerdictView(Tone.Warning, "Degraded", "The schema works, with warnings.", blind),
            SchemaState.Unhealthy => new VerdictView(Tone.Bad, "Unhealthy", "The schema is not as this build needs it.", blind),
            SchemaState.Unreachable => new VerdictView(
                Tone.Bad,
                "Unreachable",
                "The database cannot be reached.",
                blind ?? Known(report.LastSeen)
            ),
            SchemaState.Misconfigured => new VerdictView(
                Tone.Bad,
                "Misconfigured",
                "The configuration, a file or a permission is wrong, so the schema cannot be checked.",
                blind ?? Known(report.LastSeen)
            ),
            _ => new VerdictView(Tone.Unknown, "Not checked", "The schema has not been checked.", blind),
        };
    }

    private static string Known(SchemaState lastSeen) =>
        lastSeen switch
        {
            SchemaState.Healthy => "When the schema was last seen, it was as this build needs it.",
            SchemaState.Degraded => "When the schema was last seen, it worked, with warnings.",
            SchemaState.Unhealthy => "When the schema was last seen, it was not as this build needs it.",
            _ => "The schema has not been seen yet.",
        };

    private static string ExitSentence(SchemaGuardException refusal) => $"The process ends with exit code {refusal.ExitCode}.";

    private static string Predicate(Tone tone, int count) =>
        (tone, count) switch
        {
            (Tone.Bad, 1) => "needs help",
            (Tone.Bad, _) => "need help",
            (Tone.Warning, 1) => "works, with warnings",
            (Tone.Warning, _) => "work, with warnings",
            (Tone.Busy, 1) => "is not ready yet",
            (Tone.Busy, _) => "are not ready yet",
            (_, 1) => "has not been checked",
            _ => "have not been checked",
        };

    private static string List(List<string> names) => names.Count == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}";
}
