namespace SchemaGuard;

/// <summary>The kinds of work that a guard does during a run.</summary>
public enum GuardActivityKind
{
    /// <summary>No run is in progress: none has begun yet, or the last one has ended.</summary>
    Idle = 0,

    /// <summary>It connects, reads, and compares the database with the build.</summary>
    Checking = 1,

    /// <summary>It waits for a database that is not up yet, or that a writer keeps readers out of.</summary>
    WaitingForDatabase = 2,

    /// <summary>It waits for the migration lock, which another program holds.</summary>
    WaitingForLock = 3,

    /// <summary>It waits for another process to migrate, as <see cref="StartupMode.Wait"/> asks.</summary>
    WaitingForMigrations = 4,

    /// <summary>It waits for other sessions, which hold locks on what a migration changes.</summary>
    WaitingForBlockers = 5,

    /// <summary>It applies migrations.</summary>
    Migrating = 6,
}
