namespace SchemaGuard;

/// <summary>Names the exit codes that a refused start and the command line share.</summary>
public static class ExitCodes
{
    /// <summary>Everything is as it should be.</summary>
    public const int Ok = 0;

    /// <summary>The schema is unhealthy, migrations are pending, or the catalog drifted.</summary>
    public const int Unhealthy = 1;

    /// <summary>The configuration or the command line is wrong.</summary>
    public const int Configuration = 2;

    /// <summary>The database cannot be reached or the lock was not obtained: try again.</summary>
    public const int TryAgain = 3;

    /// <summary>A migration failed.</summary>
    public const int MigrationFailed = 4;

    /// <summary>The process was asked to stop.</summary>
    public const int Cancelled = 130;
}
