using SchemaGuard.History;
using SchemaGuard.Migrations;

namespace SchemaGuard.Planning;

/// <summary>Holds every sentence about pending code.</summary>
internal static class CodeFindings
{
    /// <summary>Says that a migration was begun as a script and is code now, or the other way round.</summary>
    public static Finding OtherKind(Migration migration, HistoryRow row)
    {
        var (begun, now) = CodePreparer.IsOfCode(row) ? ("code", "a script") : ("a script", "code");
        return new Finding(
            FindingCodes.Partial,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' was begun as {begun} and not finished, and is {now} in this build: what of it is done cannot be told.",
            $"Restore it as {begun} and start once, until it is finished. Write what is to follow as a new migration."
        )
        {
            Location = migration.Origin,
        };
    }

    /// <summary>Says how far code came that was begun.</summary>
    public static Finding Unfinished(PlannedMigration migration) =>
        new(
            FindingCodes.Partial,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' is not finished: "
                + (
                    migration.StatementsDone > 0 ? "its code has ended, and its row does not say so."
                    : migration.Row!.Intent is null ? "its code has not begun, or nothing of it is left."
                    : "its code has begun, and nothing tells how far it came."
                ),
            "Start with StartupMode.Migrate or run 'schemaguard migrate' in the application. " + Next(migration)
        )
        {
            Location = migration.Origin,
        };

    /// <summary>Says what the next run does about code that was begun.</summary>
    public static string Next(PlannedMigration migration) =>
        migration.StatementsDone > 0 ? "The next run finishes it."
        : migration.Row?.Intent is null ? "The next run runs its code."
        : migration.Migration.Code!.IsIdempotent ? "The next run runs its code again from the beginning, which it says does no harm."
        : "The next run stops and asks, unless the first one is still at it: nothing tells whether its code has run to the end.";
}
