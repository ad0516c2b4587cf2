namespace SchemaGuard;

/// <summary>Is a statement of a migration that is not finished.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Line">The line in its file, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Summary">What it does, such as <c>create table users</c>; never a value.</param>
/// <param name="State">How far it is.</param>
public sealed record UnfinishedStep(int Number, int Line, int Column, string Summary, UnfinishedStepState State)
{
    /// <summary>Gets what it does, in one line.</summary>
    public string Summary
    {
        get;
        init => field = PrintableText.Line(value);
    } = PrintableText.Line(Summary);
}
