using System.Net.Sockets;
using System.Security.Authentication;
using SchemaGuard.PostgreSql.Messages;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.PostgreSql.Errors;

/// <summary>The kind, sentence and remedy of each failure that the driver met without an answer from the server.</summary>
internal static class DriverErrors
{
    public static DatabaseError Classify(Exception exception) =>
        NetworkErrors.Find<SocketException>(exception) is { } socket ? NetworkErrors.Classify(socket, "Host")
        : NetworkErrors.Find<AuthenticationException>(exception) is { } certificate
            ? Refused(PostgreSqlMessages.Tls(certificate.Message), PostgreSqlMessages.TlsRemedy)
        : IsTlsRefusal(exception) ? Refused(PostgreSqlMessages.NoTls(), PostgreSqlMessages.NoTlsRemedy)
        : exception.Message.Contains("password", StringComparison.OrdinalIgnoreCase)
            ? Refused(PostgreSqlMessages.NoPassword(), PostgreSqlMessages.BadPasswordRemedy)
        : exception.Message.Contains("No suitable host", StringComparison.Ordinal)
            ? Unavailable(PostgreSqlMessages.NoSuitableHost(), PostgreSqlMessages.NoSuitableHostRemedy)
        : NetworkErrors.ConnectionBroken();

    /// <summary>Determines whether the driver says that the server does not support TLS.</summary>
    private static bool IsTlsRefusal(Exception exception) =>
        exception.Message.Contains("SSL connection requested", StringComparison.Ordinal)
        || exception.Message.Contains("No SSL enabled connection", StringComparison.Ordinal);

    private static DatabaseError Refused(string message, string remedy) => new(DatabaseErrorKind.Refused, message, remedy);

    private static DatabaseError Unavailable(string message, string remedy) => new(DatabaseErrorKind.Unavailable, message, remedy);
}
