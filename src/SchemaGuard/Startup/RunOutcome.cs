using System.Data.Common;

namespace SchemaGuard.Startup;

/// <summary>The outcomes of a run or a look, in the words that traces and metrics use.</summary>
internal static class RunOutcome
{
    public const string Cancelled = "cancelled";

    private const string Unreachable = "unreachable";
    private const string Misconfigured = "misconfigured";

    /// <summary>Returns the outcome of a completed check.</summary>
    public static string Of(SchemaState state) =>
        state switch
        {
            SchemaState.Healthy => "healthy",
            SchemaState.Degraded => "degraded",
            SchemaState.Unhealthy => "unhealthy",
            SchemaState.Unreachable => Unreachable,
            SchemaState.Misconfigured => Misconfigured,
            _ => "unknown",
        };

    /// <summary>Returns the outcome of what ended with an exception.</summary>
    public static string Of(Exception exception) =>
        exception switch
        {
            SchemaGuardException { ExitCode: ExitCodes.Unhealthy } => Of(SchemaState.Unhealthy),
            SchemaLockTimeoutException => "locked",
            MigrationFailedException => "failed",
            SchemaGuardException { ExitCode: ExitCodes.TryAgain } or DbException => Unreachable,
            OperationCanceledException => Cancelled,
            _ => Misconfigured,
        };
}
