using System.Net.Sockets;
using Npgsql;
using SchemaGuard.PostgreSql.Messages;
using SchemaGuard.PostgreSql.Rights;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.PostgreSql.Errors;

/// <summary>The kind, sentence and remedy of each PostgreSQL failure (SQLSTATE: PostgreSQL documentation, appendix A).</summary>
/// <param name="reader">The user who reads, if the connection string names one.</param>
/// <param name="user">The user who migrates, if the connection string names one.</param>
internal sealed class PostgreSqlErrors(string? reader, string? user)
{
    private const string ConnectionExceptions = "08";

    // The driver has no names for these. They came with PostgreSQL 9.6, 17 and 14.
    private const string IdleInTransactionTimeout = "25P03";
    private const string TransactionTimeout = "25P04";
    private const string IdleSessionTimeout = "57P05";

    private volatile Version? _version;

    /// <summary>Records the server's version, on which some remedies depend.</summary>
    public void Meet(Version version) => _version = version;

    public DatabaseError Classify(Exception exception, SqlStatement? statement) =>
        exception switch
        {
            DatabaseRefusedException refused => refused.Error,
            PostgresException server => Classify(server, statement),
            OperationCanceledException => new DatabaseError(DatabaseErrorKind.Interrupted, exception.Message),
            // With several hosts, the driver wraps their answers.
            NpgsqlException when NetworkErrors.Find<PostgresException>(exception) is { } server => Classify(server, statement),
            NpgsqlException or SocketException or TimeoutException => DriverErrors.Classify(exception),
            // Files that the application itself lacks cause exceptions of this kind, too.
            IOException and not (FileNotFoundException or FileLoadException or DirectoryNotFoundException) => DriverErrors.Classify(
                exception
            ),
            _ => new DatabaseError(DatabaseErrorKind.Statement, exception.Message),
        };

    /// <summary>
    /// Classifies the server's answer. It is about the statement, even where server or driver close the connection after it, unless it is about the
    /// connection itself.
    /// </summary>
    private DatabaseError Classify(PostgresException exception, SqlStatement? statement) =>
        (OfOthers(exception) ?? OfServer(exception) ?? OfConnection(exception) ?? OfStatement(exception, statement)) with
        {
            Code = exception.SqlState,
        };

    /// <summary>Explains a failure that other sessions caused.</summary>
    private static DatabaseError? OfOthers(PostgresException exception) =>
        exception.SqlState switch
        {
            PostgresErrorCodes.LockNotAvailable => DatabaseErrors.LockedByOther(),
            // No other session is in the way where the server finds the table in use by the session that changes it.
            PostgresErrorCodes.ObjectInUse when exception.Routine != "CheckTableNotInUse" => new(
                DatabaseErrorKind.Busy,
                exception.MessageText
            ),
            PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => new(
                DatabaseErrorKind.Conflict,
                exception.MessageText
            ),
            PostgresErrorCodes.QueryCanceled => new(
                DatabaseErrorKind.Interrupted,
                exception.MessageText,
                PostgreSqlMessages.CanceledRemedy(exception.MessageText)
            ),
            _ => null,
        };

    /// <summary>Explains a failure that the state of the server caused.</summary>
    private static DatabaseError? OfServer(PostgresException exception) =>
        exception.SqlState switch
        {
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
            _ => null,
        };

