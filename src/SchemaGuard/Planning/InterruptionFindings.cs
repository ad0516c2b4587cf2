using SchemaGuard.Findings;
using SchemaGuard.History;
using SchemaGuard.Migrations;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Planning;

/// <summary>The findings about a pending migration that was interrupted, and about whether it can continue.</summary>
internal static class InterruptionFindings
{
    public static Finding CannotContinue(Migration migration, HistoryRow row, SqlStatement? edited) =>
        new(
            FindingCodes.Partial,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' was interrupted after {row.StatementsDone} of {row.StatementsTotal} statements, "
                + "and the statements that are already done have been edited "
                + $"since{(edited is null ? "" : $": first statement {edited.Index}, '{edited.Class.Summary}'")}.",
            "Restore the first "
                + (
                    row.StatementsDone == 1
                        ? "statement of the file as it was"
                        : $"{row.StatementsDone} statements of the file as they were"
                )
                + " applied. The statements after that may be corrected; the next start continues there."
        )
        {
            Location = edited is null ? migration.Origin : ScriptFindings.At(migration, edited.Line, edited.Column),
        };

    public static Finding CannotSettle(Migration migration, HistoryRow row) =>
        new(
            FindingCodes.Partial,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' was interrupted during statement {row.Intent}, which has been edited since, "
                + "so the catalog cannot show whether it took effect.",
            $"Restore statement {row.Intent} of the file as it was and start once: "
                + "the catalog then shows whether to finish the statement or leave it out. "
                + "Correct it in a new migration."
        )
        {
            Location = migration.Origin,
        };

    public static Finding LostSession(Migration migration, HistoryRow row, SqlStatement statement, string problem) =>
        new(
            FindingCodes.Partial,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' was interrupted after {row.StatementsDone} of {row.StatementsTotal} statements, "
                + $"and cannot continue in a new session: '{statement.Class.Summary}' {problem}.",
            "Change that statement, which has not run yet, so that it reads the value from a table, and start again."
        )
        {
            Location = ScriptFindings.At(migration, statement.Line, statement.Column),
        };

    public static Finding Unfinished(PlannedMigration migration) =>
        migration.Migration.Code is not null && CodePreparer.IsOfCode(migration.Row!)
            ? CodeFindings.Unfinished(migration)
            : OfScript(migration);

    private static Finding OfScript(PlannedMigration migration) =>
        new(
            FindingCodes.Partial,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' is not finished: {migration.StatementsDone} of {migration.SqlStatements.Count} statements are done.",
            Wording.Of("Start with StartupMode.Migrate or run 'schemaguard migrate'", "Run 'schemaguard migrate'")
                + ": it continues after the last statement that is done."
        )
        {
            Location = migration.Origin,
        };
}
