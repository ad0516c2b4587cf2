namespace SchemaGuard;

/// <summary>
/// Is the root of the closed family of exceptions that end a start or a verb. Each carries its facts and an exit code. What a driver threw is its
/// <see cref="Exception.InnerException"/> as a <see cref="WithheldException"/>, whose <see cref="WithheldException.Original"/> it is.
/// </summary>
public abstract class SchemaGuardException : Exception
{
    private protected SchemaGuardException(string guard, string? database, string message, Exception? innerException)
        : base(PrintableText.Line(message), WithheldException.Of(innerException))
    {
        Guard = guard;
        Database = PrintableText.Line(database);
    }

    /// <summary>Gets the name of the guard that refused.</summary>
    public string Guard { get; }

    /// <summary>Gets the product and the database in words that hold no secret; <see langword="null"/> when the configuration did not get that far.</summary>
    public string? Database { get; }

    /// <summary>Gets what was thrown by the driver or by a migration's code, with its words.</summary>
    internal Exception? Cause => (InnerException as WithheldException)?.Original ?? InnerException;

    /// <summary>Gets the exit code that a process should end with; one of <see cref="ExitCodes"/>.</summary>
    public abstract int ExitCode { get; }

    /// <summary>Gets the findings behind the refusal, most severe first. Never empty, except for configuration errors.</summary>
    public virtual IReadOnlyList<Finding> Findings => [];
}
