using SchemaGuard.Findings;
using SchemaGuard.Migrations;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Failures;

/// <summary>The sentences about locks that were not obtained, or were lost.</summary>
internal static class LockMessages
{
    public static string LockTimeout(string guard, string target, TimeSpan waited, string? holder) =>
        $"Schema guard '{guard}' waited {DurationText.Format(waited)} for the migration lock of database '{target}'. "
        + $"It is held by {holder ?? AnotherProgram}, which made no progress.";

    public const string AnotherProgram = "another program";

    public static string Blocked(string guard, string target, TimeSpan waited, PlannedMigration migration, int done, string blockers)
    {
        var left =
            done == 0 ? "None of it was applied." : $"{done} of its {migration.SqlStatements.Count} statements are done and stay done.";
        return $"Schema guard '{guard}' could not apply migration {ModuleNames.NameOf(migration.Module, migration.Name)} ({migration.Origin}) "
            + $"to database '{target}' within {DurationText.Format(waited)}: what it changes is locked by {blockers}. {left}";
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
}
