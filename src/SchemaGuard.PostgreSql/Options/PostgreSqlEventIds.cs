namespace SchemaGuard;

/// <summary>The ids of this package's log messages. Ids are stable and only ever added.</summary>
public static class PostgreSqlEventIds
{
    /// <summary>The server sent a notice while a migration ran. Debug.</summary>
    public const int Notice = 1401;

    /// <summary>The server sent a warning while a migration ran. Warning.</summary>
    public const int ServerWarning = 1402;
}
