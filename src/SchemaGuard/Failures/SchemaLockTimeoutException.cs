using SchemaGuard.Failures;

namespace SchemaGuard;

/// <summary>
/// The exception that is thrown when another program holds the migration lock, or a lock on what a migration changes, for longer than
/// <see cref="SchemaGuardOptions.LockTimeout"/> without making progress.
/// </summary>
public sealed class SchemaLockTimeoutException : SchemaGuardException
{
    internal SchemaLockTimeoutException(
        string guard,
        string database,
        string target,
        TimeSpan waited,
        string? holder,
        PlannedMigration? migration = null,
        int done = 0
    )
        : base(
            guard,
            database,
            migration is null
                ? LockMessages.LockTimeout(guard, target, waited, holder)
                : LockMessages.Blocked(guard, target, waited, migration, done, holder ?? LockMessages.AnotherProgram),
            null
        )
    {
        Target = target;
        Migration = migration?.Name;
        Waited = waited;
        Holder = holder;
        Findings = [new Finding(FindingCodes.LockTimeout, FindingSeverity.Error, target, Message, LockMessages.LockTimeoutRemedy())];
    }

    internal SchemaLockTimeoutException(string guard, string database, string target, string message)
        : base(guard, database, message, null)
    {
        Target = target;
        Findings = [new Finding(FindingCodes.LockTimeout, FindingSeverity.Error, target, Message, LockMessages.LockLostAgainRemedy())];
    }

    /// <summary>Gets a description of the database without secrets.</summary>
    public string Target { get; }

    /// <summary>Gets how long the guard waited since it last saw progress.</summary>
    public TimeSpan Waited { get; }

    /// <summary>Gets the holder of the lock, if the database can tell.</summary>
    public string? Holder { get; }

    /// <summary>
    /// Gets the migration that could not obtain a lock on what it changes; <see langword="null"/> if the guard waited for the migration
    /// lock.
    /// </summary>
    public string? Migration { get; }

    /// <inheritdoc/>
    public override int ExitCode => ExitCodes.TryAgain;

    /// <inheritdoc/>
    public override IReadOnlyList<Finding> Findings { get; }
}
