using System.Globalization;
using SchemaGuard.Reports;

namespace SchemaGuard.Health;

/// <summary>
/// The data of the health check, with stable keys: state, database, head, applied, pending, findings by code, checkedAt, ageSeconds, durationMs;
/// failingSince while checks fail.
/// </summary>
internal static class SchemaHealthData
{
    /// <summary>Adds the data of one guard.</summary>
    /// <param name="data">The data to which entries are added.</param>
    /// <param name="prefix">The prefix of each key if several guards share a health check; empty for a single guard.</param>
    /// <param name="report">The guard's last report.</param>
    /// <param name="detail">The amount of detail.</param>
    /// <param name="now">The time, by which the age of the verdict is told.</param>
    public static void Append(
        Dictionary<string, object> data,
        string prefix,
        SchemaReport? report,
        SchemaHealthDetail detail,
        DateTimeOffset now
    )
    {
        if (report is null)
        {
            data[prefix + "state"] = nameof(SchemaState.Unknown);
            return;
        }

        data[prefix + "state"] = report.State.ToString();
        data[prefix + "database"] = $"{report.Product} {report.ServerVersion}".TrimEnd();
        data[prefix + "head"] = report.Head;
        data[prefix + "applied"] = report.AppliedCount;
        data[prefix + "pending"] = report.Pending.Count;
        data[prefix + "findings"] = report.Findings.CountBy(finding => finding.Code).ToDictionary(StringComparer.Ordinal);
        if (detail == SchemaHealthDetail.Findings)
        {
            data[prefix + "details"] = report
                .Findings.Select(finding =>
                    $"{finding.Code} {ReportText.SeverityName(finding.Severity)} {finding.Target}: {finding.Message}"
                )
                .ToArray();
        }

        data[prefix + "checkedAt"] = report.CheckedAt.ToString("O", CultureInfo.InvariantCulture);
        data[prefix + "ageSeconds"] = Math.Max(0, Math.Round((now - report.CheckedAt).TotalSeconds, 1));
        data[prefix + "durationMs"] = Math.Round(report.Duration.TotalMilliseconds, 1);
        if (report.FailingSince is { } since)
        {
            data[prefix + "failingSince"] = since.ToString("O", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Adds the data of guards that could not be created.</summary>
    /// <param name="data">The data to which entries are added.</param>
    /// <param name="exception">The reason.</param>
    /// <param name="detail">The amount of detail.</param>
    public static void Append(Dictionary<string, object> data, SchemaGuardConfigurationException exception, SchemaHealthDetail detail)
    {
        data["state"] = nameof(SchemaState.Misconfigured);
        data["findings"] = new Dictionary<string, int>(StringComparer.Ordinal) { [FindingCodes.Misconfigured] = exception.Problems.Count };
        if (detail == SchemaHealthDetail.Findings)
        {
            data["details"] = exception
                .Problems.Select(problem => $"{FindingCodes.Misconfigured} error {exception.Guard}: {problem}")
                .ToArray();
        }
    }
}
