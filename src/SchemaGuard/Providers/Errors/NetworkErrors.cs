using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

namespace SchemaGuard.Providers.Errors;

/// <summary>Gives each failure of the network its kind, its sentence and its remedy, which are the same for every driver.</summary>
[Experimental("SG9001")]
public static class NetworkErrors
{
    /// <summary>Says that a connection which was there is gone, or does not answer.</summary>
    public static DatabaseError ConnectionBroken() => Unavailable(NetworkMessages.ConnectionBroken);

    /// <summary>Says that the name of the host is not known.</summary>
    /// <param name="keyword">The connection string's keyword of the host, such as <c>Host</c>.</param>
    public static DatabaseError UnknownHost(string keyword) =>
        Unavailable(NetworkMessages.UnknownHost, NetworkMessages.UnknownHostRemedy(keyword));

    /// <summary>Classifies what the operating system says of a socket.</summary>
    /// <param name="exception">What it says.</param>
    /// <param name="keyword">The connection string's keyword of the host, such as <c>Host</c>.</param>
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

    /// <summary>Finds an exception among those from which another one comes.</summary>
    /// <param name="exception">The other one; <see langword="null"/> comes from none.</param>
    /// <typeparam name="TException">What is looked for.</typeparam>
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
