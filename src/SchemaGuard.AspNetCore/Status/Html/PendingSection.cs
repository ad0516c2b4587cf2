using SchemaGuard.AspNetCore.Status.Views;

namespace SchemaGuard.AspNetCore.Status.Html;

/// <summary>The pending migrations, with how they will run. The text of statements is never shown: it may contain values.</summary>
internal static class PendingSection
{
    private const int Most = 50;
    private const int MostStatements = 100;
    private const int MostOpen = 3;

    public static void Write(HtmlWriter html, IReadOnlyList<PendingView> pending)
    {
        if (pending.Count == 0)
        {
            return;
        }

        html.Write(
            $"<section aria-labelledby=\"pending\"><h2 id=\"pending\">Pending <span class=\"count\">{pending.Count}</span></h2><ol class=\"plan\">"
        );
        foreach (var migration in pending.Take(Most))
        {
            html.Write($"<li>");
            WriteMigration(html, migration, pending.Count <= MostOpen);
            html.Write($"</li>");
        }

        html.Write($"</ol>");
        if (pending.Count > Most)
        {
            html.Write(
                $"<p class=\"more\">And {Quantities.Count(pending.Count - Most, "more migration")}. The JSON document contains all.</p>"
            );
        }

        html.Write($"</section>");
    }

    private static void WriteMigration(HtmlWriter html, PendingView pending, bool isOpen)
    {
        var name = pending.Migration.ToString();
        if (pending.Plan is not { } plan)
        {
            html.Write($"<p class=\"planned\"><code>{name}</code></p>");
            return;
        }

        var statements = plan.BeforeTransaction.Concat(plan.Statements).ToList();
        if (isOpen)
        {
            html.Write($"<details open>");
        }
        else
        {
            html.Write($"<details>");
        }

        html.Write($"<summary><code>{name}</code> <span class=\"note\">{WorkOf(plan, statements.Count)}</span></summary>");
        if (plan.NonTransactionalReason is { } reason)
        {
            html.Write($"<p class=\"message\">It does not run in a transaction: {reason}.</p>");
        }

        if (statements.Count > 0)
        {
            WriteStatements(html, name, plan, statements);
        }

        html.Write($"</details>");
    }

    private static string WorkOf(PlannedMigration plan, int statements)
    {
        var work = plan.Kind == MigrationKind.Code ? "code" : Quantities.Count(statements, "statement");
        var done = plan.StatementsDone > 0 ? $", {plan.StatementsDone} done" : "";
        return $"{work}{done}, {(plan.IsTransactional ? "in one transaction" : "not in a transaction")}";
    }

    private static void WriteStatements(HtmlWriter html, string name, PlannedMigration plan, List<PlannedStatement> statements)
    {
        Marks.BeginTable(html, $"The statements of {name}");
        html.Write($"<thead><tr><th scope=\"col\" class=\"number\">#</th><th scope=\"col\">What it does</th><th scope=\"col\">Runs</th>");
        html.Write($"<th scope=\"col\">Place</th></tr></thead><tbody>");
        var number = 0;
        foreach (var statement in statements.Take(MostStatements))
        {
            number++;
            html.Write($"<tr><th scope=\"row\" class=\"number\">{number}</th><td>{statement.Summary}</td>");
            html.Write($"<td>{RunOf(plan, statement, number)}</td><td class=\"place\">{statement.Line}:{statement.Column}</td></tr>");
        }

        Marks.EndTable(html);
        if (statements.Count > MostStatements)
        {
            html.Write($"<p class=\"more\">And {Quantities.Count(statements.Count - MostStatements, "more statement")}.</p>");
        }
    }

    private static string RunOf(PlannedMigration plan, PlannedStatement statement, int number) =>
        number <= plan.BeforeTransaction.Count ? "before the transaction"
        : plan.IsTransactional ? "in the transaction"
        : statement.TransactionBlocker is { } blocker ? $"by itself: {blocker}"
        : "by itself";
}
