namespace SchemaGuard;

/// <summary>Names the ids of the log messages of category <c>SchemaGuard</c>. An id is never changed or used again.</summary>
public static class SchemaGuardEventIds
{
    /// <summary>A guard lets the host start. Information.</summary>
    public const int Ready = 1001;

    /// <summary>A guard lets the host start although a warning was found. Warning.</summary>
    public const int Degraded = 1002;

    /// <summary>A guard is off. Warning.</summary>
    public const int Off = 1003;

    /// <summary>A guard begins to apply migrations. Information.</summary>
    public const int Applying = 1101;

    /// <summary>A migration was applied. Debug.</summary>
    public const int MigrationApplied = 1102;

    /// <summary>A guard waits for a database that is not up yet. Warning.</summary>
    public const int WaitingForDatabase = 1201;

    /// <summary>A guard waits for the migration lock. Information.</summary>
    public const int WaitingForLock = 1202;

    /// <summary>A guard waits for another process to migrate. Information.</summary>
    public const int WaitingForMigrations = 1203;

    /// <summary>The verification stamp could not be written. Debug.</summary>
    public const int StampNotWritten = 1301;

    /// <summary>The termination log could not be written. Debug.</summary>
    public const int TerminationLogNotWritten = 1302;

    /// <summary>The words of a failure could not be left in the history. Debug.</summary>
    public const int ErrorNotRecorded = 1303;
}
