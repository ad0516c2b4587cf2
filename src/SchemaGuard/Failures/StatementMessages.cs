using SchemaGuard.Findings;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Failures;

/// <summary>The sentences about a statement that could not be carried out, or of which nobody knows whether it was.</summary>
internal static class StatementMessages
{
    public static DatabaseError StatementTimeout(TimeSpan timeout) =>
        new(
            DatabaseErrorKind.Statement,
            $"the statement ran longer than {DurationText.Format(timeout)} and was stopped",
            $"Make the statement faster, or raise its limit with {Wording.Of("option StatementTimeout or the directive", "the directive")} "
                + "'-- schemaguard: timeout=…' in the script."
        );

    public static DatabaseError CodeTimeout(TimeSpan timeout) =>
        new(
            DatabaseErrorKind.Statement,
            $"its code ran longer than {DurationText.Format(timeout)} and was stopped",
            "Make the code faster, or raise Timeout in its CodeMigrationOptions."
        );

    public static DatabaseError TransactionEnded() =>
        new(
            DatabaseErrorKind.Statement,
            "its code ended the transaction itself",
            "Leave the transaction alone: SchemaGuard commits it together with the history row. Undo by hand what the code committed, "
                + "then start again. If the code must commit by itself, set IsTransactional in its CodeMigrationOptions to false."
        );

    public static DatabaseError Standstill() =>
        new(
            DatabaseErrorKind.Statement,
            "its row in the history table does not match its script, and no other process is working on it: the row was changed by hand",
            "Compare the row with a backup, and restore its original content."
        );

    public static DatabaseError SessionNotKept(SqlStatement statement) =>
        new(
            DatabaseErrorKind.Statement,
            $"'{statement.Class.Summary}' sets up the session for the statements after it, but they run one by one behind a pooler, "
                + "which may give each of them a different session",
            Wording.Of("Set option MigrationConnectionString to the database's own host", "Write the database's own host in --connection")
                + ", bypassing the pooler, or leave the statement out."
        );

    public static DatabaseError InDoubt(SqlStatement statement, string? explanation, (string Done, string NotDone) repair) =>
        new(
            DatabaseErrorKind.Statement,
            $"an earlier run was interrupted during '{statement.Class.Summary}', which cannot run in a transaction, "
                + $"and the database cannot tell whether it took effect{(explanation is null ? "" : ": " + explanation)}",
            "Check whether it did, and finish or undo by hand what is half done. "
                + $"If it took effect, run: {repair.Done} If nothing of it is left, run: {repair.NotDone} Then start again."
        );

    /// <summary>Adds to an error that a part of the refused statement stays.</summary>
    public static DatabaseError FailedAfterCommit(DatabaseError error, (string Done, string NotDone) repair) =>
        error with
        {
            Kind = DatabaseErrorKind.Statement,
            Message = $"{error.Message.TrimEnd('.')}; before that, it committed something by itself, which stays",
            Remedy =
                "Check how much of it was done, and finish or undo it by hand. "
                + $"If it is finished, run: {repair.Done} If nothing of it is left, run: {repair.NotDone} Then start again.",
        };

    /// <summary>Adds to an error that a part of the statement may stay, because it was interrupted outside a transaction.</summary>
    public static DatabaseError MayHaveCommitted(DatabaseError error, (string Done, string NotDone) repair)
    {
        var failed = FailedAfterCommit(error, repair);
        return failed with
        {
            Message = $"{error.Message.TrimEnd('.')}; before that, it may have committed something by itself, which then stays",
        };
    }

    /// <summary>Returns the error of a statement that lost the connection for the second time and is not tried again.</summary>
    public static DatabaseError LostTwice(DatabaseError error) =>
        error with
        {
            Kind = DatabaseErrorKind.Statement,
            Message = $"the connection was lost twice while this statement ran: {error.Message.TrimEnd('.')}",
            Remedy =
                "Check the server's log for what ended the session, such as a crash, a lack of memory, or a limit on the size or duration "
                + "of a statement. Correct that or the statement, and start again.",
        };

    /// <summary>Adds to an error that the database refused the commit, for which no single statement is to blame.</summary>
    public static DatabaseError AtCommit(DatabaseError error) =>
        error.Kind == DatabaseErrorKind.Statement
            ? error with
            {
                Message = $"its commit, at which deferred constraints are checked, was refused: {error.Message}",
            }
            : error;

    public const string CommittedByItself = "it had committed something by itself";

    public static DatabaseError ExistsDifferently(DatabaseError error, ExistingObject existing) =>
        error with
        {
            Message =
                $"{error.Message.TrimEnd('.')}; {existing.Description} exists and is different: {string.Join("; ", existing.Differences)}",
            Remedy = "Change the existing object or the script until both have the same shape, and start again.",
        };

    public static DatabaseError SkipsAnother(ExistingObject existing) =>
        new(
            DatabaseErrorKind.Statement,
            $"{existing.Description} already exists and is different: {string.Join("; ", existing.Differences)}; IF NOT EXISTS would leave it "
                + "as it is",
            "Change the existing object or the script until both have the same shape, and start again."
        );
}
