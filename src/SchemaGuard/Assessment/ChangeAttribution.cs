using SchemaGuard.Execution.Connecting;
using SchemaGuard.Execution.Context;
using SchemaGuard.Failures;
using SchemaGuard.Telemetry;
using SchemaGuard.Verification.Expectations;

namespace SchemaGuard.Assessment;

/// <summary>The addition to a report of differences that came while the application was running: who has made them, if the server can tell.</summary>
internal sealed class ChangeAttribution(GuardContext guard, IReadOnlyList<FindingAdjustment> adjustments)
{
    /// <summary>Asks, if the catalog has changed and is no longer as expected. Whether there is an answer changes nothing else.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="probed">The connection on which it was found.</param>
    /// <param name="last">The report of the previous look.</param>
    /// <param name="cancellationToken">A token that cancels the query.</param>
    public async Task<SchemaReport> AttributeAsync(
        SchemaReport report,
        ObservedConnection probed,
        SchemaReport last,
        CancellationToken cancellationToken
    )
    {
        if (
            last.Basis?.DriftToken == probed.State.DriftToken
            || !report.Findings.Any(finding => IsDifference(finding) && !IsKnown(finding, last))
        )
        {
            return report;
        }

        try
        {
            var changers = await guard
                .Provider.FindChangersAsync(probed.Connection!, guard.Time.GetUtcNow() - last.CheckedAt, cancellationToken)
                .ConfigureAwait(false);
            return changers.Count == 0
                ? report
                : report with
                {
                    Findings = [.. report.Findings, .. FindingAdjustment.Apply(adjustments, [ChangedBy(changers)])],
                };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.ChangersNotFound(guard.Logger, guard.Name, LoggedReason.Of(guard.Provider, exception));
            return report;
        }
    }

    private static bool IsKnown(Finding finding, SchemaReport last) =>
        last.Findings.Any(known => known.Code == finding.Code && known.Target == finding.Target);

    private static bool IsDifference(Finding finding) =>
        finding.Severity > FindingSeverity.Information && finding.Code.StartsWith("SG2", StringComparison.Ordinal);

    private Finding ChangedBy(IReadOnlyList<string> changers) =>
        new(
            FindingCodes.ChangedBy,
            FindingSeverity.Information,
            guard.Provider.Target,
            "The schema changed while the application was running. Sessions that changed something recently and are still connected: "
                + $"{string.Join("; ", changers)}.",
            "Ask their owners what the change was for: undo it, or make it a migration."
        );
}
