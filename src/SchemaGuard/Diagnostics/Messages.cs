using System.Globalization;
using SchemaGuard.Migrations;
using SchemaGuard.Planning;
using SchemaGuard.Providers;
using SchemaGuard.Scripts;

namespace SchemaGuard.Diagnostics;

/// <summary>All messages of the exceptions that end a start or a verb. The sentences of findings are beside the rules that make them.</summary>
internal static class Messages
{
    public static string Unhealthy(SchemaReport report)
    {
        var errors = report.Findings.Where(finding => finding.Severity == FindingSeverity.Error).ToList();
        var count = errors.Count == 1 ? "1 error" : $"{errors.Count} errors";
        var sentences = string.Join(" ", errors.Select(finding => $"{finding.Code}: {finding.Message} {finding.Remedy}"));
        return $"Schema guard '{report.Guard}' found {count} in {report.Product} database '{report.Target}'. {sentences}";
    }

    public static string Configuration(string guard, IReadOnlyList<string> problems) =>
        problems.Count == 1
            ? $"Schema guard '{guard}' is not configured correctly. {problems[0]}"
            : $"Schema guard '{guard}' is not configured correctly. There are {problems.Count} problems. {string.Join(" ", problems)}";

    /// <summary>Creates a finding from a configuration problem, whose sentence says what to write instead.</summary>
    public static Finding Misconfigured(string guard, string problem) =>
        new(
            FindingCodes.Misconfigured,
            FindingSeverity.Error,
            guard,
            problem,
            "Correct it and start again. Until then the database is not checked."
        );

    public static string Unreachable(string guard, string target, DatabaseError error, TimeSpan waited)
    {
        var after = waited < TimeSpan.FromSeconds(1) ? "" : $" after waiting {Seconds(waited)}";
        return $"Schema guard '{guard}' cannot use database '{target}'{after}: {Sentence(error)}";
    }

    public static string UnreachableRemedy(DatabaseError error) =>
        error.Remedy
        ?? (
            error.Kind == DatabaseErrorKind.Unavailable
                ? "Check that the server is running and that this process can reach it. The next start tries again."
                : "Correct the connection string or the permissions of its user."
        );

    public static string LockTimeout(string guard, string target, TimeSpan waited, string? holder) =>
        $"Schema guard '{guard}' waited {Seconds(waited)} for the migration lock of database '{target}'. "
        + $"It is held by {holder ?? AnotherProgram}, which made no progress.";

    public const string LostWhileTrying = "the connection was lost while the data was being checked";

    public const string AnotherProgram = "another program";

    public static string Blocked(string guard, string target, TimeSpan waited, PlannedMigration migration, int done, string blockers)
    {
        var left = done == 0 ? "None of it was applied." : $"{done} of its {migration.Statements.Count} statements are done and stay done.";
        return $"Schema guard '{guard}' could not apply migration {NameOf(migration.Module, migration.Name)} ({migration.Origin}) "
            + $"to database '{target}' within {Seconds(waited)}: what it changes is locked by {blockers}. {left}";
    }

    public static string LockLostAgain(string guard, string target, int times) =>
        $"Schema guard '{guard}' lost the migration lock of database '{target}' {times} times in a row before anything was applied.";

    public static string LockLostAgainRemedy() =>
        "A lease is renewed on a second connection. Check that the server, the pooler and Maximum Pool Size leave room for one, "
        + "and that the lease lasts long enough for this machine. "
        + $"Or connect directly to the database's own host with {Wording.Of("MigrationConnectionString", "--connection")}.";

    public static string Blockers(IReadOnlyList<string> blockers) =>
        blockers.Count == 0 ? AnotherProgram : PrintableText.Line(string.Join("; ", blockers));

    public static string LockTimeoutRemedy() =>
        $"End the process or session that holds it, or raise {Wording.Of("option LockTimeout", "--timeout")}. "
        + "What was committed stays, and the next start continues from there.";

    /// <summary>Describes a failed migration in full, for readers who see only the message of an exception.</summary>
    public static string MigrationFailed(string guard, MigrationFailure failure)
    {
        var at = failure.Location is { } location ? $" At {location}." : "";
        return $"Schema guard '{guard}': {MigrationFailed(failure)}{at} {failure.Remedy}";
    }

    /// <summary>Describes what happened in a failed migration and what it left behind. The place and the remedy are shown beside it.</summary>
    public static string MigrationFailed(MigrationFailure failure)
    {
        var statement = failure.Statement > 0 ? $" at statement {failure.Statement} of {failure.Statements}" : "";
        return $"Migration {NameOf(failure.Module, failure.Migration)} failed{statement}: "
            + $"{failure.DatabaseText.TrimEnd('.', ' ')}{CodeOf(failure.ErrorCode)}. {StateAfter(failure)}";
    }

    /// <summary>Returns the name of a migration for people, with its module unless that is the default one.</summary>
    public static string NameOf(string module, string migration) =>
        module == ModuleDefinition.DefaultName ? $"'{migration}'" : $"'{migration}' of module '{module}'";

    /// <summary>Returns the name of a migration for a list of names.</summary>
    public static string ListedName(string module, string migration) =>
        module == ModuleDefinition.DefaultName ? migration : $"{module}/{migration}";

