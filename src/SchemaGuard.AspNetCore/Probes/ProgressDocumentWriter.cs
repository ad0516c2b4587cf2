using System.Text.Json;
using Microsoft.Extensions.Options;
using SchemaGuard.History;

namespace SchemaGuard.AspNetCore.Probes;

/// <summary>The writer of what probes say while the gate is not open. It names no migration, table or user unless it is told to.</summary>
internal sealed class ProgressDocumentWriter(
    ISchemaGate gate,
    ISchemaGuards guards,
    IOptions<SchemaGuardProbeOptions> options,
    TimeProvider time
)
{
    private const string Format = "schemaguard/progress/1";

    private readonly ServerProgress _server = new(time);

    private bool GivesNames => options.Value.Detail == SchemaHealthDetail.Findings;

    /// <summary>Writes the document.</summary>
    public ReadOnlyMemory<byte> Write()
    {
        var refusal = gate.Refusal;
        var document = new ProgressDocument(
            Format,
            refusal is null ? "starting" : "refused",
            HostName.Current,
            [.. Guards().Select(Describe)],
            refusal is null ? null : Describe(refusal)
        );
        return JsonSerializer.SerializeToUtf8Bytes(document, ProbeDocuments.Default.ProgressDocument);
    }

    private IReadOnlyList<ISchemaGuard> Guards()
    {
        try
        {
            return guards.All;
        }
        catch (SchemaGuardConfigurationException)
        {
            // The gate refuses for the same reason, which the document contains.
            return [];
        }
    }

    private GuardProgressDocument Describe(ISchemaGuard guard)
    {
        var activity = guard.Activity;
        return new GuardProgressDocument(
            guard.Name,
            (guard.LastReport?.State ?? SchemaState.Unknown).ToString().ToLowerInvariant(),
            JsonNamingPolicy.CamelCase.ConvertName(activity.Kind.ToString()),
            SecondsSince(activity.Since),
            activity.Progress is { } progress ? Describe(guard, progress, activity) : null,
            WaitingFor(activity)
        );
    }

    private MigrationProgressDocument Describe(ISchemaGuard guard, MigrationProgress progress, GuardActivity activity) =>
        new(
            progress.Module,
            GivesNames ? progress.Migration : null,
            progress.Number,
            progress.Count,
            progress.Statement,
            progress.Statements,
            SecondsSince(activity.ProgressSince) ?? 0,
            _server.Of(guard)
        );

    /// <summary>Returns who migrates: an application and its pod. What else is waited for names users, addresses and tables.</summary>
    private string? WaitingFor(GuardActivity activity) =>
        GivesNames || activity.Kind == GuardActivityKind.WaitingForMigrations ? activity.WaitingFor : null;

    private RefusalDocument Describe(SchemaGuardException refusal) =>
        new(
            refusal.Guard,
            refusal.ExitCode,
            refusal.Meaning,
            refusal.Findings.CountBy(finding => finding.Code).ToDictionary(StringComparer.Ordinal),
            GivesNames ? [.. refusal.Findings.Select(finding => $"{finding.Code} {finding.Message} {finding.Remedy}")] : null
        );

    private long? SecondsSince(DateTimeOffset? moment) =>
        moment is { } begin ? (long)Math.Max(0, (time.GetUtcNow() - begin).TotalSeconds) : null;
}
