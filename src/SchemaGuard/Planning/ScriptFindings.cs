using SchemaGuard.Execution;
using SchemaGuard.Migrations;
using SchemaGuard.Scripts;

namespace SchemaGuard.Planning;

/// <summary>Holds every sentence about a pending script that cannot run as it is.</summary>
internal static class ScriptFindings
{
    public static Finding TransactionControl(Migration migration, SqlStatement statement) =>
        new(
            FindingCodes.TransactionControl,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' ends or begins a transaction of its own with '{statement.Class.Summary}'. The migration and its history row could then no longer commit together.",
            "Remove the statement: each migration runs in a transaction already. A BEGIN and COMMIT around the whole file may stay."
        )
        {
            Location = At(migration, statement.Line, statement.Column),
        };

    public static Finding Directive(Migration migration, DirectiveProblem problem) =>
        new(
            FindingCodes.InvalidDirective,
            FindingSeverity.Error,
            migration.Name,
            problem.Message,
            "Correct the directive; the directives are listed in the README."
        )
        {
            Location = At(migration, problem.Position.Line, problem.Position.Column),
        };

    public static Finding ClientCommand(Migration migration, ClientCommand command) =>
        new(
            FindingCodes.ClientCommand,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' holds '{command.Name}', a command of the database's own shell that the database itself does not know.",
            "Remove the line, or write what it does in SQL."
        )
        {
            Location = At(migration, command.Position.Line, command.Position.Column),
        };

    public static Finding Unterminated(Migration migration, TextPosition opening) =>
        new(
            FindingCodes.Unterminated,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' opens a quote or a comment that it never closes; everything after it would be swallowed.",
            "Close it, and look whether an apostrophe inside a literal needs doubling."
        )
        {
            Location = At(migration, opening.Line, opening.Column),
        };

    public static Finding TemporaryObject(Migration migration, SqlStatement statement, string reason) =>
        new(
            FindingCodes.TemporaryObject,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' runs statement by statement ({reason}) and makes a temporary object with '{statement.Class.Summary}'. After an interruption the object would be gone, and the rest could not go on.",
            "Use an ordinary table and drop it at the end, or move what cannot run in a transaction into a migration of its own."
        )
        {
            Location = At(migration, statement.Line, statement.Column),
        };

    public static Finding CannotContinue(Migration migration, HistoryRow row, IReadOnlyList<SqlStatement> statements) =>
        new(
            FindingCodes.Partial,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' was interrupted after {row.StatementsDone} of {row.StatementsTotal} statements, and the statements that are already done were edited since.",
            "Restore the first "
                + (row.StatementsDone == 1 ? "statement" : $"{row.StatementsDone} statements")
                + " of the file as they were applied. The statements after them may be corrected; the next start goes on there."
        )
        {
            Location = statements.Count > 0 ? At(migration, statements[0].Line, statements[0].Column) : migration.Origin,
        };

    public static Finding Unfinished(PlannedMigration migration) =>
        new(
            FindingCodes.Partial,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' is not finished: {migration.StatementsDone} of {migration.Statements.Count} statements are done.",
            "Start with StartupMode.Migrate or run 'schemaguard migrate': it goes on after the last statement that is done."
        )
        {
            Location = migration.Origin,
        };

    private static string At(Migration migration, int line, int column) => $"{migration.Origin}:{line}:{column}";
}
