using SchemaGuard.CommandLine.Rendering;

namespace SchemaGuard.CommandLine.Verbs;

/// <summary>The verb that lists applied, unfinished and pending migrations. Writes nothing.</summary>
internal sealed class StatusVerb() : Verb("status", "List applied, unfinished and pending migrations. Writes nothing.")
{
    protected override async Task<int> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var status = await context.Guard.GetStatusAsync(cancellationToken).ConfigureAwait(false);
        if (context.Format == OutputFormat.Json)
        {
            WriteJson(SchemaDocuments.OfStatus(status));
        }
        else
        {
            StatusRenderer.Write(context.Console, status);
        }

        var isClean = status.Pending.Count == 0 && status.Findings.All(finding => finding.Severity != FindingSeverity.Error);
        return isClean ? ExitCodes.Ok : ExitCodes.Unhealthy;
    }
}
