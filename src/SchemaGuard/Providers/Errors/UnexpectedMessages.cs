using SchemaGuard.Findings;

namespace SchemaGuard.Providers.Errors;

/// <summary>Holds the sentences about what nobody foresaw.</summary>
internal static class UnexpectedMessages
{
    /// <summary>Says of an exception that nobody foresaw what it is; where it is from stands in the exception itself.</summary>
    public static string Of(Exception exception) =>
        $"An exception was thrown that SchemaGuard does not know, of type {exception.GetType().FullName}; its words are left out, because they may hold a part of a connection string. "
        + LookAtSource;

    private static string LookAtSource =>
        Wording.Of(
            "Look at the code that makes the data source, the options or the provider, which the exception's stack trace names.",
            "Look at what the command was given; if that is as it should be, report it with the command that was run."
        );

    /// <summary>Says of an exception that nobody foresaw, and that an application's data source may have thrown, what it is.</summary>
    public static DatabaseError Of(DatabaseError error, Exception exception) =>
        error with
        {
            Message =
                $"an exception of type {exception.GetType().FullName} was thrown, whose words are left out, because they may hold a part of a connection string",
            Remedy = LookAtSource,
        };

    /// <summary>Says that a connection went away while a database was looked at for the first time.</summary>
    public static DatabaseError ConnectionLost() => new(DatabaseErrorKind.Unavailable, "the connection was lost between two questions");

    public const string NoRegularFile = "it is a pipe, a socket or a device, which may never end";
}
