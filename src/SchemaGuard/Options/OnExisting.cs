namespace SchemaGuard;

/// <summary>
/// Says what becomes of a statement that creates what is there already. With <c>IF NOT EXISTS</c> the database skips it: what is there is then compared with what the statement would have
/// made, and the same is only noted. Without the condition the database refuses it, and only MySQL and MariaDB, where a migration goes on from statement to statement, can take it as done.
/// </summary>
public enum OnExisting
{
    /// <summary>
    /// A statement without the condition fails with the database's error. One with <c>IF NOT EXISTS</c> that finds another shape goes by, and the report of the run warns of it
    /// (<see cref="FindingCodes.SkippedDifferently"/>).
    /// </summary>
    Refuse = 0,

    /// <summary>
    /// A statement without the condition counts as done if what is there has the shape that it would have given it, and this is reported; another shape is refused and shown (MySQL and
    /// MariaDB; elsewhere it fails with the database's error). One with <c>IF NOT EXISTS</c> that finds another shape fails the migration, which shows the difference.
    /// </summary>
    Verify = 1,
}
