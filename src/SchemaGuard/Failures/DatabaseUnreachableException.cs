using SchemaGuard.Failures;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard;

/// <summary>
/// The exception that is thrown when the database cannot be reached (exit code 3), or refuses access for a reason that another attempt does
/// not change (exit code 2).
/// </summary>
public sealed class DatabaseUnreachableException : SchemaGuardException
{
    internal DatabaseUnreachableException(
        string guard,
        string database,
        string target,
        DatabaseError error,
        TimeSpan waited,
        Exception? inner
    )
        : base(guard, database, ConnectionMessages.Unreachable(guard, target, error, waited), inner)
    {
        Kind = error.Kind;
        ExitCode = IsMended(error.Kind) || inner is ConnectionLostException ? ExitCodes.TryAgain : ExitCodes.Configuration;
        Target = target;
        Waited = waited;
        DatabaseText = error.Message;
        Findings =
        [
            new Finding(FindingCodes.Unreachable, FindingSeverity.Error, target, Message, ConnectionMessages.UnreachableRemedy(error)),
        ];
    }

    /// <summary>Gets a description of the database without secrets, such as a host and a database name, or a file.</summary>
    public string Target { get; }

    /// <summary>Gets how long the guard waited for the database.</summary>
    public TimeSpan Waited { get; }

    /// <summary>Gets the message of the database or its driver.</summary>
    public string DatabaseText { get; }

    /// <summary>
    /// Gets the exit code: <see cref="ExitCodes.TryAgain"/> if another attempt may succeed, <see cref="ExitCodes.Configuration"/> for a
    /// refusal, where it cannot.
    /// </summary>
    public override int ExitCode { get; }

    internal DatabaseErrorKind Kind { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Finding> Findings { get; }

    /// <summary>
    /// Determines whether a failure may resolve itself in time. A wrong password, a missing right or a file that is not a database does
    /// not.
    /// </summary>
    private static bool IsMended(DatabaseErrorKind kind) =>
        kind
            is DatabaseErrorKind.Unavailable
                or DatabaseErrorKind.Busy
                or DatabaseErrorKind.Conflict
                or DatabaseErrorKind.Interrupted
                or DatabaseErrorKind.DiskFull;

    /// <inheritdoc/>
    public override string Meaning =>
        ExitCode == ExitCodes.Configuration ? "the database refuses access; another attempt would not help." : base.Meaning;
}
