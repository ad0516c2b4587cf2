using System.Data;
using System.Data.Common;
using SchemaGuard.Failures;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.Execution;

/// <summary>The cause of a failed attempt at a migration: the migration itself, a lost connection, or another process that was faster.</summary>
internal static class FailureCause
{
    /// <summary>
    /// Determines whether a write or a read of the guard's own gave way to another process's, as on a cluster whose nodes start together. It has
    /// changed nothing: the lock is taken again, and everything is planned again.
    /// </summary>
    public static bool IsOvertaken(StatementFailedException failure, PlannedMigration planned) =>
        failure is { Statement: null, IsGivenUp: false, Error.Kind: DatabaseErrorKind.Conflict } && !MayHaveRunCode(failure, planned);

    /// <summary>Determines whether the connection was lost. Code that has closed it itself has failed, and is not run again.</summary>
    public static bool IsConnectionLost(StatementFailedException failure, PlannedMigration planned, DbConnection connection) =>
        connection.State != ConnectionState.Open && !MayHaveRunCode(failure, planned) && !IsAnswer(failure);

    /// <summary>
    /// Determines whether a failure may be that of code. What code does outside the database is not undone, so it is not tried again. For code
    /// without a transaction, a failure before it begins is distinguished from its own.
    /// </summary>
    private static bool MayHaveRunCode(StatementFailedException failure, PlannedMigration planned) =>
        planned.Migration.Code is not null && (planned.IsTransactional || failure.IsStateUnknown);

    /// <summary>
    /// Determines whether the server has answered the statement with an error. If the session ended with it, as after an internal error, no other
    /// statement or connection is to blame.
    /// </summary>
    private static bool IsAnswer(StatementFailedException failure) =>
        failure is { Statement: not null, Error: { Code: not null, Kind: not DatabaseErrorKind.Unavailable } };
}
