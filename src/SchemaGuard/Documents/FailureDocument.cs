namespace SchemaGuard.Documents;

/// <summary>The document of a verb that ended with an exception.</summary>
internal sealed record FailureDocument(
    string Schema,
    string? Guard,
    string State,
    int ExitCode,
    string Message,
    IReadOnlyList<string>? Problems,
    IReadOnlyList<string>? AppliedBefore,
    IReadOnlyList<FindingDocument> Findings
)
{
    private const string Misconfigured = "misconfigured";

    /// <summary>Creates the document of a verb that was asked to stop.</summary>
    public static FailureDocument Cancelled(string verb) =>
        new(
            JsonDocuments.SchemaOf(verb),
            Guard: null,
            "cancelled",
            ExitCodes.Cancelled,
            "Cancelled. What was applied stays applied. Run again to continue.",
            Problems: null,
            AppliedBefore: null,
            Findings: []
        );

    /// <summary>Creates the document of a command line that was not understood.</summary>
    public static FailureDocument Usage(string verb, IReadOnlyList<string> problems) =>
        new(
            JsonDocuments.SchemaOf(verb),
            Guard: null,
            Misconfigured,
            ExitCodes.Configuration,
            problems[0],
            problems,
            AppliedBefore: null,
            Findings: []
        );

    public static FailureDocument From(string verb, SchemaGuardException exception) =>
        new(
            JsonDocuments.SchemaOf(verb),
            exception.Guard,
            StateOf(exception),
            exception.ExitCode,
            exception.Message,
            (exception as SchemaGuardConfigurationException)?.Problems,
            (exception as MigrationFailedException)?.Failure.AppliedBefore,
            FindingDocument.From(exception.Findings)
        );

    /// <summary>Returns the state that corresponds to the exit code, in the words of the reports.</summary>
    private static string StateOf(SchemaGuardException exception) =>
        exception.ExitCode switch
        {
            ExitCodes.Unhealthy => "unhealthy",
            ExitCodes.Configuration => Misconfigured,
            ExitCodes.TryAgain => exception is SchemaLockTimeoutException ? "locked" : "unreachable",
            _ => "failed",
        };
}
