using SchemaGuard.Findings;
using SchemaGuard.History;
using SchemaGuard.Migrations;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Planning;

/// <summary>The findings about a history that does not match the build.</summary>
internal static class HistoryFindings
{
    private const int MostNames = 5;

    private static string OtherApplication =>
        "If another application keeps its migrations in the same database, "
        + $"give each application a module name of its own with {Wording.Of("AddModule", "--module NAME=DIR")}.";

    public static Finding Pending(IReadOnlyList<PlannedMigration> migrations, TimeSpan? waited) =>
        new(
            FindingCodes.Pending,
            FindingSeverity.Error,
            migrations[0].Name,
            (waited is { } time ? $"Waited {DurationText.Format(time)} for another process to migrate, but it did not. " : "")
                + (
                    migrations.Count == 1
                        ? $"Migration '{migrations[0].Name}' is pending."
                        : $"{migrations.Count} migrations are pending, from '{migrations[0].Name}' to '{migrations[^1].Name}'."
                ),
            Wording.Of(
                "Apply them: start with StartupMode.Migrate, or run 'schemaguard migrate'.",
                "Apply them: run 'schemaguard migrate'."
            )
        );

    public static Finding ChecksumMismatch(Migration migration, HistoryRow row) =>
        new(
            FindingCodes.ChecksumMismatch,
            FindingSeverity.Error,
            migration.Name,
            (
                migration.Name == row.Name
                    ? $"Migration '{migration.Name}' changed after it was applied{On(row)}."
                    : $"Migration '{migration.Name}' has the same version as '{row.Name}', "
                        + $"which was applied{On(row)}{By(row)}, but its content differs."
            ) + $" Recorded checksum {Short(row.Checksum)}, file {Short(migration.Checksum.ToString())}.",
            migration.Name == row.Name
                ? "Restore the file as it was applied, and write the change as a new migration."
                : "Restore the file as it was applied, and give the new migration another version. " + OtherApplication
        )
        {
            Location = migration.Origin,
        };

    public static Finding Reformatted(Migration migration, HistoryRow row) =>
        new(
            FindingCodes.Reformatted,
            FindingSeverity.Information,
            migration.Name,
            $"Migration '{migration.Name}' was only reformatted after it was applied{On(row)}: comments or white space differ, the statements are the same.",
            "Nothing needs to be done."
        )
        {
            Location = migration.Origin,
        };

    public static Finding Renamed(Migration migration, HistoryRow row) =>
        new(
            FindingCodes.Renamed,
            FindingSeverity.Information,
            migration.Name,
            $"Migration '{migration.Name}' was applied{On(row)} under the name '{row.Name}'; version and content are the same.",
            "Nothing needs to be done."
        )
        {
            Location = migration.Origin,
        };

    public static Finding Missing(IReadOnlyList<HistoryRow> rows, Migration newest) =>
        new(
            FindingCodes.Missing,
            FindingSeverity.Error,
            rows[0].Name,
            $"{Applied(rows)}, but this build does not have {(rows.Count == 1 ? "it" : "them")}, although it has newer ones (up to '{newest.Name}').",
            $"Restore the {(rows.Count == 1 ? "file" : "files")}. " + OtherApplication
        );

    public static Finding MissingRepeatable(HistoryRow row) =>
        new(
            FindingCodes.Missing,
            FindingSeverity.Warning,
            row.Name,
            $"Repeatable migration '{row.Name}' was applied{On(row)}, but this build does not have it. What it created is still in the database.",
            "Restore the file, or drop what it created in a new migration."
        );

    public static Finding CompatibleFuture(IReadOnlyList<HistoryRow> rows, Migration newest) =>
        new(
            FindingCodes.Future,
            FindingSeverity.Information,
            rows[0].Name,
            $"{Applied(rows)}, and {(rows.Count == 1 ? "is" : "are")} newer than this build, which ends at '{newest.Name}'. "
                + $"{(rows.Count == 1 ? "It only adds" : "They only add")} to what this build needs, "
                + $"or {(rows.Count == 1 ? "says" : "say")} that this build still works.",
            "Nothing needs to be done: this is what a rolling deployment looks like."
        );

    public static Finding Future(IReadOnlyList<HistoryRow> rows, Migration? newest, HistoryRow? breaking) =>
        new(
            FindingCodes.Future,
            FindingSeverity.Error,
            rows[0].Name,
            $"{Applied(rows)}, and {(rows.Count == 1 ? "is" : "are")} newer than this build, which "
                + (newest is null ? "has no migrations." : $"ends at '{newest.Name}'.")
                + (breaking is null || newest is null ? "" : Breaks(breaking)),
            "Deploy the build that belongs to this database. " + OtherApplication
        );

