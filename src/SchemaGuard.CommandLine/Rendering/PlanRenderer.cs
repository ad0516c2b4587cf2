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
                : migration.Kind == MigrationKind.Code ? $"without a transaction: {migration.NonTransactionalReason}"
                : $"statement by statement: {migration.NonTransactionalReason}";
            console.MarkupLineInterpolated($"[bold]{migration.Name}[/]  {migration.Origin}");
            console.MarkupLineInterpolated($"  [grey]{mode}[/]");
            foreach (var statement in migration.BeforeTransaction)
            {
                WriteStatement(console, statement, "before the transaction");
            }

            foreach (var (index, statement) in migration.Statements.Index())
            {
                WriteStatement(console, statement, Note(migration, statement, index));
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
                writer.WriteLine((isTerminal ? PrintableText.Lines(statement.Sql) : statement.Sql) + ";");
            }

            writer.WriteLine();
        }
    }

    private static void WriteStatement(IAnsiConsole console, PlannedStatement statement, string note)
    {
        var place = $"{statement.Line}:{statement.Column}";
        console.MarkupLineInterpolated($"  [grey]{place, 7}[/]  {statement.Summary}{(note.Length == 0 ? "" : ", " + note)}");
    }

    private static string Note(PlannedMigration migration, PlannedStatement statement, int index)
    {
        var afterCrash = statement.Settlement is { } settlement ? ReadableText.AfterCrash(settlement) : "";
        return index < migration.StatementsDone ? "done"
            : statement.TransactionBlocker is { } blocker ? $"outside a transaction: {blocker}; {afterCrash}"
            : afterCrash;
    }

    private static string Verdict(MigrationPlan plan)
    {
        var count = ReadableText.Count(plan.Migrations.Count, "migration");
        return plan.IsBlocked ? $"Blocked: nothing would be applied. {count} pending."
            : plan.Migrations.Count == 0 ? $"Nothing to do: {ReadableText.Count(plan.AppliedCount, "migration")} applied."
            : $"{count} to apply, "
                + $"{ReadableText.Count(plan.Migrations.Sum(migration => Math.Max(0, migration.Statements.Count - migration.StatementsDone)), "statement")}.";
    }
}
