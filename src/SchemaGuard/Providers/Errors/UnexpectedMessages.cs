using SchemaGuard.Findings;

namespace SchemaGuard.Providers.Errors;

/// <summary>The messages about unexpected exceptions.</summary>
internal static class UnexpectedMessages
{
    /// <summary>Describes an unexpected exception. Where it comes from is in the exception itself.</summary>
    public static string Of(Exception exception) =>
        $"An unexpected exception of type {exception.GetType().FullName} was thrown. "
        + "Its message is omitted, because it may contain parts of a connection string. "
        + LookAtSource;

    private static string LookAtSource =>
        Wording.Of(
            "Check the code that creates the data source, the options or the provider, which the exception's stack trace names.",
            "Check the arguments of the command. If they are correct, report this with the command that was run."
        );

    /// <summary>Describes an unexpected exception that an application's data source may have thrown.</summary>
    public static DatabaseError Of(DatabaseError error, Exception exception) =>
        error with
        {
            Message =
                $"an exception of type {exception.GetType().FullName} was thrown, whose message is omitted, because it may contain parts of a "
                + "connection string",
            Remedy = LookAtSource,
        };

    /// <summary>Returns the error of a connection that was lost while a database was first checked.</summary>
    public static DatabaseError ConnectionLost() => new(DatabaseErrorKind.Unavailable, "the connection was lost between two queries");

    public const string NoRegularFile = "it is a pipe, a socket or a device, which may never end";
}
