using SchemaGuard.Failures;
using SchemaGuard.Planning;

namespace SchemaGuard;

/// <summary>Is a migration that was begun and is not finished, with its journal and what the next run does about it.</summary>
/// <param name="Module">Its module.</param>
/// <param name="Name">Its name.</param>
/// <param name="Steps">Its statements in their order.</param>
/// <param name="Next">What the next run will do, as a sentence.</param>
public sealed record UnfinishedMigration(string Module, string Name, IReadOnlyList<UnfinishedStep> Steps, string Next)
{
    internal static UnfinishedMigration Of(PlannedMigration planned)
    {
        var begun = planned.Row?.Intent;
        var steps = planned
            .Statements.Select(
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
        var next = planned.Migration.Code is null ? Messages.NextOf(planned) : CodeFindings.Next(planned);
        return new UnfinishedMigration(planned.Module, planned.Name, steps, next);
    }
}
