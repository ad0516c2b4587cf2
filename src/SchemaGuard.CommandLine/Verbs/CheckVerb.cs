using SchemaGuard.CommandLine.Rendering;

namespace SchemaGuard.CommandLine.Verbs;

/// <summary>The verb that reports how the database differs from what the application needs. Writes nothing.</summary>
internal sealed class CheckVerb() : Verb("check", "Compare the database in full with what the application needs. Writes nothing.")
{
    protected override async Task<int> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var report = await context.Guard.CheckAsync(cancellationToken).ConfigureAwait(false);
        if (context.Format == OutputFormat.Json)
        {
            WriteJson(SchemaDocuments.OfReport(Name, report));
        }
        else
        {
            ReportRenderer.Write(context.Console, report);
        }

        return report.State switch
        {
            SchemaState.Healthy or SchemaState.Degraded => ExitCodes.Ok,
            SchemaState.Unreachable => ExitCodes.TryAgain,
            SchemaState.Misconfigured => ExitCodes.Configuration,
            _ => ExitCodes.Unhealthy,
        };
    }
}
