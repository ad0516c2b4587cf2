using System.CommandLine;
using SchemaGuard.CommandLine.Rendering;

namespace SchemaGuard.CommandLine.Verbs;

/// <summary>The verb that shows what migrating would do. Writes nothing.</summary>
internal sealed class PlanVerb() : Verb("plan", "Show the pending statements and how they would run. Writes nothing.")
{
    private readonly Option<bool> _sql = new("--sql") { Description = "Print the pending statements as a script instead." };

    protected override IReadOnlyList<Option> OwnOptions => [_sql];

    protected override async Task<int> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var plan = await context.Guard.PlanAsync(cancellationToken).ConfigureAwait(false);
        if (context.Format == OutputFormat.Json)
        {
            WriteJson(SchemaDocuments.OfPlan(context.Guard.Name, plan));
        }
        else if (context.Arguments.GetValue(_sql))
        {
            PlanRenderer.WriteSql(VerbConsole.Out, VerbConsole.IsOutTerminal, plan);
            PlanRenderer.WriteFindings(context.ErrorConsole, plan);
        }
        else
        {
            PlanRenderer.Write(context.Console, plan);
        }

        return plan.IsBlocked || plan.Migrations.Count > 0 ? ExitCodes.Unhealthy : ExitCodes.Ok;
    }
}
