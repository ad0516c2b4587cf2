namespace SchemaGuard;

/// <summary>
/// Names the exit codes that a refused start and the command line share. <c>check</c>, <c>status</c>, <c>plan</c> and <c>migrate --dry-run</c> all exit with
/// <see cref="Unhealthy"/> while something is pending or blocked, and with <see cref="Ok"/> otherwise.
/// </summary>
public static class ExitCodes
{
    /// <summary>Everything is as it should be.</summary>
    public const int Ok = 0;

    /// <summary>The schema is unhealthy, migrations are pending, or the catalog drifted.</summary>
    public const int Unhealthy = 1;

    /// <summary>The configuration, the command line, or what the connection may do is wrong: a password, a database that does not exist, a right that is missing, TLS. Another try does not mend it.</summary>
    public const int Configuration = 2;

    /// <summary>The database cannot be reached, the connection was lost, or the lock was not obtained: another try may mend it.</summary>
    public const int TryAgain = 3;

    /// <summary>A migration failed.</summary>
    public const int MigrationFailed = 4;

    /// <summary>The process was asked to stop.</summary>
    public const int Cancelled = 130;
}
