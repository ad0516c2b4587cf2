using System.CommandLine;
using SchemaGuard.CommandLine.Rendering;

namespace SchemaGuard.CommandLine.Verbs;

/// <summary>The verb that applies the pending migrations and verifies the database.</summary>
internal sealed class MigrateVerb() : Verb("migrate", "Apply the pending migrations, then verify the database.")
{
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show the plan and write nothing." };

    protected override IReadOnlyList<Option> OwnOptions => [_dryRun];

    protected override Task<int> RunAsync(VerbContext context, CancellationToken cancellationToken) =>
        context.Arguments.GetValue(_dryRun) ? ShowAsync(context, cancellationToken) : ApplyAsync(context, cancellationToken);

    private static async Task<int> ShowAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var plan = await context.Guard.PlanAsync(cancellationToken).ConfigureAwait(false);
        if (context.Format == OutputFormat.Json)
        {
            WriteJson(SchemaDocuments.OfPlan(context.Guard.Name, plan));
        }
        else
        {
            PlanRenderer.Write(context.Console, plan);
        }

        return plan.IsBlocked || plan.Migrations.Count > 0 ? ExitCodes.Unhealthy : ExitCodes.Ok;
    }

    private async Task<int> ApplyAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var report = await ProgressDisplay
            .RunAsync(context.ErrorConsole, progress => context.Guard.MigrateAsync(progress, cancellationToken))
            .ConfigureAwait(false);
        if (context.Format == OutputFormat.Json)
        {
            WriteJson(SchemaDocuments.OfReport(Name, report));
        }
        else
        {
            ReportRenderer.Write(context.Console, report);
        }

        return ExitCodes.Ok;
    }
}
