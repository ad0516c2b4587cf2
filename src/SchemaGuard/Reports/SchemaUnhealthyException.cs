using SchemaGuard.Failures;

namespace SchemaGuard;

/// <summary>The exception that is thrown when this build must not run on the database.</summary>
public sealed class SchemaUnhealthyException : SchemaGuardException
{
    internal SchemaUnhealthyException(SchemaReport report)
        : base(report.Guard, ConnectionMessages.Database(report.Product, report.ServerVersion, report.Target), Compose(report), null) =>
        Report = report;

    /// <summary>Gets the report of everything that was checked, with the findings.</summary>
    public SchemaReport Report { get; }

    /// <inheritdoc/>
    public override int ExitCode => ExitCodes.Unhealthy;

    /// <inheritdoc/>
    public override IReadOnlyList<Finding> Findings => Report.Findings;

    private static string Compose(SchemaReport report)
    {
        var errors = report.Findings.Where(finding => finding.Severity == FindingSeverity.Error).ToList();
        var count = errors.Count == 1 ? "1 error" : $"{errors.Count} errors";
        var sentences = string.Join(" ", errors.Select(finding => $"{finding.Code}: {finding.Message} {finding.Remedy}"));
        return $"Schema guard '{report.Guard}' found {count} in {report.Product} database '{report.Target}'. {sentences}";
    }
}
