using SchemaGuard.History;
using SchemaGuard.Migrations;

namespace SchemaGuard.Planning;

/// <summary>The preparation of pending code, which decides how it will run.</summary>
internal static class CodePreparer
{
    /// <summary>Prepares one migration.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="row">The unfinished row of an interrupted run, if there is one.</param>
    /// <param name="previousChain">The chain value before that row.</param>
    /// <param name="findings">The list that receives what prevents the migration from being applied.</param>
    public static PlannedMigration Prepare(Migration migration, HistoryRow? row, string previousChain, List<Finding> findings)
    {
        var begun = row is { IsGivenUp: false } ? row : null;
        if (begun is not null && !IsOfCode(begun))
        {
            findings.Add(CodeFindings.OtherKind(migration, begun));
        }

        var goesOn = begun is not null || (row is not null && !migration.Code!.IsTransactional && IsOfCode(row));
        return new PlannedMigration(migration, goesOn ? row : null)
        {
            PreviousChain = previousChain,
            CompatibleFrom = migration.Code!.CompatibleFrom,
            Timeout = migration.Code.Timeout,
            NonTransactionalReason =
                begun is not null ? "started without one by an earlier run"
                : migration.Code.IsTransactional ? null
                : "it is declared to commit by itself",
        };
    }

    /// <summary>Determines whether an unfinished row was started by code, in which case a script cannot know what is done.</summary>
    public static bool IsOfCode(HistoryRow row) => row.Kind == HistoryKinds.Code;
}
