namespace SchemaGuard;

/// <summary>
/// The handling of a statement that creates an object which already exists. With <c>IF NOT EXISTS</c> the database skips the statement. The existing
/// object is then compared with the one that the statement would have created; if they are the same, this is only noted. Without the condition the
/// database rejects the statement. Only MySQL and MariaDB, where a migration continues statement by statement, can then count it as done.
/// </summary>
public enum ExistingObjectPolicy
{
    /// <summary>
    /// A statement without <c>IF NOT EXISTS</c> fails with the database's error. A statement with it that finds an object of a different shape is
    /// skipped, and the report of the run contains a warning (<see cref="FindingCodes.SkippedDifferently"/>).
    /// </summary>
    Refuse = 0,

    /// <summary>
    /// On MySQL and MariaDB, a statement without <c>IF NOT EXISTS</c> counts as done if the existing object has the shape that the
    /// statement would have
    /// given it; this is reported. A different shape is refused, and the difference is shown. Elsewhere the statement fails with the
    /// database's error.
    /// A statement with <c>IF NOT EXISTS</c> that finds a different shape fails the migration, and the error shows the difference.
    /// </summary>
    Verify = 1,
}
