using SchemaGuard.Execution;
using SchemaGuard.Migrations;

namespace SchemaGuard.Planning;

/// <summary>Decides how pending code will run.</summary>
internal static class CodePreparer
{
    /// <summary>Prepares one migration.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="row">The unfinished row of an interrupted run, if there is one.</param>
    /// <param name="previousChain">The chain value before that row.</param>
    /// <param name="findings">Receives what keeps it from being applied.</param>
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
                begun is not null ? "begun without one by an earlier run"
                : migration.Code.IsTransactional ? null
                : "it says that it commits by itself",
        };
    }

    /// <summary>Determines whether an unfinished row was begun by code: a script then knows nothing of what is done.</summary>
    public static bool IsOfCode(HistoryRow row) => row.Kind == HistoryRows.CodeKind;
}
