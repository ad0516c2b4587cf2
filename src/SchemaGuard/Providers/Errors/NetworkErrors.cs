using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

namespace SchemaGuard.Providers.Errors;

/// <summary>The failures of the network with their kind, sentence and remedy, which are the same for every driver.</summary>
[Experimental("SG9001")]
public static class NetworkErrors
{
    /// <summary>Returns the error for a connection that was lost, or does not answer.</summary>
    public static DatabaseError ConnectionBroken() => Unavailable(NetworkMessages.ConnectionBroken);

    /// <summary>Returns the error for a host name that cannot be resolved.</summary>
    /// <param name="keyword">The connection string's keyword for the host, such as <c>Host</c>.</param>
    public static DatabaseError UnknownHost(string keyword) =>
        Unavailable(NetworkMessages.UnknownHost, NetworkMessages.UnknownHostRemedy(keyword));

    /// <summary>Classifies an error of the operating system's sockets.</summary>
    /// <param name="exception">The error.</param>
    /// <param name="keyword">The connection string's keyword for the host, such as <c>Host</c>.</param>
    public static DatabaseError Classify(SocketException exception, string keyword)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => UnknownHost(keyword),
            SocketError.ConnectionRefused => Unavailable(NetworkMessages.ConnectionRefused),
            SocketError.AddressNotAvailable => Unavailable(NetworkMessages.NoSuchAddress),
            _ => ConnectionBroken(),
        };
    }

    /// <summary>Finds an exception of a type among an exception and its causes.</summary>
    /// <param name="exception">The outermost exception; <see langword="null"/> has no causes.</param>
    /// <typeparam name="TException">The type of the exception to find.</typeparam>
    public static TException? Find<TException>(Exception? exception)
        where TException : Exception =>
        exception switch
        {
            null => null,
            TException found => found,
            AggregateException { InnerExceptions: [var first, ..] } => Find<TException>(first),
            _ => Find<TException>(exception.InnerException),
        };

    private static DatabaseError Unavailable(string message, string? remedy = null) => new(DatabaseErrorKind.Unavailable, message, remedy);
}
