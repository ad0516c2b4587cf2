using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// The severity of differences in objects without a kind of their own: without some of them statements fail; without others time is lost or
/// work is not done.
/// </summary>
internal static class OtherObjects
{
    private static readonly string[] UsedByStatements = ["cast ", "collation ", "operator ", "server ", "text search "];

    /// <summary>
    /// Returns the severity of different options. The location of a foreign server differs from one environment to the next.
    /// </summary>
    public static FindingSeverity SeverityOfOptions(SchemaObject target) =>
        target.Name.StartsWith("server ", StringComparison.Ordinal) ? FindingSeverity.Information : FindingSeverity.Warning;

    /// <summary>Returns the severity of an object that is missing or defined differently.</summary>
    public static FindingSeverity Severity(SchemaObject target) =>
        UsedByStatements.Any(word => target.Name.StartsWith(word, StringComparison.Ordinal))
            ? FindingSeverity.Error
            : FindingSeverity.Warning;
}
