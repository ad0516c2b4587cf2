using SchemaGuard.Diagnostics;
using SchemaGuard.Providers;

namespace SchemaGuard;

/// <summary>Reports that the database cannot be reached or refused the connection.</summary>
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

    /// <inheritdoc/>
    public override int ExitCode => ExitCodes.TryAgain;

    /// <inheritdoc/>
    public override IReadOnlyList<Finding> Findings { get; }
}
