namespace SchemaGuard.Documents;

/// <summary>A statement of an unfinished migration in JSON.</summary>
internal sealed record UnfinishedStepDocument(int Number, int Line, int Column, string Summary, string State)
{
    public static UnfinishedStepDocument From(UnfinishedStep step) =>
        new(step.Number, step.Line, step.Column, step.Summary, step.State.ToString().ToLowerInvariant());
}
