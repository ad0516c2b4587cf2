using SchemaGuard.History;
using SchemaGuard.Migrations;

namespace SchemaGuard.Planning;

/// <summary>The findings about pending code.</summary>
internal static class CodeFindings
{
    /// <summary>Reports a migration that was started as a script and is now code, or the other way round.</summary>
    public static Finding OtherKind(Migration migration, HistoryRow row)
    {
        var (begun, now) = CodePreparer.IsOfCode(row) ? ("code", "a script") : ("a script", "code");
        return new Finding(
            FindingCodes.Partial,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' was started as {begun} and not finished, but is {now} in this build: how much of it is done is unknown.",
            $"Restore it as {begun} and start once to finish it. Write further changes as a new migration."
        )
        {
            Location = migration.Origin,
        };
    }

    /// <summary>Reports how far code got that was started.</summary>
    public static Finding Unfinished(PlannedMigration migration) =>
        new(
            FindingCodes.Partial,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' is not finished: "
                + (
                    migration.StatementsDone > 0 ? "its code has run to the end, but its history row does not say so."
                    : migration.Row!.Intent is null ? "its code has not started, or nothing of it is left."
                    : "its code has started, and how far it got is unknown."
                ),
            "Start with StartupMode.Migrate or run 'schemaguard migrate' in the application. " + Next(migration)
        )
        {
            Location = migration.Origin,
        };

    /// <summary>Describes what the next run does about code that was started.</summary>
    public static string Next(PlannedMigration migration) =>
        migration.StatementsDone > 0 ? "The next run finishes it."
        : migration.Row?.Intent is null ? "The next run runs its code."
        : migration.Migration.Code!.IsIdempotent ? "The next run runs its code again from the beginning, because it is declared idempotent."
        : "The next run stops and asks, unless the first one is still running: whether its code has run to the end is unknown.";
}
