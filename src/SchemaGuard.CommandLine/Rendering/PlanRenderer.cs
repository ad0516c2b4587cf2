using SchemaGuard.CommandLine.Json;
using SchemaGuard.Migrations;
using SchemaGuard.Planning;
using SchemaGuard.Scripts.Statements;
using Spectre.Console;

namespace SchemaGuard.CommandLine.Rendering;

/// <summary>The text of a plan: a list of what each statement does, or a script.</summary>
internal static class PlanRenderer
{
    public static void Write(IAnsiConsole console, MigrationPlan plan)
    {
        foreach (var migration in plan.Migrations)
        {
            var mode =
                migration.IsTransactional ? "one transaction"
                : migration.Kind == Migrations.MigrationKind.Code ? $"without a transaction: {migration.NonTransactionalReason}"
                : $"statement by statement: {migration.NonTransactionalReason}";
            console.MarkupLineInterpolated($"[bold]{migration.Name}[/]  {migration.Origin}");
            console.MarkupLineInterpolated($"  [grey]{mode}[/]");
            foreach (var statement in migration.BeforeTransaction)
            {
                WriteStatement(console, statement, "before the transaction");
            }

            for (var i = 0; i < migration.Statements.Count; i++)
            {
                WriteStatement(console, migration.Statements[i], Note(migration, i));
            }

            console.WriteLine();
        }

        WriteFindings(console, plan);
        console.WriteLine(Verdict(plan));
    }

    /// <summary>Writes the findings of a plan.</summary>
    public static void WriteFindings(IAnsiConsole console, MigrationPlan plan) => FindingsText.Write(console, plan.Findings);

    /// <summary>
    /// Writes the statements that would run as a script with a comment for each migration. They are byte for byte as they would run, except on a
    /// terminal, to which a script must not give commands.
    /// </summary>
    public static void WriteSql(TextWriter writer, bool isTerminal, MigrationPlan plan)
    {
        foreach (var migration in plan.Migrations)
        {
            writer.WriteLine(PrintableText.Line($"-- {migration.Name} ({migration.Origin})"));
            foreach (var statement in migration.BeforeTransaction.Concat(migration.Statements.Skip(migration.StatementsDone)))
            {
                writer.WriteLine((isTerminal ? PrintableText.Lines(statement.Text) : statement.Text) + ";");
            }

            writer.WriteLine();
        }
    }

    private static void WriteStatement(IAnsiConsole console, SqlStatement statement, string note)
    {
        var place = $"{statement.Line}:{statement.Column}";
        console.MarkupLineInterpolated($"  [grey]{place, 7}[/]  {statement.Class.Summary}{(note.Length == 0 ? "" : ", " + note)}");
    }

    private static string Note(PlannedMigration migration, int index) =>
        index < migration.StatementsDone ? "done"
        : migration.Statements[index].Class.TransactionBlocker is { } blocker
            ? $"outside a transaction: {blocker}; {ReadableText.AfterCrash(migration.Settlements[index])}"
        : migration.IsTransactional ? ""
        : ReadableText.AfterCrash(migration.Settlements[index]);

    private static string Verdict(MigrationPlan plan)
    {
        var count = ReadableText.Count(plan.Migrations.Count, "migration");
        return plan.IsBlocked ? $"Blocked: nothing would be applied. {count} pending."
            : plan.Migrations.Count == 0 ? $"Nothing to do: {ReadableText.Count(plan.AppliedCount, "migration")} applied."
            : $"{count} to apply, {ReadableText.Count(plan.Migrations.Sum(migration => Math.Max(0, migration.Statements.Count - migration.StatementsDone)), "statement")}.";
    }
}
