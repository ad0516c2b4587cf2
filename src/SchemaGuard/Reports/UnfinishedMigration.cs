using SchemaGuard.Planning;
using SchemaGuard.Reports;

namespace SchemaGuard;

/// <summary>A migration that was begun but not finished, with its journal and what the next run does about it.</summary>
/// <param name="Module">The module that the migration belongs to.</param>
/// <param name="Name">The name of the migration.</param>
/// <param name="Steps">The statements, in order.</param>
/// <param name="Next">A sentence about what the next run will do.</param>
public sealed record UnfinishedMigration(string Module, string Name, IReadOnlyList<UnfinishedStep> Steps, string Next)
{
    internal static UnfinishedMigration Of(PlannedMigration planned)
    {
        var begun = planned.Row?.Intent;
        var steps = planned
            .SqlStatements.Select(
                (statement, index) =>
                    new UnfinishedStep(
                        index + 1,
                        statement.Line,
                        statement.Column,
                        statement.Class.Summary,
                        index < planned.StatementsDone ? UnfinishedStepState.Done
                            : index + 1 == begun ? UnfinishedStepState.Begun
                            : UnfinishedStepState.Pending
                    )
            )
            .ToList();
        var next = planned.Migration.Code is null ? UnfinishedMessages.NextOf(planned) : CodeFindings.Next(planned);
        return new UnfinishedMigration(planned.Module, planned.Name, steps, next);
    }
}
