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

    /// <summary>A guard finds while the application runs that its database is no longer what the build needs. Error.</summary>
    public const int TurnedBad = 1004;

    /// <summary>A guard finds while the application runs that its database works with warnings now. Warning.</summary>
    public const int Turned = 1005;

    /// <summary>A guard could not look at the database while the application runs. Said once, and again at growing intervals as long as that lasts. Warning.</summary>
    public const int NotReached = 1006;

    /// <summary>A tool has started the application only to read it, and nothing is looked at. Warning.</summary>
    public const int DesignTime = 1007;

    /// <summary>A guard refuses the start. Error.</summary>
    public const int Refused = 1008;

    /// <summary>A guard has not reached its database for longer than it tolerates while the application runs. Says nothing of the schema. Error.</summary>
    public const int Unreachable = 1021;

    /// <summary>A guard cannot look at its database while the application runs, because the configuration, a file, or what the connection may do is wrong. Says nothing of the schema. Error.</summary>
    public const int Misconfigured = 1022;

    /// <summary>A guard can look at its database again. Information.</summary>
    public const int LooksAgain = 1023;

    /// <summary>A guard finds while the application runs that its database is what the build needs again. Information.</summary>
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

    /// <summary>It was settled by the catalog what an interrupted run had left of a statement. Information.</summary>
    public const int StatementSettled = 1207;

    /// <summary>What a failed statement has left behind could not be removed. Warning.</summary>
    public const int RemainsNotRemoved = 1208;

    /// <summary>A statement counts as done, because what it makes was there already. Information.</summary>
    public const int Adopted = 1209;

    /// <summary>It could not be compared what is there already with what a statement was to make. Warning.</summary>
    public const int ExistingNotCompared = 1210;

    /// <summary>A statement of a migration was carried out, and the server warned of it. Warning.</summary>
    public const int StatementWarning = 1211;

    /// <summary>The server said something of a statement of a migration that may be worth knowing. Information.</summary>
    public const int StatementNotice = 1212;

    /// <summary>The verification stamp could not be written. Debug.</summary>
    public const int StampNotWritten = 1301;

    /// <summary>The termination log could not be written. Debug.</summary>
    public const int TerminationLogNotWritten = 1302;

    /// <summary>The words of a failure could not be left in the history. Debug.</summary>
    public const int ErrorNotRecorded = 1303;

    /// <summary>It could not be found out who keeps a statement waiting. Debug.</summary>
    public const int BlockersNotFound = 1304;

    /// <summary>A failed migration could not be rolled back; the end of its connection does so. Debug.</summary>
    public const int NotRolledBack = 1305;

    /// <summary>It could not be found out who has changed the schema while the application runs.</summary>
    public const int ChangersNotFound = 1306;

    /// <summary>A migration of which nothing was done could not be withdrawn; it counts as never begun all the same. Debug.</summary>
    public const int NotWithdrawn = 1307;

    /// <summary>The server noted something of a statement of a migration. Debug.</summary>
    public const int StatementNote = 1308;
}
