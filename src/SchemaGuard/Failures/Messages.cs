using System.Globalization;
using SchemaGuard.Configuration;
using SchemaGuard.Findings;
using SchemaGuard.Planning;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Failures;

/// <summary>Holds every sentence of the exceptions that end a start or a verb. The sentences of findings stand beside the rules that make them.</summary>
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
            : $"Schema guard '{guard}' is not configured correctly; {problems.Count} problems. {string.Join(" ", problems)}";

    /// <summary>Makes a finding of a problem of the configuration, whose sentence says what to write instead.</summary>
    public static Finding Misconfigured(string guard, string problem) =>
        new(
            FindingCodes.Misconfigured,
            FindingSeverity.Error,
            guard,
            problem,
            "Correct it and start again: until then nobody looks at the database."
        );

    public static string Unreachable(string guard, string target, DatabaseError error, TimeSpan waited)
    {
        var after = waited < TimeSpan.FromSeconds(1) ? "" : $" within {Seconds(waited)}";
        return $"Schema guard '{guard}' cannot use database '{target}'{after}: {Sentence(error)}";
    }

    public static string UnreachableRemedy(DatabaseError error) =>
        error.Remedy
        ?? (
            error.Kind == DatabaseErrorKind.Unavailable
                ? "Check that the server runs and that this process can reach it; the next start tries again."
                : "Correct the connection string, or the rights of its user."
        );

    public static string LockTimeout(string guard, string target, TimeSpan waited, string? holder) =>
        $"Schema guard '{guard}' waited {Seconds(waited)} for database '{target}': its lock is held by {holder ?? AnotherProgram}, which made no progress.";

    public const string LostWhileTrying = "the connection was lost while the data were looked at";

    public const string AnotherProgram = "another program";

    /// <summary>Says that a migration did not get a lock on what it changes.</summary>
    public static string Blocked(string guard, string target, TimeSpan waited, PlannedMigration migration, int done, string blockers)
    {
        var left =
            done == 0 ? "Nothing of it is applied." : $"{done} of its {migration.Statements.Count} statements are done and stay done.";
        return $"Schema guard '{guard}' could not apply migration {NameOf(migration.Module, migration.Name)} ({migration.Origin}) to database '{target}' within {Seconds(waited)}: what it changes is locked by {blockers}. {left}";
    }

    public static string LockLostAgain(string guard, string target, int times) =>
        $"Schema guard '{guard}' lost the migration lock of database '{target}' {times} times in a row before anything was applied.";

    public static string LockLostAgainRemedy() =>
        "A lease is renewed on a second connection: look whether the server, the pooler or Maximum Pool Size leaves room for one, and whether the lease lasts long enough for this machine. "
        + $"Or connect to the database's own host with {Wording.Of("MigrationConnectionString", "--connection")}.";

    public static string Blockers(IReadOnlyList<string> blockers) =>
        blockers.Count == 0 ? AnotherProgram : PrintableText.Line(string.Join("; ", blockers));

    public static string LockTimeoutRemedy() =>
        $"End the process or session that holds it, or raise {Wording.Of("option LockTimeout", "--timeout")}. What was committed stays; the next start goes on there.";

    /// <summary>Says everything about a failed migration, for those who see nothing but an exception's message.</summary>
    public static string MigrationFailed(string guard, MigrationFailure failure)
    {
        var at = failure.Location is { } location ? $" At {location}." : "";
        return $"Schema guard '{guard}': {MigrationFailed(failure)}{at} {failure.Remedy}";
    }

    /// <summary>Says what happened in a failed migration and what it left behind; where and what to do stand beside it.</summary>
    public static string MigrationFailed(MigrationFailure failure)
    {
        var statement = failure.Statement > 0 ? $" at statement {failure.Statement} of {failure.Statements}" : "";
        return $"Migration {NameOf(failure.Module, failure.Migration)} failed{statement}: {failure.DatabaseText.TrimEnd('.', ' ')}{CodeOf(failure.ErrorCode)}. {StateAfter(failure)}";
    }

    /// <summary>Names a migration for people, with its module unless that is the default one.</summary>
    public static string NameOf(string module, string migration) =>
        module == ModuleDefinition.DefaultName ? $"'{migration}'" : $"'{migration}' of module '{module}'";

    /// <summary>Names a migration where names stand side by side.</summary>
    public static string ListedName(string module, string migration) =>
        module == ModuleDefinition.DefaultName ? migration : $"{module}/{migration}";

    /// <summary>Says what a failure left behind: in this migration, before it, after it.</summary>
    public static string StateAfter(MigrationFailure failure)
    {
        if (failure.IsOnScratch)
        {
            return "It was tried on a scratch database, which is removed; nothing else was touched.";
        }

        var own =
            failure.IsStateUnknown ? "What it had done by then may stay, and is not recorded."
            : failure is { StatementsDone: 0, IsStatementInDoubt: true } ? $"What of statement {failure.Statement} stays is not known."
            : failure.StatementsDone == 0 ? "Nothing of it is applied."
            : $"{failure.StatementsDone} of its {failure.Statements} statements are done and stay done"
                + (failure.IsStatementInDoubt ? $"; what of statement {failure.Statement} stays is not known." : ".");
        var before = failure.AppliedBefore.Count switch
        {
            0 => "No migration was applied before it in this run.",
            1 => $"'{failure.AppliedBefore[0]}' was applied before it and stays.",
            _ =>
                $"{failure.AppliedBefore.Count} migrations were applied before it and stay, '{failure.AppliedBefore[0]}' to '{failure.AppliedBefore[^1]}'.",
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
            ? "Correct the code and start again; the next start goes on with this migration."
            : "Correct the script and start again; the next start goes on with this migration.";

    public static string ScratchRemedy => "Correct the migration and run this again.";

    public static DatabaseError StatementTimeout(TimeSpan timeout) =>
        new(
            DatabaseErrorKind.Statement,
            $"the statement ran longer than {Seconds(timeout)} and was stopped",
            $"Make the statement faster, or raise its bound with {Wording.Of("option StatementTimeout or directive", "directive")} '-- schemaguard: timeout=…' in the script."
        );

    public static DatabaseError CodeTimeout(TimeSpan timeout) =>
        new(
            DatabaseErrorKind.Statement,
            $"its code ran longer than {Seconds(timeout)} and was stopped",
            "Make the code faster, or raise Timeout of its CodeMigrationOptions."
        );

    public static DatabaseError TransactionEnded() =>
        new(
            DatabaseErrorKind.Statement,
            "its code ended the transaction itself",
            "Leave the transaction alone: SchemaGuard commits it together with the history row. Undo by hand what the code has committed before the next start. Code that has to commit by itself says so with IsTransactional of its CodeMigrationOptions."
        );

    /// <summary>Says of a database that takes no writes what was to be written.</summary>
    public static DatabaseError ReadOnly(IReadOnlyList<PlannedMigration> pending) =>
        new(
            DatabaseErrorKind.ReadOnly,
            "it is read-only for this connection, and "
                + (
                    pending.Count == 1
                        ? $"migration '{pending[0].Name}' is pending"
                        : $"{pending.Count} migrations are pending, the first '{pending[0].Name}'"
                ),
            "Nothing was tried. Let this connection write, or give "
                + Wording.Of("option MigrationConnectionString", "--connection")
                + " one that may, such as that of the primary; to only verify, "
                + Wording.Of("use StartupMode.Verify.", "run 'schemaguard check'.")
        );

    public static DatabaseError Standstill() =>
        new(
            DatabaseErrorKind.Statement,
            "its row in the history table does not fit its script, and nobody else is working on it: the row was changed by hand",
            "Compare the row with a backup, and restore it as it was."
        );

    public static DatabaseError SessionNotKept(SqlStatement statement) =>
        new(
            DatabaseErrorKind.Statement,
            $"'{statement.Class.Summary}' sets up the session for the statements after it, but they run one by one behind a pooler, which may give each of them another session",
            Wording.Of("Set option MigrationConnectionString to the database's own host", "Write the database's own host in --connection")
                + ", around the pooler, or leave the statement out."
        );

    public static DatabaseError InDoubt(SqlStatement statement, string? explanation, (string Done, string NotDone) repair) =>
        new(
            DatabaseErrorKind.Statement,
            $"an earlier run was interrupted within '{statement.Class.Summary}', which cannot run in a transaction, and the database does not tell whether it took effect{(explanation is null ? "" : ": " + explanation)}",
            "Look whether it did, and finish or undo by hand what is half done. Then run, if it took effect: "
                + $"{repair.Done} or, if nothing of it is left: {repair.NotDone} and start again."
        );

    /// <summary>Says what the next run does about an unfinished migration.</summary>
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
            StatementSettlement.Catalog => $"asks the catalog whether statement {statement} took effect, and runs it if it did not",
            StatementSettlement.Repetition => $"runs statement {statement} again, which does no harm",
            StatementSettlement.Transaction => $"runs statement {statement}, of which nothing is left",
            StatementSettlement.TransactionOrPerson =>
                $"runs statement {statement} again if nothing of it is left, and otherwise stops and asks",
            _ => $"stops at statement {statement} and asks: nothing tells whether it took effect",
        };

    /// <summary>Says of a statement that the database has refused that a part of it stays.</summary>
    public static DatabaseError FailedAfterCommit(DatabaseError error, (string Done, string NotDone) repair) =>
        error with
        {
            Kind = DatabaseErrorKind.Statement,
            Message = $"{error.Message.TrimEnd('.')}; it had committed something by itself before, which stays",
            Remedy =
                "Look what of it is there, and finish or undo it by hand. Then run, if it is finished: "
                + $"{repair.Done} or, if nothing of it is left: {repair.NotDone} and start again.",
        };

    /// <summary>Says of a statement that runs outside a transaction and was broken off that a part of it may stay.</summary>
    public static DatabaseError MayHaveCommitted(DatabaseError error, (string Done, string NotDone) repair)
    {
        var failed = FailedAfterCommit(error, repair);
        return failed with
        {
            Message = $"{error.Message.TrimEnd('.')}; it may have committed something by itself before, which then stays",
        };
    }

    /// <summary>Says of a statement that has lost the connection for the second time that it is not tried again.</summary>
    public static DatabaseError LostTwice(DatabaseError error) =>
        error with
        {
            Kind = DatabaseErrorKind.Statement,
            Message = $"the connection was lost twice while this statement ran: {error.Message.TrimEnd('.')}",
            Remedy =
                "Look into the server's log for what ended the session, such as a crash, memory that ran out, or a limit on the size or time of a statement. Correct that or the statement, and start again.",
        };

    /// <summary>Says of what the database refused at the end that no statement is to blame alone.</summary>
    public static DatabaseError AtCommit(DatabaseError error) =>
        error.Kind == DatabaseErrorKind.Statement
            ? error with
            {
                Message = $"its commit was refused, at which deferred constraints are checked: {error.Message}",
            }
            : error;

    public const string CommittedByItself = "it had committed something by itself";

    /// <summary>Says of an object that was there already how it differs from what the statement was to make.</summary>
    public static DatabaseError ExistsDifferently(DatabaseError error, ExistingObject existing) =>
        error with
        {
            Message =
                $"{error.Message.TrimEnd('.')}; {existing.Description} is there and different: {string.Join("; ", existing.Differences)}",
            Remedy = "Change what is there, or the script, until both have the same shape, and start again.",
        };

    /// <summary>Says of an object that a statement would leave as it is how it differs from what the statement was to make.</summary>
    public static DatabaseError SkipsAnother(ExistingObject existing) =>
        new(
            DatabaseErrorKind.Statement,
            $"{existing.Description} is there already and different: {string.Join("; ", existing.Differences)}; IF NOT EXISTS would leave it so",
            "Change what is there, or the script, until both have the same shape, and start again."
        );

    /// <summary>Names a database for people.</summary>
    public static string Database(string product, string version, string target) =>
        PrintableText.Line($"{$"{product} {version}".TrimEnd()}, {target}");

    public static string Seconds(TimeSpan time) =>
        time.TotalSeconds < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMilliseconds):0} ms")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");

    private static string Sentence(DatabaseError error)
    {
        return $"{error.Message.TrimEnd('.', ' ')}{CodeOf(error.Code)}.";
    }

    private static string CodeOf(string? code) => code is null ? "" : $" [{code}]";
}
