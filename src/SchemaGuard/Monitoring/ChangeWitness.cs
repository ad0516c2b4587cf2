using System.Data.Common;
using SchemaGuard.Execution;

namespace SchemaGuard.Monitoring;

/// <summary>Adds to a report of differences that came while the application runs who has made them, where the server remembers.</summary>
internal sealed class ChangeWitness(GuardServices guard)
{
    /// <summary>A session that has just committed is seen a moment later, and clocks differ.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    /// <summary>Asks, if the catalog is not as it should be. Whether the answer can be had changes nothing else.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="connection">The connection on which it was found.</param>
    /// <param name="last">When the database was last looked at.</param>
    /// <param name="cancellationToken">Stops the question.</param>
    public async Task<SchemaReport> TestifyAsync(
        SchemaReport report,
        DbConnection connection,
        DateTimeOffset last,
        CancellationToken cancellationToken
    )
    {
        if (!report.Findings.Any(IsDifference))
        {
            return report;
        }

        try
        {
            var changers = await guard
                .Provider.FindChangersAsync(connection, guard.Time.GetUtcNow() - last + Margin, cancellationToken)
                .ConfigureAwait(false);
            return changers.Count == 0 ? report : report with { Findings = [.. report.Findings, ChangedBy(changers)] };
        }
        catch (DbException)
        {
            return report;
        }
    }

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
