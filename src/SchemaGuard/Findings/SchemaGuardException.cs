namespace SchemaGuard;

/// <summary>
/// The base class of the closed family of exceptions that end a start or a verb. Each carries its facts and an exit code. The exception of
/// a driver is
/// the <see cref="WithheldException.Original"/> of a <see cref="WithheldException"/>, which is the <see cref="Exception.InnerException"/>.
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

    /// <summary>
    /// Gets a description of the product and the database without secrets; <see langword="null"/> if the configuration did not get that
    /// far.
    /// </summary>
    public string? Database { get; }

    /// <summary>Gets the exception that the driver or a migration's code threw, with its message.</summary>
    internal Exception? Cause => (InnerException as WithheldException)?.Original ?? InnerException;

    /// <summary>Gets the exit code with which a process should end; one of <see cref="ExitCodes"/>.</summary>
    public abstract int ExitCode { get; }

    /// <summary>Gets what the exit code means, in a few words that name nothing.</summary>
    public virtual string Meaning => ExitCodes.MeaningOf(ExitCode);

    /// <summary>Gets the findings behind the refusal, most severe first. Never empty, except for configuration errors.</summary>
    public virtual IReadOnlyList<Finding> Findings => [];
}
