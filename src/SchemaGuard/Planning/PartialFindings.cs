using System.Globalization;
using SchemaGuard.History;
using SchemaGuard.Migrations;

namespace SchemaGuard.Planning;

/// <summary>The findings about a migration that is partly done and that no file of the build can finish.</summary>
internal static class PartialFindings
{
    /// <summary>Reports a migration of a module that the build has.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="undone">The command that records that nothing of it is left.</param>
    public static Finding Abandoned(HistoryRow row, string undone) =>
        new(
            FindingCodes.Partial,
            FindingSeverity.Error,
            row.Name,
            $"Migration {ModuleNames.NameOf(row.Module, row.Name)} is partly done, but this build does not have it: {Progress(row)}{Begun(row)}.",
            "Restore its file under the same name and start again to finish it. " + Undo(row, undone)
        );

    /// <summary>Reports a migration of a module that the build does not have.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="undone">The command that records that nothing of it is left.</param>
    /// <param name="isOwn">Whether this application started it.</param>
    public static Finding OfOtherModule(HistoryRow row, string undone, bool isOwn) =>
        new(
            FindingCodes.Partial,
            isOwn ? FindingSeverity.Warning : FindingSeverity.Information,
            row.Name,
            $"Migration {ModuleNames.NameOf(row.Module, row.Name)} is partly done, "
                + $"but this guard does not have the module: {Progress(row)}{Begun(row)}.",
            "An application that has the module continues it at its next start. If no application has the module any more, add it back to one build. "
                + Undo(row, undone)
        );

    /// <summary>Reports a migration that another process is applying.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="holder">The holder of the migration lock.</param>
    public static Finding AtWork(UnownedMigration migration, string holder) =>
        new(
            FindingCodes.Partial,
            migration.MayStay ? FindingSeverity.Information : migration.Finding.Severity,
            migration.Row.Name,
            $"Migration {ModuleNames.NameOf(migration.Row.Module, migration.Row.Name)}, which this build does not have, is not finished: "
                + $"{Progress(migration.Row)}{Begun(migration.Row)}. "
                + $"The migration lock is currently held by {holder}.",
            migration.MayStay
                ? "Nothing needs to be done while it is being applied: this is what a rolling deployment looks like."
                : "Wait until it is finished, and deploy the build that belongs to this database."
        );

    private static string Progress(HistoryRow row)
    {
        var done = string.Create(CultureInfo.InvariantCulture, $"{row.StatementsDone} of {row.StatementsTotal} statements are done");
        return row.Intent is { } begun ? string.Create(CultureInfo.InvariantCulture, $"{done}, statement {begun} was started") : done;
    }

    private static string Begun(HistoryRow row) =>
        (row.StartedAt.Length == 0 ? "" : $", started on {row.StartedAt}")
        + HistoryFindings.By(row)
        + (row.Host is null ? "" : $" on {row.Host}");

    private static string Undo(HistoryRow row, string undone) =>
        "Or undo by hand what it has done"
        + (row.Intent is { } begun ? string.Create(CultureInfo.InvariantCulture, $", including any effect of statement {begun}") : "")
        + $", and record that in the history: {undone}";
}
