namespace SchemaGuard;

/// <summary>
/// The exit codes that a refused start and the command line share. <c>check</c>, <c>status</c>, <c>plan</c> and <c>migrate --dry-run</c>
/// all exit with
/// <see cref="Unhealthy"/> while something is pending or blocked, and with <see cref="Ok"/> otherwise.
/// </summary>
public static class ExitCodes
{
    /// <summary>Everything is as it should be.</summary>
    public const int Ok = 0;

    /// <summary>The schema is unhealthy, migrations are pending, or the catalog drifted.</summary>
    public const int Unhealthy = 1;

    /// <summary>
    /// The configuration, the command line or the connection's permissions are wrong: a password, a database that does not exist, a missing
    /// right, TLS. Another attempt would not help.
    /// </summary>
    public const int Configuration = 2;

    /// <summary>The database cannot be reached, the connection was lost, or the lock was not obtained. Another attempt may succeed.</summary>
    public const int TryAgain = 3;

    /// <summary>A migration failed.</summary>
    public const int MigrationFailed = 4;

    /// <summary>The process was asked to stop.</summary>
    public const int Cancelled = 130;

    /// <summary>Returns what a code means, in a few words.</summary>
    internal static string MeaningOf(int exitCode) =>
        exitCode switch
        {
            Unhealthy => "the database is not as this build needs it.",
            Configuration => "the configuration is wrong.",
            TryAgain => "the database cannot be used right now; try again.",
            MigrationFailed => "a migration failed.",
            Cancelled => "cancelled.",
            _ => "refused.",
        };
}
