using SchemaGuard.Providers.Errors;

namespace SchemaGuard.Execution.Statements;

/// <summary>All messages about the failure of code that runs without a transaction.</summary>
internal static class CodeMessages
{
    public static DatabaseError LockLost() =>
        new(DatabaseErrorKind.Statement, "the migration lock was lost while its code ran; the code was stopped");

    public static DatabaseError LeftOpen() =>
        new(DatabaseErrorKind.Statement, "its code left a transaction open, which is rolled back; what it committed before that stays");

    public static DatabaseError InDoubt((string Done, string NotDone) repair) =>
        new(
            DatabaseErrorKind.Statement,
            "an earlier run was interrupted during its code, which runs without a transaction, and nothing shows how far it got",
            Settle(repair)
                + " If the code can safely run again from its beginning, however far it got, set IsIdempotent of its CodeMigrationOptions."
        );

    /// <summary>Adds to an error what remains of the code that failed, and how the next start continues.</summary>
    public static DatabaseError Failed(DatabaseError error, bool isIdempotent, (string Done, string NotDone) repair) =>
        error with
        {
            Kind = DatabaseErrorKind.Statement,
            Message = $"{error.Message.TrimEnd('.')}; its code runs without a transaction, so a part of it may have been done and stays",
            Remedy = isIdempotent
                ? "Correct the cause and start again. The next start runs its code again from the beginning, because it is declared idempotent."
                : Settle(repair),
        };

    /// <summary>Adds to an error that the code ran to its end, but that this could not be recorded.</summary>
    public static DatabaseError NotRecorded(DatabaseError error, (string Done, string NotDone) repair) =>
        error with
        {
            Kind = DatabaseErrorKind.Statement,
            Message = $"its code ran to its end, but this could not be recorded: {error.Message.TrimEnd('.')}",
            Remedy = $"Correct what prevents the history from being written. Then run: {repair.Done} Then start again.",
        };

    private static string Settle((string Done, string NotDone) repair) =>
        "Check how much of it was done, and finish or undo it by hand. "
        + $"If it is finished, run: {repair.Done} If nothing of it is left, run: {repair.NotDone} Then start again.";
}
