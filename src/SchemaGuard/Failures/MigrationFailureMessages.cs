using SchemaGuard.Migrations;

namespace SchemaGuard.Failures;

/// <summary>The sentences about a migration that failed.</summary>
internal static class MigrationFailureMessages
{
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
        return $"Migration {ModuleNames.NameOf(failure.Module, failure.Migration)} failed{statement}: "
            + $"{failure.DatabaseText.TrimEnd('.', ' ')}{ConnectionMessages.CodeOf(failure.ErrorCode)}. {StateAfter(failure)}";
    }

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
}
