namespace SchemaGuard;

/// <summary>The ids of the log messages of category <c>SchemaGuard</c>. An id is never changed or reused.</summary>
public static class SchemaGuardEventIds
{
    /// <summary>A guard lets the host start. Information.</summary>
    public const int Ready = 1001;

    /// <summary>A guard lets the host start although a warning was found. Warning.</summary>
    public const int Degraded = 1002;

    /// <summary>A guard is off. Warning.</summary>
    public const int Off = 1003;

    /// <summary>While the application is running, a guard finds that its database is no longer as the build needs it. Error.</summary>
    public const int TurnedBad = 1004;

    /// <summary>While the application is running, a guard finds that its database now works with warnings. Warning.</summary>
    public const int Turned = 1005;

    /// <summary>
    /// A guard could not check the database while the application is running. Logged once, and again at growing intervals for as long as
    /// that lasts. Warning.
    /// </summary>
    public const int NotReached = 1006;

    /// <summary>A tool has started the application only to read it, so nothing is checked. Warning.</summary>
    public const int DesignTime = 1007;

    /// <summary>A guard refuses the start. Error.</summary>
    public const int Refused = 1008;

    /// <summary>An observer threw an exception. Warning.</summary>
    public const int ObserverFailed = 1009;

    /// <summary>
    /// While the application is running, a guard has been unable to reach its database for longer than <c>OutageTolerance</c>. Says nothing about the
    /// schema. Error.
    /// </summary>
    public const int Unreachable = 1021;

    /// <summary>
    /// While the application is running, a guard cannot check its database, because the configuration, a file or the connection's
    /// permissions are wrong. Says nothing about the schema. Error.
    /// </summary>
    public const int Misconfigured = 1022;

    /// <summary>A guard can check its database again. Information.</summary>
    public const int LooksAgain = 1023;

    /// <summary>While the application is running, a guard finds that its database is again as the build needs it. Information.</summary>
    public const int Recovered = 1024;

    /// <summary>A guard begins to apply migrations. Information.</summary>
    public const int Applying = 1101;

    /// <summary>A migration was applied. Debug.</summary>
    public const int MigrationApplied = 1102;

    /// <summary>A migration begins. Information.</summary>
    public const int MigrationBegins = 1103;

    /// <summary>A guard waits for a database that is not up yet. Warning.</summary>
    public const int WaitingForDatabase = 1201;

    /// <summary>A guard waits for the migration lock. Information.</summary>
    public const int WaitingForLock = 1202;

    /// <summary>A guard waits for another process to migrate. Information.</summary>
    public const int WaitingForMigrations = 1203;

    /// <summary>A migration waits for locks that others hold on what it changes. Warning.</summary>
    public const int WaitingForBlockers = 1204;

    /// <summary>The migration lock was lost, and everything is planned again. Warning.</summary>
    public const int LockLost = 1205;

    /// <summary>The connection was lost in the middle of a migration. Warning.</summary>
    public const int ConnectionLost = 1206;

    /// <summary>The catalog showed what an interrupted run left of a statement. Information.</summary>
    public const int StatementSettled = 1207;

    /// <summary>What a failed statement left behind could not be removed. Warning.</summary>
    public const int RemainsNotRemoved = 1208;

    /// <summary>A statement counts as done, because the object that it creates already existed. Information.</summary>
    public const int Adopted = 1209;

    /// <summary>An existing object could not be compared with the one that a statement would create. Warning.</summary>
    public const int ExistingNotCompared = 1210;

    /// <summary>A statement of a migration was executed, and the server issued a warning. Warning.</summary>
    public const int StatementWarning = 1211;

    /// <summary>The server issued a notice on a statement of a migration that may be worth knowing. Information.</summary>
    public const int StatementNotice = 1212;

    /// <summary>The verification stamp could not be written. Debug.</summary>
    public const int StampNotWritten = 1301;

    /// <summary>The termination log could not be written. Debug.</summary>
    public const int TerminationLogNotWritten = 1302;

    /// <summary>The message of a failure could not be recorded in the history. Debug.</summary>
    public const int ErrorNotRecorded = 1303;

    /// <summary>The sessions that block a statement could not be determined. Debug.</summary>
    public const int BlockersNotFound = 1304;

    /// <summary>A failed migration could not be rolled back; the end of its connection does so instead. Debug.</summary>
    public const int NotRolledBack = 1305;

    /// <summary>The sessions that changed the schema while the application was running could not be determined. Debug.</summary>
    public const int ChangersNotFound = 1306;

    /// <summary>A migration of which nothing was done could not be withdrawn; it counts as never begun all the same. Debug.</summary>
    public const int NotWithdrawn = 1307;

    /// <summary>The server issued a note on a statement of a migration. Debug.</summary>
    public const int StatementNote = 1308;
}
