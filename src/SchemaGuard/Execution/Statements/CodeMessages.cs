using SchemaGuard.Providers.Errors;

namespace SchemaGuard.Execution.Statements;

/// <summary>Holds every sentence about the failure of code that runs without a transaction.</summary>
internal static class CodeMessages
{
    public static DatabaseError LockLost() =>
        new(DatabaseErrorKind.Statement, "the migration lock was lost while its code ran, which was then stopped");

    public static DatabaseError LeftOpen() =>
        new(DatabaseErrorKind.Statement, "its code has left a transaction open, which is rolled back; what it had committed before stays");

    public static DatabaseError InDoubt((string Done, string NotDone) repair) =>
        new(
            DatabaseErrorKind.Statement,
            "an earlier run was interrupted within its code, which runs without a transaction, and nothing tells how far it came",
            Settle(repair)
                + " Code that may run again from its beginning, however far it came, says so with IsIdempotent of its CodeMigrationOptions."
        );

    /// <summary>Says of code that has failed what of it stays, and how the next start goes on.</summary>
    public static DatabaseError Failed(DatabaseError error, bool isIdempotent, (string Done, string NotDone) repair) =>
        error with
        {
            Kind = DatabaseErrorKind.Statement,
            Message =
                $"{error.Message.TrimEnd('.')}; its code runs without a transaction, so that a part of it may be done, which then stays",
            Remedy = isIdempotent
                ? "Correct what has failed and start again: the next start runs its code again from the beginning, which it says does no harm."
                : Settle(repair),
        };

    /// <summary>Says of code that has run to its end that this could not be recorded.</summary>
    public static DatabaseError NotRecorded(DatabaseError error, (string Done, string NotDone) repair) =>
        error with
        {
            Kind = DatabaseErrorKind.Statement,
            Message = $"its code has run to its end, which could not be recorded: {error.Message.TrimEnd('.')}",
            Remedy = $"Correct what keeps the history from being written. Then run: {repair.Done} and start again.",
        };

    private static string Settle((string Done, string NotDone) repair) =>
        "Look what of it is there, and finish or undo it by hand. Then run, if it is finished: "
        + $"{repair.Done} or, if nothing of it is left: {repair.NotDone} and start again.";
}