    /// <summary>Describes what a failure left behind: in this migration, before it, after it.</summary>
    public static string StateAfter(MigrationFailure failure)
    {
        if (failure.IsOnScratch)
        {
            return "It ran on a scratch database, which is removed afterwards. Nothing else was touched.";
        }

        var own =
            failure.IsStateUnknown ? "Anything it did before the failure may remain, and is not recorded."
            : failure is { StatementsDone: 0, IsStatementInDoubt: true }
                ? $"It is unknown how much of statement {failure.Statement} remains."
            : failure.StatementsDone == 0 ? "None of it was applied."
            : $"{failure.StatementsDone} of its {failure.Statements} statements are done and stay done"
                + (failure.IsStatementInDoubt ? $"; it is unknown how much of statement {failure.Statement} remains." : ".");
        var before = failure.AppliedBefore.Count switch
        {
            0 => "No migration was applied before it in this run.",
            1 => $"'{failure.AppliedBefore[0]}' was applied before it and stays applied.",
            _ => $"{failure.AppliedBefore.Count} migrations were applied before it and stay applied, "
                + $"'{failure.AppliedBefore[0]}' to '{failure.AppliedBefore[^1]}'.",
        };
        var after = failure.Remaining switch
        {
            0 => "",
            1 => " 1 more was not tried.",
            _ => $" {failure.Remaining} more were not tried.",
        };
        return $"{own} {before}{after}";
    }

    public static string MigrationRemedy(PlannedMigration planned) =>
        planned.Migration.Code is not null
            ? "Correct the code and start again. The next start continues with this migration."
            : "Correct the script and start again. The next start continues with this migration.";

    public static string ScratchRemedy => "Correct the migration and run this again.";

    public static DatabaseError StatementTimeout(TimeSpan timeout) =>
        new(
            DatabaseErrorKind.Statement,
            $"the statement ran longer than {Seconds(timeout)} and was stopped",
            $"Make the statement faster, or raise its limit with {Wording.Of("option StatementTimeout or the directive", "the directive")} "
                + "'-- schemaguard: timeout=…' in the script."
        );

    public static DatabaseError CodeTimeout(TimeSpan timeout) =>
        new(
            DatabaseErrorKind.Statement,
            $"its code ran longer than {Seconds(timeout)} and was stopped",
            "Make the code faster, or raise Timeout in its CodeMigrationOptions."
        );

    public static DatabaseError TransactionEnded() =>
        new(
            DatabaseErrorKind.Statement,
            "its code ended the transaction itself",
            "Leave the transaction alone: SchemaGuard commits it together with the history row. Undo by hand what the code committed, "
                + "then start again. If the code must commit by itself, set IsTransactional in its CodeMigrationOptions to false."
        );

    public static DatabaseError ReadOnly(IReadOnlyList<PlannedMigration> pending) =>
        new(
            DatabaseErrorKind.ReadOnly,
            "it is read-only for this connection, and "
                + (
                    pending.Count == 1
                        ? $"migration '{pending[0].Name}' is pending"
                        : $"{pending.Count} migrations are pending, the first of them '{pending[0].Name}'"
                ),
            "Nothing was attempted. Allow this connection to write, or set "
                + Wording.Of("option MigrationConnectionString", "--connection")
                + " to one that can write, such as that of the primary. To verify only, "
                + Wording.Of("use StartupMode.Verify.", "run 'schemaguard check'.")
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

    /// <summary>Describes what the next run does about an unfinished migration.</summary>
    public static string NextOf(PlannedMigration planned)
    {
        var (done, total) = (planned.StatementsDone, planned.Statements.Count);
        var begun = planned.Row?.Intent is { } number && number > done && number <= total ? number : 0;
        var first = Math.Max(done, begun) + 1;
        var rest =
            first > total ? "finishes it"
            : first == total ? $"runs statement {first}"
            : $"runs statements {first} to {total}";
        return begun == 0
            ? $"The next run {rest}."
            : $"The next run {SettlementOf(planned.Settlements.ElementAtOrDefault(begun - 1), begun)}, then {rest}.";
    }

    private static string SettlementOf(StatementSettlement settlement, int statement) =>
        settlement switch
        {
            StatementSettlement.Catalog => $"checks in the catalog whether statement {statement} took effect, and runs it if it did not",
            StatementSettlement.Repetition => $"runs statement {statement} again, which is safe",
            StatementSettlement.Transaction => $"runs statement {statement}, which left nothing behind",
            StatementSettlement.TransactionOrPerson =>
                $"runs statement {statement} again if it left nothing behind, and otherwise stops and asks",
            _ => $"stops at statement {statement} and asks, because nothing shows whether it took effect",
        };

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

    public static string Database(string product, string version, string target) =>
        PrintableText.Line($"{$"{product} {version}".TrimEnd()}, {target}");

    public static string Seconds(TimeSpan time) =>
        time.TotalSeconds < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMilliseconds):0} ms")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");

    private static string Sentence(DatabaseError error) => $"{error.Message.TrimEnd('.', ' ')}{CodeOf(error.Code)}.";

    private static string CodeOf(string? code) => code is null ? "" : $" [{code}]";
}