    public static Finding NewerRepeatable(Migration migration, HistoryRow row) =>
        new(
            FindingCodes.Future,
            FindingSeverity.Warning,
            migration.Name,
            $"Repeatable migration '{migration.Name}' was applied with this content and then replaced{On(row)}{By(row)}. It is not applied again.",
            "To get the old content back, change the file, even if only in a comment."
        )
        {
            Location = migration.Origin,
        };

    public static Finding OutOfOrder(Migration migration, HistoryRow newestApplied, OutOfOrderPolicy policy) =>
        policy == OutOfOrderPolicy.Allow
            ? new(
                FindingCodes.OutOfOrder,
                FindingSeverity.Warning,
                migration.Name,
                $"Migration '{migration.Name}' is applied out of order: '{newestApplied.Name}' was applied{On(newestApplied)} and is newer.",
                "Nothing needs to be done: out-of-order migrations are allowed by option."
            )
            {
                Location = migration.Origin,
            }
            : new(
                FindingCodes.OutOfOrder,
                FindingSeverity.Error,
                migration.Name,
                $"Migration '{migration.Name}' is pending, but '{newestApplied.Name}' was applied{On(newestApplied)} and is newer.",
                $"Give the new migration a version above the newest applied one{Wording.Of(", or set OutOfOrder to Allow", "")}."
            )
            {
                Location = migration.Origin,
            };

    public static Finding BrokenChain(HistoryRow row) =>
        new(
            FindingCodes.BrokenChain,
            FindingSeverity.Warning,
            row.Name,
            $"The history was edited by hand: the hash chain breaks at row {row.Sequence}, migration '{row.Name}'. "
                + "This row was changed, or a row before it was changed or removed.",
            "Compare the history table with a backup, and restore the rows as they were."
        );

    public static Finding WentBack(string table, IReadOnlyList<KnownHead> lost, IReadOnlyList<HistoryRow> rows, string forget) =>
        new(
            FindingCodes.HistoryWentBack,
            FindingSeverity.Error,
            rows.Count == 0 ? table : rows[^1].Name,
            $"The history went back: "
                + (lost[^1].SeenAt is { } seen ? $"at {seen} it ended" : "it once ended")
                + $" with a row of chain {Short(lost[^1].Chain)}, which it no longer contains; now it "
                + (rows.Count == 0 ? "has no rows." : $"ends at row {rows[^1].Sequence}, migration '{rows[^1].Name}'{On(rows[^1])}.")
                + " Rows were removed, or the history comes from an older backup than the data: "
                + "migrations that seem to be pending may have been applied.",
            $"Restore table '{table}' from the backup that the data comes from. "
                + "If the data is as old as the history is now, run this command, which makes the database accept the shorter history, "
                + $"and start again: {forget}"
        );

    public static Finding Unreadable(HistoryRow row) =>
        new(
            FindingCodes.BrokenChain,
            FindingSeverity.Error,
            row.Name,
            $"The history was edited by hand: row {row.Sequence}, migration '{row.Name}', has a state or a version that SchemaGuard never writes.",
            "Compare the history table with a backup, and restore the row as it was."
        );

    /// <summary>Describes which migrations were applied, when and by whom: each by name if they are few.</summary>
    private static string Applied(IReadOnlyList<HistoryRow> rows) =>
        rows.Count switch
        {
            1 => $"Migration '{rows[0].Name}' was applied{On(rows[0])}{By(rows[0])}",
            <= MostNames =>
                $"Migrations {string.Join(", ", rows.Select(row => $"'{row.Name}'"))} were applied, the last{On(rows[^1])}{By(rows[^1])}",
            _ => $"{rows.Count} migrations were applied, from '{rows[0].Name}' to '{rows[^1].Name}', the last{On(rows[^1])}{By(rows[^1])}",
        };

    private static string On(HistoryRow row) => row.FinishedAt is { } finished ? $" on {finished}" : "";

    /// <summary>Describes which application wrote a row.</summary>
    public static string By(HistoryRow row) =>
        row.Application is null ? ""
        : row.ApplicationVersion is null ? $" by {row.Application}"
        : $" by {row.Application} {row.ShownVersion}";

    private static string Short(string checksum) =>
        checksum.IndexOf(':', StringComparison.Ordinal) is var colon && checksum.Length > colon + 13
            ? checksum[(colon + 1)..(colon + 13)] + "…"
            : checksum;

    private static string Breaks(HistoryRow row) =>
        row.CompatibleFrom is { } oldest
            ? $" '{row.Name}' says that only builds that end at version {oldest} or later work after it."
            : $" '{row.Name}' drops, renames or narrows something, or does something that its text does not show, "
                + "and does not say that this build still works after it (compatible-from).";
}
