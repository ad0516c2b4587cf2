namespace SchemaGuard;

/// <summary>Is the root of the closed family of exceptions that end a start or a verb. Each carries its facts and an exit code.</summary>
public abstract class SchemaGuardException : Exception
{
    private protected SchemaGuardException(string guard, string? database, string message, Exception? innerException)
        : base(message, innerException)
    {
        Guard = guard;
        Database = database;
    }

    /// <summary>Gets the name of the guard that refused.</summary>
    public string Guard { get; }

    /// <summary>Gets the product and the database in words that hold no secret; <see langword="null"/> when the configuration did not get that far.</summary>
    public string? Database { get; }

    /// <summary>Gets the exit code that a process should end with; one of <see cref="ExitCodes"/>.</summary>
    public abstract int ExitCode { get; }

    /// <summary>Gets the findings behind the refusal, most severe first. Never empty, except for configuration errors.</summary>
    public virtual IReadOnlyList<Finding> Findings => [];
}
