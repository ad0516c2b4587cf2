using SchemaGuard.Execution.Connecting;
using SchemaGuard.Execution.Context;
using SchemaGuard.Failures;
using SchemaGuard.Monitoring;
using SchemaGuard.Verification.Expectations;

namespace SchemaGuard.Assessment;

/// <summary>Adds to a report of differences that came while the application runs who has made them, where the server remembers.</summary>
internal sealed class ChangeWitness(GuardServices guard, IReadOnlyList<FindingAdjustment> adjustments)
{
    /// <summary>Asks, if the catalog has changed and is not as it should be any more. Whether the answer can be had changes nothing else.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="probed">Where it was found.</param>
    /// <param name="last">What was found the last time.</param>
    /// <param name="cancellationToken">Stops the question.</param>
    public async Task<SchemaReport> TestifyAsync(
        SchemaReport report,
        ProbedConnection probed,
        SchemaReport last,
        CancellationToken cancellationToken
    )
    {
        if (
            last.Mark?.DriftToken == probed.State.DriftToken
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
            MonitorLog.ChangersNotFound(guard.Logger, guard.Name, LoggedReason.Of(guard.Provider, exception));
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
            $"The schema was changed while the application runs. Who has changed something lately and is still connected: {string.Join("; ", changers)}.",
            "Ask them what it was for: undo it, or make it a migration."
        );
}
