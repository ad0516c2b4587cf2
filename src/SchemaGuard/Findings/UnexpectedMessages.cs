namespace SchemaGuard.Findings;

/// <summary>The messages about unexpected exceptions.</summary>
internal static class UnexpectedMessages
{
    /// <summary>Describes an unexpected exception. Where it comes from is in the exception itself.</summary>
    public static string Of(Exception exception) =>
        $"An unexpected exception of type {exception.GetType().FullName} was thrown. "
        + "Its message is omitted, because it may contain parts of a connection string. "
        + LookAtSource;

    /// <summary>Gets the remedy: where such an exception comes from.</summary>
    public static string LookAtSource =>
        Wording.Of(
            "Check the code that creates the data source, the options or the provider, which the exception's stack trace names.",
            "Check the arguments of the command. If they are correct, report this with the command that was run."
        );
}