    private static DatabaseError? OfConnection(PostgresException exception) =>
        exception.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword => Refused(PostgreSqlMessages.BadPassword(), PostgreSqlMessages.BadPasswordRemedy),
            PostgresErrorCodes.InvalidAuthorizationSpecification => OfAuthorization(exception),
            PostgresErrorCodes.InvalidCatalogName => DatabaseErrors.DatabaseMissing(PostgreSqlMessages.DatabaseMissingRemedy),
            PostgresErrorCodes.CannotConnectNow => Unavailable(PostgreSqlMessages.StartingUp(exception.MessageText), null),
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown => Unavailable(
                PostgreSqlMessages.Terminated(exception.MessageText),
                null
            ),
            IdleSessionTimeout => Unavailable(
                PostgreSqlMessages.Terminated(exception.MessageText),
                PostgreSqlMessages.TimeoutRemedy("idle_session_timeout")
            ),
            PostgresErrorCodes.TooManyConnections => DatabaseErrors.NoConnectionLeft(text: null, PostgreSqlMessages.MoreConnections),
            PostgresErrorCodes.ConfigurationLimitExceeded => Unavailable(exception.MessageText, null),
            { } state when state.StartsWith(ConnectionExceptions, StringComparison.Ordinal) => OfPooler(exception),
            _ => null,
        };

    /// <summary>Explains an error in a statement: where it is and, for the most frequent ones, what it means here.</summary>
    private DatabaseError OfStatement(PostgresException exception, SqlStatement? statement) =>
        new(Kind(exception.SqlState), Text(exception) + HintOf(exception), Remedy(exception, statement))
        {
            Character = exception.Position > 0 ? exception.Position : null,
            IsMissingRight = exception.SqlState == PostgresErrorCodes.InsufficientPrivilege,
            IsOfShape = IsOfShape(exception.SqlState),
        };

    /// <summary>Determines whether tables are missing, are different tables of the same names, or may not be read.</summary>
    public static bool IsOfShape(string state) => TellsOfOtherTables(state) || state == PostgresErrorCodes.InsufficientPrivilege;

    /// <summary>Determines whether a query failed because its tables are missing or are different tables of the same names.</summary>
    public static bool TellsOfOtherTables(string state) =>
        state
            is PostgresErrorCodes.UndefinedTable
                or PostgresErrorCodes.UndefinedColumn
                or PostgresErrorCodes.UndefinedFunction
                or PostgresErrorCodes.DatatypeMismatch
                or PostgresErrorCodes.InvalidTextRepresentation;

    private static DatabaseErrorKind Kind(string state) =>
        state is PostgresErrorCodes.InvalidTransactionTermination or PostgresErrorCodes.ActiveSqlTransaction
            ? DatabaseErrorKind.EndsTransaction
            : DatabaseErrorKind.Statement;

    private string? Remedy(PostgresException exception, SqlStatement? statement) =>
        exception.SqlState switch
        {
            PostgresErrorCodes.DuplicateTable
            or PostgresErrorCodes.DuplicateColumn
            or PostgresErrorCodes.DuplicateObject
            or PostgresErrorCodes.DuplicateSchema
            or PostgresErrorCodes.DuplicateFunction => PostgreSqlMessages.AlreadyExistsRemedy,
            PostgresErrorCodes.ActiveSqlTransaction => PostgreSqlMessages.NotInTransactionRemedy,
            PostgresErrorCodes.InvalidTransactionTermination => PostgreSqlMessages.CommitInProcedureRemedy,
            PostgresErrorCodes.ObjectInUse => PostgreSqlMessages.PendingTriggersRemedy,
            PostgresErrorCodes.OutOfMemory => PostgreSqlMessages.OutOfMemoryRemedy,
            PostgresErrorCodes.UndefinedFile => PostgreSqlMessages.UndefinedFileRemedy,
            PostgresErrorCodes.InsufficientPrivilege => MissingRight.Remedy(
                exception,
                statement?.Class,
                statement is null && exception.MessageText.Contains(" table ", StringComparison.Ordinal) ? reader : user,
                _version
            ),
            "55P04" => PostgreSqlMessages.EnumValueRemedy,
            IdleInTransactionTimeout => PostgreSqlMessages.TimeoutRemedy("idle_in_transaction_session_timeout"),
            TransactionTimeout => PostgreSqlMessages.TimeoutRemedy("transaction_timeout"),
            _ => null,
        };

    /// <summary>
    /// Returns the server's sentence, without the values that it quotes. Adds where in COPY's data or in which function the error
    /// occurred: the line, without its content.
    /// </summary>
    private static string Text(PostgresException exception)
    {
        const string Copy = "COPY ";
        const string Function = "PL/pgSQL ";
        var text = QuotedValues.Withhold(exception.SqlState, exception.MessageText);
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

    /// <summary>Returns the server's own advice, which stands beside what to do here.</summary>
    private static string HintOf(PostgresException exception) =>
        string.IsNullOrWhiteSpace(exception.Hint) ? "" : PostgreSqlMessages.Hint(exception.Hint.Trim().TrimEnd('.'));

    /// <summary>
    /// Classifies an error of a pooler. It uses one code for everything that it reports itself or passes on during login: an error that its words do
    /// not identify may be transient.
    /// </summary>
    private static DatabaseError OfPooler(PostgresException exception) =>
        exception.MessageText.Contains("authentication failed", StringComparison.OrdinalIgnoreCase)
            ? Refused(PostgreSqlMessages.BadPassword(), PostgreSqlMessages.BadPasswordRemedy)
        : exception.MessageText.Contains("no such database", StringComparison.OrdinalIgnoreCase)
        || exception.MessageText.Contains("does not exist", StringComparison.OrdinalIgnoreCase)
            ? DatabaseErrors.DatabaseMissing(PostgreSqlMessages.DatabaseMissingRemedy)
        : Unavailable(PostgreSqlMessages.PoolerSays(exception.MessageText), null);

    private static DatabaseError OfAuthorization(PostgresException exception) =>
        exception.MessageText.Contains("pg_hba.conf", StringComparison.Ordinal)
            ? Refused(PostgreSqlMessages.NoHostEntry(exception.MessageText), PostgreSqlMessages.NoHostEntryRemedy)
            : Refused(exception.MessageText, PostgreSqlMessages.BadPasswordRemedy);

    private static DatabaseError Refused(string message, string remedy) => new(DatabaseErrorKind.Refused, message, remedy);

    private static DatabaseError Unavailable(string message, string? remedy) => new(DatabaseErrorKind.Unavailable, message, remedy);
}
