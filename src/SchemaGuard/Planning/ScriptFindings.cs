using SchemaGuard.Migrations;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Directives;
using SchemaGuard.Scripts.Splitting;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Planning;

/// <summary>The findings about a pending script, most of which prevent it from running as it is.</summary>
internal static class ScriptFindings
{
    public static Finding TransactionControl(Migration migration, SqlStatement statement) =>
        new(
            FindingCodes.TransactionControl,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' begins or ends a transaction itself with '{statement.Class.Summary}'. "
                + "The migration and its history row could then no longer commit together.",
            "Remove the statement: each migration already runs in a transaction. A BEGIN and its COMMIT may stay as a pair if the whole file can run "
                + "in one transaction; otherwise move what they enclose into a migration of its own."
        )
        {
            Location = At(migration, statement.Line, statement.Column),
        };

    public static Finding ReadOnly(Migration migration, SqlStatement statement) =>
        new(
            FindingCodes.TransactionControl,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' asks for a read-only transaction with '{statement.Class.Summary}'. "
                + "Its history row is written in the same transaction.",
            "Remove READ ONLY."
        )
        {
            Location = At(migration, statement.Line, statement.Column),
        };

    public static Finding SettingEnds(Migration migration, SqlStatement setting, SqlStatement commit) =>
        new(
            FindingCodes.TransactionControl,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' sets '{setting.Class.Target}' until the COMMIT in line {commit.Line} and continues after it. "
                + "The whole migration commits at once, so the setting would still be in effect there.",
            "Move what follows the COMMIT into a migration of its own."
        )
        {
            Location = At(migration, setting.Line, setting.Column),
        };

    public static Finding Directive(Migration migration, DirectiveProblem problem) =>
        new(
            FindingCodes.InvalidDirective,
            FindingSeverity.Error,
            migration.Name,
            problem.Message,
            "Correct the directive; the page \"Migration files\" of the documentation lists them."
        )
        {
            Location = At(migration, problem.Position.Line, problem.Position.Column),
        };

    public static Finding ClientCommand(Migration migration, ClientCommand command) =>
        new(
            FindingCodes.ClientCommand,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' contains '{command.Name}', a command of the database's own shell that the database itself does not know.",
            "Remove the line, or write what it does in SQL."
        )
        {
            Location = At(migration, command.Position.Line, command.Position.Column),
        };

    public static Finding WritesToClient(Migration migration, SqlStatement statement) =>
        new(
            FindingCodes.ClientCommand,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' sends data to its client with '{statement.Class.Summary}'. Only a shell has somewhere to write it.",
            "Remove the statement, or write to a table."
        )
        {
            Location = At(migration, statement.Line, statement.Column),
        };

    public static Finding SkippedCommand(Migration migration, ClientCommand command) =>
        new(
            FindingCodes.SkippedCommand,
            FindingSeverity.Information,
            migration.Name,
            $"Migration '{migration.Name}' contains '{command.Name}', a command of the database's own shell that changes nothing in the database. "
                + "It is left out.",
            "Nothing needs to be done; the line may be removed."
        )
        {
            Location = At(migration, command.Position.Line, command.Position.Column),
        };

    public static Finding Empty(Migration migration) =>
        new(
            FindingCodes.EmptyScript,
            FindingSeverity.Information,
            migration.Name,
            $"Migration '{migration.Name}' is empty. It is applied, and a later change to its file counts as a changed migration.",
            "Nothing needs to be done if that is intended; otherwise check whether the file was truncated when it was copied."
        )
        {
            Location = migration.Origin,
        };

    public static Finding SkippedCommits(Migration migration, IReadOnlyList<SqlStatement> skipped) =>
        new(
            FindingCodes.SkippedCommit,
            FindingSeverity.Information,
            migration.Name,
            $"Migration '{migration.Name}' contains {(skipped.Count == 1 ? "a statement" : $"{skipped.Count} statements, the first")} "
                + $"'{skipped[0].Class.Summary}', that end{(skipped.Count == 1 ? "s" : "")} a transaction that the script did not begin"
                + $"{(skipped.Any(statement => statement.Class.Verb == StatementVerb.Begin) ? ", or begin one that it does not end" : "")}. "
                + $"Outside a transaction this has no effect, so the migration is applied without {(skipped.Count == 1 ? "it" : "them")}.",
            $"Nothing needs to be done; the statement{(skipped.Count == 1 ? "" : "s")} may be removed."
        )
        {
            Location = At(migration, skipped[0].Line, skipped[0].Column),
        };

    public static Finding Unterminated(Migration migration, TextPosition opening) =>
        new(
            FindingCodes.Unterminated,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' opens a quote or a comment that it never closes; everything after it would become part of it.",
            "Close it, and check whether an apostrophe inside a literal needs doubling."
        )
        {
            Location = At(migration, opening.Line, opening.Column),
        };

    public static Finding TemporaryObject(Migration migration, SqlStatement statement, string reason) =>
        new(
            FindingCodes.TemporaryObject,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' runs statement by statement ({reason}) and creates a temporary object with '{statement.Class.Summary}'. "
                + "After an interruption the object would be gone, and the rest could not continue.",
            "Use an ordinary table and drop it at the end, or move what cannot run in a transaction into a migration of its own."
        )
        {
            Location = At(migration, statement.Line, statement.Column),
        };

    public static Finding NotOneByOne(Migration migration, SqlStatement statement, string reason, string problem) =>
        new(
            FindingCodes.TransactionControl,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' runs statement by statement ({reason}), and '{statement.Class.Summary}' {problem}.",
            "Move what cannot run in a transaction into a migration of its own."
        )
        {
            Location = At(migration, statement.Line, statement.Column),
        };

    public static Finding Adopted(Migration migration, SqlStatement statement, ExistingObject existing) =>
        new(
            FindingCodes.Adopted,
            FindingSeverity.Information,
            migration.Name,
            $"Migration '{migration.Name}': '{statement.Class.Summary}' counts as done, because {existing.Description} already existed in the shape "
                + "that the statement would have given it.",
            "Nothing needs to be done."
        )
        {
            Location = At(migration, statement.Line, statement.Column),
        };

    public static Finding SkippedDifferently(Migration migration, SqlStatement statement, ExistingObject existing) =>
        new(
            FindingCodes.SkippedDifferently,
            FindingSeverity.Warning,
            migration.Name,
            $"Migration '{migration.Name}': '{statement.Class.Summary}' skipped {existing.Description}, which already existed "
                + $"but not in the shape that the statement would have created: {string.Join("; ", existing.Differences)}.",
            "Change it in a new migration so that it has the shape that the script describes."
        )
        {
            Location = At(migration, statement.Line, statement.Column),
        };

    public static Finding Impossible(Migration migration, SqlStatement statement, string problem) =>
        new(
            FindingCodes.ClientCommand,
            FindingSeverity.Error,
            migration.Name,
            $"Migration '{migration.Name}' cannot run: '{statement.Class.Summary}' {problem}.",
            "Remove the statement, or write what it does in SQL."
        )
        {
            Location = At(migration, statement.Line, statement.Column),
        };

    /// <summary>Returns the location of a place in a script.</summary>
    public static string At(Migration migration, int line, int column) => $"{migration.Origin}:{line}:{column}";
}
