using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;
using SchemaGuard.Providers;
using SchemaGuard.Scripts;

namespace SchemaGuard.PostgreSql;

/// <summary>Gives each failure of PostgreSQL its kind, its sentence and its remedy (SQLSTATE: PostgreSQL documentation, appendix A).</summary>
/// <param name="reader">The user who looks, where the connection string names one.</param>
/// <param name="user">The user who migrates, where the connection string names one.</param>
internal sealed class PostgreSqlErrors(string? reader, string? user)
{
    private const string ConnectionExceptions = "08";
    private const string DataExceptions = "22";

    public DatabaseError Classify(Exception exception, SqlStatement? statement) =>
        exception switch
        {
            DatabaseRefusedException refused => refused.Error,
            PostgresException server => Classify(server, statement) with { Code = server.SqlState },
            OperationCanceledException => new DatabaseError(DatabaseErrorKind.Interrupted, exception.Message),
            NpgsqlException driver => OfDriver(driver),
            SocketException or TimeoutException => OfDriver(exception),
            // What is missing of the application itself is an exception of reading files, too.
            IOException and not (FileNotFoundException or FileLoadException or DirectoryNotFoundException) => OfDriver(exception),
            _ => new DatabaseError(DatabaseErrorKind.Statement, exception.Message),
        };

    private DatabaseError Classify(PostgresException exception, SqlStatement? statement) =>
        exception.SqlState switch
        {
            PostgresErrorCodes.LockNotAvailable => new(DatabaseErrorKind.Busy, PostgreSqlMessages.LockNotAvailable()),
            // Nobody else is in the way where the server finds the table in use by the very session that changes it.
            PostgresErrorCodes.ObjectInUse when exception.Routine != "CheckTableNotInUse" => new(
                DatabaseErrorKind.Busy,
                exception.MessageText
            ),
            PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => new(
                DatabaseErrorKind.Conflict,
                exception.MessageText
            ),
            PostgresErrorCodes.ActiveSqlTransaction => new(
                DatabaseErrorKind.EndsTransaction,
                exception.MessageText,
                PostgreSqlMessages.NotInTransactionRemedy
            ),
            PostgresErrorCodes.QueryCanceled => new(DatabaseErrorKind.Interrupted, exception.MessageText),
            PostgresErrorCodes.ReadOnlySqlTransaction => new(
                DatabaseErrorKind.ReadOnly,
                PostgreSqlMessages.ReadOnly(),
                PostgreSqlMessages.ReadOnlyRemedy
            ),
            PostgresErrorCodes.DiskFull => new(
                DatabaseErrorKind.DiskFull,
                PostgreSqlMessages.DiskFull(exception.MessageText),
                PostgreSqlMessages.DiskFullRemedy
            ),
            PostgresErrorCodes.InsufficientPrivilege => new(
                DatabaseErrorKind.Statement,
                exception.MessageText,
                MissingRight.Remedy(
                    exception.MessageText,
                    statement?.Class,
                    statement is null && exception.MessageText.Contains(" table ", StringComparison.Ordinal) ? reader : user
                )
            ),
            _ => OfConnection(exception) ?? OfStatement(exception),
        };

