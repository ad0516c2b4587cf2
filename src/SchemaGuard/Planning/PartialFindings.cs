using System.Globalization;
using SchemaGuard.Failures;
using SchemaGuard.History;

namespace SchemaGuard.Planning;

/// <summary>Holds every sentence about a migration that is partly done and that no file of the build can finish.</summary>
internal static class PartialFindings
{
    /// <summary>Tells of one of a module that the build has.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="undone">The command that says that nothing of it is left.</param>
    public static Finding Abandoned(HistoryRow row, string undone) =>
        new(
            FindingCodes.Partial,
            FindingSeverity.Error,
            row.Name,
            $"Migration {Messages.NameOf(row.Module, row.Name)} is partly done, and this build does not have it: {Progress(row)}{Begun(row)}.",
            "Restore its file under the same name and start again, which finishes it. " + Undo(row, undone)
        );

    /// <summary>Tells of one of a module that the build does not have.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="undone">The command that says that nothing of it is left.</param>
    /// <param name="isOwn">Whether this application has begun it.</param>
    public static Finding OfOtherModule(HistoryRow row, string undone, bool isOwn) =>
        new(
            FindingCodes.Partial,
            isOwn ? FindingSeverity.Warning : FindingSeverity.Information,
            row.Name,
            $"Migration {Messages.NameOf(row.Module, row.Name)} is partly done, and this guard does not have the module: {Progress(row)}{Begun(row)}.",
            "Whoever has the module goes on with it at the next start. If nobody has it any more, give it back to a build once. "
                + Undo(row, undone)
        );

    /// <summary>Tells of one that somebody is at.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="holder">Who holds the migration lock.</param>
    public static Finding AtWork(UnownedMigration migration, string holder) =>
        new(
            FindingCodes.Partial,
            migration.MayStay ? FindingSeverity.Information : migration.Finding.Severity,
            migration.Row.Name,
            $"Migration {Messages.NameOf(migration.Row.Module, migration.Row.Name)}, which this build does not have, is not finished: {Progress(migration.Row)}{Begun(migration.Row)}. "
                + $"The migration lock is held at this moment by {holder}.",
            migration.MayStay
                ? "Nothing needs to be done while it is being applied: this is what a rolling deployment looks like."
                : "Wait until it is finished, and deploy the build that belongs to this database."
        );

    private static string Progress(HistoryRow row)
    {
        var done = string.Create(CultureInfo.InvariantCulture, $"{row.StatementsDone} of {row.StatementsTotal} statements are done");
        return row.Intent is { } begun ? string.Create(CultureInfo.InvariantCulture, $"{done}, statement {begun} was begun") : done;
    }

    private static string Begun(HistoryRow row) =>
        (row.StartedAt.Length == 0 ? "" : $", begun on {row.StartedAt}")
        + HistoryFindings.By(row)
        + (row.Host is null ? "" : $" on {row.Host}");

    private static string Undo(HistoryRow row, string undone) =>
        $"Or undo by hand what it has done{(row.Intent is { } begun ? string.Create(CultureInfo.InvariantCulture, $", as far as it is there also of statement {begun}") : "")}, and let the history say so: {undone}";
}
