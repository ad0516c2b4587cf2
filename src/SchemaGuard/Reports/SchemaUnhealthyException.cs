using SchemaGuard.Failures;

namespace SchemaGuard;

/// <summary>The exception that is thrown when this build must not run on the database.</summary>
public sealed class SchemaUnhealthyException : SchemaGuardException
{
    internal SchemaUnhealthyException(SchemaReport report)
        : base(report.Guard, Messages.Database(report.Product, report.ServerVersion, report.Target), Messages.Unhealthy(report), null) =>
        Report = report;

    /// <summary>Gets the report of everything that was checked, with the findings.</summary>
    public SchemaReport Report { get; }

    /// <inheritdoc/>
    public override int ExitCode => ExitCodes.Unhealthy;

    /// <inheritdoc/>
    public override IReadOnlyList<Finding> Findings => Report.Findings;
}