    private static DatabaseError? OfConnection(PostgresException exception) =>
        exception.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword => Refused(PostgreSqlMessages.BadPassword(), PostgreSqlMessages.BadPasswordRemedy),
            PostgresErrorCodes.InvalidAuthorizationSpecification => OfAuthorization(exception),
            PostgresErrorCodes.InvalidCatalogName => new(
                DatabaseErrorKind.DatabaseMissing,
                PostgreSqlMessages.DatabaseMissing(),
                PostgreSqlMessages.DatabaseMissingRemedy
            ),
            PostgresErrorCodes.CannotConnectNow => Unavailable(PostgreSqlMessages.StartingUp(exception.MessageText), null),
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown => Unavailable(
                PostgreSqlMessages.Terminated(exception.MessageText),
                null
            ),
            PostgresErrorCodes.TooManyConnections => Unavailable(
                PostgreSqlMessages.TooManyConnections(),
                PostgreSqlMessages.TooManyConnectionsRemedy
            ),
            PostgresErrorCodes.ConfigurationLimitExceeded => Unavailable(exception.MessageText, null),
            { } state when state.StartsWith(ConnectionExceptions, StringComparison.Ordinal) => OfPooler(exception),
            _ => null,
        };

    /// <summary>Says of an error in a statement where it is and, for those met most often, what it means here.</summary>
    private static DatabaseError OfStatement(PostgresException exception) =>
        new(Kind(exception.SqlState), Text(exception), Remedy(exception.SqlState))
        {
            Character = exception.Position > 0 ? exception.Position : null,
        };

    private static DatabaseErrorKind Kind(string state) =>
        state == PostgresErrorCodes.InvalidTransactionTermination ? DatabaseErrorKind.EndsTransaction : DatabaseErrorKind.Statement;

    private static string? Remedy(string state) =>
        state switch
        {
            PostgresErrorCodes.DuplicateTable
            or PostgresErrorCodes.DuplicateColumn
            or PostgresErrorCodes.DuplicateObject
            or PostgresErrorCodes.DuplicateSchema
            or PostgresErrorCodes.DuplicateFunction => PostgreSqlMessages.AlreadyExistsRemedy,
            PostgresErrorCodes.InvalidTransactionTermination => PostgreSqlMessages.CommitInProcedureRemedy,
            PostgresErrorCodes.ObjectInUse => PostgreSqlMessages.PendingTriggersRemedy,
            "55P04" => PostgreSqlMessages.EnumValueRemedy,
            _ => null,
        };

    /// <summary>
    /// Gives the server's sentence, without the value that those of class 22 end with, and where in COPY's data or in which function it was met:
    /// the line, without what stands there.
    /// </summary>
    private static string Text(PostgresException exception)
    {
        const string Copy = "COPY ";
        const string Function = "PL/pgSQL ";
        var text = exception.SqlState.StartsWith(DataExceptions, StringComparison.Ordinal)
            ? WithoutValue(exception.MessageText)
            : exception.MessageText;
        var context = (exception.Where ?? "")
            .Split('\n')
            .FirstOrDefault(line => line.StartsWith(Copy, StringComparison.Ordinal) || line.StartsWith(Function, StringComparison.Ordinal));
        if (context is null)
        {
            return text;
        }

        var end = context.StartsWith(Copy, StringComparison.Ordinal) ? context.IndexOf(':', StringComparison.Ordinal) : -1;
        return $"{text} ({(end < 0 ? context : context[..end])})";
    }

    private static string WithoutValue(string text)
    {
        var start = text.IndexOf(": \"", StringComparison.Ordinal);
        return start < 0 ? text : text[..start] + ": \"…\"";
    }

    /// <summary>A pooler gives everything that it says itself, or passes on while logging in, one code: what cannot be told by its words may pass.</summary>
    private static DatabaseError OfPooler(PostgresException exception) =>
        exception.MessageText.Contains("authentication failed", StringComparison.OrdinalIgnoreCase)
            ? Refused(PostgreSqlMessages.BadPassword(), PostgreSqlMessages.BadPasswordRemedy)
        : exception.MessageText.Contains("no such database", StringComparison.OrdinalIgnoreCase)
        || exception.MessageText.Contains("does not exist", StringComparison.OrdinalIgnoreCase)
            ? new(DatabaseErrorKind.DatabaseMissing, PostgreSqlMessages.DatabaseMissing(), PostgreSqlMessages.DatabaseMissingRemedy)
        : Unavailable(PostgreSqlMessages.PoolerSays(exception.MessageText), null);

    private static DatabaseError OfAuthorization(PostgresException exception) =>
        exception.MessageText.Contains("pg_hba.conf", StringComparison.Ordinal)
            ? Refused(PostgreSqlMessages.NoHostEntry(exception.MessageText), PostgreSqlMessages.NoHostEntryRemedy)
            : Refused(exception.MessageText, PostgreSqlMessages.BadPasswordRemedy);

    private static DatabaseError OfDriver(Exception exception) =>
        Find<SocketException>(exception) is { } socket ? OfSocket(socket)
        : Find<AuthenticationException>(exception) is { } certificate
            ? Refused(PostgreSqlMessages.Tls(certificate.Message), PostgreSqlMessages.TlsRemedy)
        : IsTlsRefusal(exception) ? Refused(PostgreSqlMessages.NoTls(), PostgreSqlMessages.NoTlsRemedy)
        : exception.Message.Contains("password", StringComparison.OrdinalIgnoreCase)
            ? Refused(PostgreSqlMessages.NoPassword(), PostgreSqlMessages.BadPasswordRemedy)
        : exception.Message.Contains("No suitable host", StringComparison.Ordinal)
            ? Unavailable(PostgreSqlMessages.NoSuitableHost(), PostgreSqlMessages.NoSuitableHostRemedy)
        : Unavailable(PostgreSqlMessages.ConnectionBroken(), null);

    private static DatabaseError OfSocket(SocketException exception) =>
        exception.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => Unavailable(
                PostgreSqlMessages.UnknownHost(),
                PostgreSqlMessages.UnknownHostRemedy
            ),
            SocketError.ConnectionRefused => Unavailable(PostgreSqlMessages.ConnectionRefused(), null),
            SocketError.AddressNotAvailable => Unavailable(PostgreSqlMessages.NoSuchAddress(), null),
            _ => Unavailable(PostgreSqlMessages.ConnectionBroken(), null),
        };

    /// <summary>The driver's own sentence when the server answers that it speaks no TLS.</summary>
    private static bool IsTlsRefusal(Exception exception) =>
        exception.Message.Contains("SSL connection requested", StringComparison.Ordinal)
        || exception.Message.Contains("No SSL enabled connection", StringComparison.Ordinal);

    private static TException? Find<TException>(Exception? exception)
        where TException : Exception =>
        exception switch
        {
            null => null,
            TException found => found,
            AggregateException { InnerExceptions: [var first, ..] } => Find<TException>(first),
            _ => Find<TException>(exception.InnerException),
        };

    private static DatabaseError Refused(string message, string remedy) => new(DatabaseErrorKind.Refused, message, remedy);

    private static DatabaseError Unavailable(string message, string? remedy) => new(DatabaseErrorKind.Unavailable, message, remedy);
}
