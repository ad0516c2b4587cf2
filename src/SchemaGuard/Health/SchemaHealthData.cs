using System.Globalization;

namespace SchemaGuard.Health;

/// <summary>Writes the stable keys of the health check's data: state, database, applied, pending, findings by code, checkedAt, durationMs.</summary>
internal static class SchemaHealthData
{
    /// <summary>Adds the data of one guard.</summary>
    /// <param name="data">Receives the entries.</param>
    /// <param name="prefix">Is put before each key where several guards share a check; empty for one.</param>
    /// <param name="report">The guard's last report.</param>
    public static void Append(Dictionary<string, object> data, string prefix, SchemaReport? report)
    {
        if (report is null)
        {
            data[prefix + "state"] = nameof(SchemaState.Unknown);
            return;
        }

        data[prefix + "state"] = report.State.ToString();
        data[prefix + "database"] = $"{report.Product} {report.ServerVersion}".TrimEnd();
        data[prefix + "applied"] = report.AppliedCount;
        data[prefix + "pending"] = report.Pending.Count;
        data[prefix + "findings"] = report.Findings.CountBy(finding => finding.Code).ToDictionary(StringComparer.Ordinal);
        data[prefix + "checkedAt"] = report.CheckedAt.ToString("O", CultureInfo.InvariantCulture);
        data[prefix + "durationMs"] = Math.Round(report.Duration.TotalMilliseconds, 1);
    }
}
