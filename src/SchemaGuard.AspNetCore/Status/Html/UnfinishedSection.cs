using SchemaGuard.AspNetCore.Status.Views;

namespace SchemaGuard.AspNetCore.Status.Html;

/// <summary>The migrations that were begun and not finished, with the journal of their statements.</summary>
internal static class UnfinishedSection
{
    private const int Most = 200;

    public static void Write(HtmlWriter html, IReadOnlyList<UnfinishedMigration> migrations)
    {
        if (migrations.Count == 0)
        {
            return;
        }

        html.Write(
            $"<section aria-labelledby=\"unfinished\"><h2 id=\"unfinished\">Unfinished <span class=\"count\">{migrations.Count}</span></h2>"
        );
        foreach (var migration in migrations)
        {
            WriteMigration(html, migration);
        }

        html.Write($"</section>");
    }

    private static void WriteMigration(HtmlWriter html, UnfinishedMigration migration)
    {
        var name = Marks.NameOf(migration.Module, migration.Name);
        var done = migration.Steps.Count(step => step.State == UnfinishedStepState.Done);
        html.Write(
            $"<h3><code>{name}</code> <span class=\"note\">{done} of {Quantities.Count(migration.Steps.Count, "statement")} done</span></h3>"
        );
        html.Write($"<p class=\"message\">{migration.Next}</p>");
        if (migration.Steps.Count == 0)
        {
            return;
        }

        Marks.BeginTable(html, $"The journal of {name}");
        html.Write($"<thead><tr><th scope=\"col\" class=\"number\">#</th><th scope=\"col\">State</th><th scope=\"col\">What it does</th>");
        html.Write($"<th scope=\"col\">Place</th></tr></thead><tbody>");
        foreach (var step in migration.Steps.Take(Most))
        {
            var (tone, word) = StateOf(step.State);
            html.Write($"<tr><th scope=\"row\" class=\"number\">{step.Number}</th><td>");
            Marks.WriteWord(html, tone, word);
            html.Write($"</td><td>{step.Summary}</td><td class=\"place\">{step.Line}:{step.Column}</td></tr>");
        }

        Marks.EndTable(html);
        if (migration.Steps.Count > Most)
        {
            html.Write($"<p class=\"more\">And {Quantities.Count(migration.Steps.Count - Most, "more statement")}.</p>");
        }
    }

    private static (Tone Tone, string Word) StateOf(UnfinishedStepState state) =>
        state switch
        {
            UnfinishedStepState.Done => (Tone.Good, "done"),
            UnfinishedStepState.Begun => (Tone.Busy, "begun"),
            _ => (Tone.Unknown, "pending"),
        };
}
