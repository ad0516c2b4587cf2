using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using SchemaGuard.MySql.Messages;
using SchemaGuard.MySql.Server;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.MySql.Errors;

/// <summary>The kind, sentence and remedy of each failure of MySQL and MariaDB, by the server's error number, which every driver passes on.</summary>
/// <param name="user">The user who migrates, where a connection string names one.</param>
/// <param name="session">The account and the database of the guard's sessions.</param>
internal sealed class MySqlErrors(string? user, SessionIdentity session)
{
    private const string Near = "near '";
    private const string HostKeyword = "Server";
    private static readonly SearchValues<char> EndOfWord = SearchValues.Create(" \t\r\n(,;");

    public DatabaseError Classify(Exception exception, SqlStatement? statement) =>
        exception switch
        {
            DatabaseRefusedException refused => refused.Error,
            // MySql.Data throws the second when its statement is ended by KILL QUERY.
            OperationCanceledException or NullReferenceException => new DatabaseError(DatabaseErrorKind.Interrupted, exception.Message),
            _ when ServerError.NumberOf(exception) is var number and not 0 => Classify(number, exception, statement) with
            {
                Code = number.ToString(CultureInfo.InvariantCulture),
            },
            DbException or SocketException or TimeoutException or AuthenticationException => OfDriver(exception),
            // A missing file of the application itself is an I/O exception, too.
            IOException and not (FileNotFoundException or FileLoadException or DirectoryNotFoundException) => OfDriver(exception),
            _ => new DatabaseError(DatabaseErrorKind.Statement, exception.Message),
        };

    private DatabaseError Classify(int number, Exception exception, SqlStatement? statement) =>
        number switch
        {
            ServerError.LockWaitTimeout or 3572 => DatabaseErrors.LockedByOther(),
            ServerError.Deadlock or 1180 or 1020 or 3101 => new(DatabaseErrorKind.Conflict, exception.Message),
            1317 or 3024 or 1969 or 1028 => new(DatabaseErrorKind.Interrupted, exception.Message),
            1290 or 1792 or 1836 or 3100 => new(
                DatabaseErrorKind.ReadOnly,
                MySqlMessages.ReadOnly(exception.Message),
                MySqlMessages.ReadOnlyRemedy
            ),
            1021 or 1114 or 1026 or 3 => new(
                DatabaseErrorKind.DiskFull,
                MySqlMessages.DiskFull(exception.Message),
                MySqlMessages.DiskFullRemedy
            ),
            1044 or 1142 or 1143 or 1227 or 1370 or 1410 => new(
                DatabaseErrorKind.Statement,
                exception.Message,
                MissingRight.Remedy(number, exception.Message, statement?.Class, user, session)
            )
            {
                IsMissingRight = true,
                IsOfShape = number is ServerError.TableAccessDenied or ServerError.ColumnAccessDenied,
            },
            _ => OfConnection(number, exception) ?? OfStatement(number, exception),
        };

    private static DatabaseError? OfConnection(int number, Exception exception) =>
        number switch
        {
            1045 or 1698 or 3118 or 1862 or 1820 => Refused(MySqlMessages.BadPassword(exception.Message), MySqlMessages.BadPasswordRemedy),
            ServerError.UnknownDatabase => DatabaseErrors.DatabaseMissing(MySqlMessages.DatabaseMissingRemedy),
            1040 or 1203 or 1226 => DatabaseErrors.NoConnectionLeft(exception.Message, MySqlMessages.MoreConnections),
            1130 or 1129 => Refused(exception.Message, MySqlMessages.HostRemedy),
            1042 or 2002 or 2003 or 2005 => OfDriver(exception),
            1047 => Unavailable(MySqlMessages.NotSynced(exception.Message), null),
            1053 or 1077 or 1078 or 1079 or 1927 or 2006 or 2013 => NetworkErrors.ConnectionBroken(),
            2026 => Refused(MySqlMessages.Tls(exception.Message), MySqlMessages.TlsRemedy),
            _ => null,
        };

    private static DatabaseError OfStatement(int number, Exception exception) =>
        new(DatabaseErrorKind.Statement, RedactedText.Of(number, exception.Message), Remedy(number, exception.Message))
        {
            NearToken = NearTokenOf(exception.Message),
            IsOfShape = number is ServerError.NoSuchTable or ServerError.UnknownColumn or ServerError.InvalidView,
        };

