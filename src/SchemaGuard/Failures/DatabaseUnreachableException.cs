using SchemaGuard.Failures;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard;

/// <summary>Reports that the database cannot be reached (exit code 3), or that it refuses for a reason that another try does not change (exit code 2).</summary>
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
        : base(guard, database, Messages.Unreachable(guard, target, error, waited), inner)
    {
        Kind = error.Kind;
        ExitCode = IsMended(error.Kind) || inner is ConnectionLostException ? ExitCodes.TryAgain : ExitCodes.Configuration;
        Target = target;
        Waited = waited;
        DatabaseText = error.Message;
        Findings = [new Finding(FindingCodes.Unreachable, FindingSeverity.Error, target, Message, Messages.UnreachableRemedy(error))];
    }

    /// <summary>Gets the database in words that hold no secret, such as a host and a database name, or a file.</summary>
    public string Target { get; }

    /// <summary>Gets how long the guard waited for it.</summary>
    public TimeSpan Waited { get; }

    /// <summary>Gets what the database or its driver said.</summary>
    public string DatabaseText { get; }

    /// <summary>Gets the exit code: <see cref="ExitCodes.TryAgain"/> for what another try can mend, <see cref="ExitCodes.Configuration"/> for a refusal, which it cannot.</summary>
    public override int ExitCode { get; }

    internal DatabaseErrorKind Kind { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Finding> Findings { get; }

    /// <summary>Says whether time may mend a failure. A password, a missing right or a file that is no database stays what it is.</summary>
    private static bool IsMended(DatabaseErrorKind kind) =>
        kind
            is DatabaseErrorKind.Unavailable
                or DatabaseErrorKind.Busy
                or DatabaseErrorKind.Conflict
                or DatabaseErrorKind.Interrupted
                or DatabaseErrorKind.DiskFull;
}
