using SchemaGuard.Failures;
using SchemaGuard.Planning;

namespace SchemaGuard;

/// <summary>Reports that another program held the migration lock, or a lock on what a migration changes, for longer than <see cref="SchemaGuardOptions.LockTimeout"/> without progress.</summary>
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
                ? Messages.LockTimeout(guard, target, waited, holder)
                : Messages.Blocked(guard, target, waited, migration, done, holder ?? Messages.AnotherProgram),
            null
        )
    {
        Target = target;
        Migration = migration?.Name;
        Waited = waited;
        Holder = holder;
        Findings = [new Finding(FindingCodes.LockTimeout, FindingSeverity.Error, target, Message, Messages.LockTimeoutRemedy())];
    }

    internal SchemaLockTimeoutException(string guard, string database, string target, string message)
        : base(guard, database, message, null)
    {
        Target = target;
        Findings = [new Finding(FindingCodes.LockTimeout, FindingSeverity.Error, target, Message, Messages.LockLostAgainRemedy())];
    }

    /// <summary>Gets the database in words that hold no secret.</summary>
    public string Target { get; }

    /// <summary>Gets how long the guard waited since it last saw progress.</summary>
    public TimeSpan Waited { get; }

    /// <summary>Gets who holds the lock, where the database can tell.</summary>
    public string? Holder { get; }

    /// <summary>Gets the migration that did not get a lock on what it changes; <see langword="null"/> where it was the migration lock that was waited for.</summary>
    public string? Migration { get; }

    /// <inheritdoc/>
    public override int ExitCode => ExitCodes.TryAgain;

    /// <inheritdoc/>
    public override IReadOnlyList<Finding> Findings { get; }
}
