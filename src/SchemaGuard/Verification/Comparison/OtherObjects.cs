using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>Says what a difference in an object without a kind of its own means: statements fail without some, and others cost time or work that is not done.</summary>
internal static class OtherObjects
{
    private static readonly string[] UsedByStatements = ["cast ", "collation ", "operator ", "server ", "text search "];

    /// <summary>Returns the severity of other options: where a foreign server is differs from one environment to the next.</summary>
    public static FindingSeverity SeverityOfOptions(SchemaObject target) =>
        target.Name.StartsWith("server ", StringComparison.Ordinal) ? FindingSeverity.Information : FindingSeverity.Warning;

    /// <summary>Returns the severity where one is missing or defined in another way.</summary>
    public static FindingSeverity Severity(SchemaObject target) =>
        UsedByStatements.Any(word => target.Name.StartsWith(word, StringComparison.Ordinal))
            ? FindingSeverity.Error
            : FindingSeverity.Warning;
}
