using SchemaGuard.Findings;

namespace SchemaGuard.Assessment;

/// <summary>The findings about a database that does not exist.</summary>
internal static class ConnectionFindings
{
    public static Finding DatabaseMissing(string target, string? remedy) =>
        new(
            FindingCodes.DatabaseMissing,
            FindingSeverity.Error,
            target,
            $"Database '{target}' does not exist yet.",
            remedy
                ?? Wording.Of("Start with StartupMode.Migrate or run 'schemaguard migrate'", "Run 'schemaguard migrate'")
                    + " to create it, or correct the connection string."
        );
}
