using SchemaGuard.Failures;

namespace SchemaGuard;

/// <summary>Reports the migration that failed, where in its script, what the database said, and what had been applied before it.</summary>
public sealed class MigrationFailedException : SchemaGuardException
{
    internal MigrationFailedException(string guard, string database, MigrationFailure failure, Exception? inner)
        : base(guard, database, Messages.MigrationFailed(guard, failure), inner)
    {
        Failure = failure;
        Findings =
        [
            new Finding(
                FindingCodes.MigrationFailed,
                FindingSeverity.Error,
                failure.Migration,
                Messages.MigrationFailed(failure),
                failure.Remedy
            )
            {
                Location = failure.Location,
            },
        ];
    }

    /// <summary>Gets the facts of the failure.</summary>
    public MigrationFailure Failure { get; }

    /// <inheritdoc/>
    public override int ExitCode => ExitCodes.MigrationFailed;

    /// <inheritdoc/>
    public override IReadOnlyList<Finding> Findings { get; }
}
