using SchemaGuard.Failures;

namespace SchemaGuard;

/// <summary>
/// The exception that is thrown when a migration fails. It contains the place in the script, the database's message, and what was applied
/// before.
/// </summary>
public sealed class MigrationFailedException : SchemaGuardException
{
    internal MigrationFailedException(string guard, string database, MigrationFailure failure, Exception? inner)
        : base(guard, database, MigrationFailureMessages.MigrationFailed(guard, failure), inner)
    {
        Failure = failure;
        Findings =
        [
            new Finding(
                FindingCodes.MigrationFailed,
                FindingSeverity.Error,
                failure.Migration,
                MigrationFailureMessages.MigrationFailed(failure),
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
