using SchemaGuard.AspNetCore.Status.Views;

namespace SchemaGuard.AspNetCore.Status.Html;

/// <summary>The gate: whether the host was let in, still waits, or was refused.</summary>
internal static class GateSection
{
    public static void Write(HtmlWriter html, ISchemaGate gate, IReadOnlyList<GuardView> guards)
    {
        html.Write($"<section aria-labelledby=\"gate\"><h2 id=\"gate\">Gate</h2><p class=\"message\">");
        switch (gate.State)
        {
            case SchemaGateState.Open:
                Marks.WriteWord(html, Tone.Good, "Open");
                html.Write($" The host has been let through at its start.");
                break;
            case SchemaGateState.Refused when gate.Refusal is { } refusal:
                Marks.WriteWord(html, Tone.Bad, "Refused");
                html.Write($" Guard {refusal.Guard} refused the start: {refusal.Meaning} Exit code {refusal.ExitCode}.");
                break;
            default:
                var waiting = guards.Count(guard => guard.Verdict.Tone == Tone.Busy);
                Marks.WriteWord(html, Tone.Busy, "Closed");
                html.Write(
                    $" {(waiting == 0 ? "It is about to open." : $"It waits for {Quantities.Count(waiting, "guard")}, and then lets the host serve.")}"
                );
                break;
        }

        html.Write($"</p></section>");
    }
}
