using SchemaGuard.Diagnostics;

namespace SchemaGuard;

/// <summary>Reports that another program held the migration lock for longer than <see cref="SchemaGuardOptions.LockTimeout"/> without progress.</summary>
public sealed class SchemaLockTimeoutException : SchemaGuardException
{
    internal SchemaLockTimeoutException(string guard, string database, string target, TimeSpan waited, string? holder)
        : base(guard, database, Messages.LockTimeout(guard, target, waited, holder), null)
    {
        Target = target;
        Waited = waited;
        Holder = holder;
        Findings = [new Finding(FindingCodes.LockTimeout, FindingSeverity.Error, target, Message, Messages.LockTimeoutRemedy())];
    }

    /// <summary>Gets the database in words that hold no secret.</summary>
    public string Target { get; }

    /// <summary>Gets how long the guard waited since it last saw progress.</summary>
    public TimeSpan Waited { get; }

    /// <summary>Gets who holds the lock, where the database can tell.</summary>
    public string? Holder { get; }

    /// <inheritdoc/>
    public override int ExitCode => ExitCodes.TryAgain;

    /// <inheritdoc/>
    public override IReadOnlyList<Finding> Findings { get; }
}