    private static string? Remedy(int number, string message) =>
        number switch
        {
            ServerError.TableExists
            or ServerError.DuplicateColumn
            or ServerError.DuplicateKeyName
            or ServerError.MultiplePrimaryKey
            or ServerError.ForeignKeyExists
            or ServerError.DuplicateCheck
            or 1022
            or 1007
            or 1304
            or 1359
            or 1537 => MySqlMessages.AlreadyExistsRemedy,
            1005 when ServerError.IsDuplicateForeignKey(message) => MySqlMessages.AlreadyExistsRemedy,
            1100 => MySqlMessages.LockTablesRemedy,
            1418 or 1419 => MySqlMessages.BinaryLogRemedy,
            1153 => MySqlMessages.PacketRemedy,
            _ => null,
        };

    private static string? NearTokenOf(string message)
    {
        var near = message.IndexOf(Near, StringComparison.Ordinal);
        var end = message.LastIndexOf("' at line", StringComparison.Ordinal);
        if (near < 0 || end <= near + Near.Length)
        {
            return null;
        }

        var text = message[(near + Near.Length)..end];
        var word = text.AsSpan().IndexOfAny(EndOfWord);
        return word <= 0 ? text : text[..word];
    }

    private static DatabaseError OfDriver(Exception exception) =>
        NetworkErrors.Find<SocketException>(exception) is { } socket ? NetworkErrors.Classify(socket, HostKeyword)
        // MySql.Data's own sentence for it, which hides the answer of the name service.
        : NetworkErrors.Find<ArgumentException>(exception) is { Message: var name }
        && name.StartsWith("The host name", StringComparison.Ordinal)
            ? NetworkErrors.UnknownHost(HostKeyword)
        : NetworkErrors.Find<AuthenticationException>(exception) is { } certificate
            ? Refused(MySqlMessages.Tls(certificate.Message), MySqlMessages.TlsRemedy)
        : TextOf(exception) is var packet && packet.Contains("max_allowed_packet", StringComparison.Ordinal)
            ? new(DatabaseErrorKind.Statement, packet, MySqlMessages.PacketRemedy)
        : NetworkErrors.Find<OperationCanceledException>(exception) is not null
        || NetworkErrors.Find<TimeoutException>(exception) is not null
        || NetworkErrors.Find<EndOfStreamException>(exception) is not null
            ? NetworkErrors.ConnectionBroken()
        : TextOf(exception) is var text && IsAboutVariables(text)
            ? new(DatabaseErrorKind.Statement, text, MySqlMessages.UserVariablesRemedy)
        : IsAboutAuthentication(text) ? Refused(MySqlMessages.NoAgreedAuthentication(text), MySqlMessages.NoAgreedAuthenticationRemedy)
        : exception.Message.Contains("SSL", StringComparison.Ordinal) || exception.Message.Contains("TLS", StringComparison.Ordinal)
            ? Refused(MySqlMessages.Tls(exception.Message), MySqlMessages.TlsRemedy)
        : Unavailable(MySqlMessages.NotReached(text), null);

    /// <summary>Returns the innermost sentence: drivers wrap it in sentences that say nothing.</summary>
    private static string TextOf(Exception exception) => exception.GetBaseException().Message;

    /// <summary>Determines whether it is a driver's own sentence about a name with @ that is no parameter of the command.</summary>
    private static bool IsAboutVariables(string text) =>
        text.Contains("must be defined", StringComparison.Ordinal) || text.Contains("User Variables", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Determines whether it is a driver's own sentence about a request of the server that it cannot fulfil, such as sending a password over an
    /// unencrypted connection.
    /// </summary>
    private static bool IsAboutAuthentication(string text) =>
        text.Contains("Authentication method", StringComparison.OrdinalIgnoreCase)
        || text.Contains("Authentication plugin", StringComparison.OrdinalIgnoreCase)
        || text.Contains("public key", StringComparison.OrdinalIgnoreCase);

    private static DatabaseError Refused(string message, string remedy) => new(DatabaseErrorKind.Refused, message, remedy);

    private static DatabaseError Unavailable(string message, string? remedy) => new(DatabaseErrorKind.Unavailable, message, remedy);
}
