namespace SchemaGuard;

/// <summary>A statement of an unfinished migration.</summary>
/// <param name="Number">The number of the statement, from 1.</param>
/// <param name="Line">The line in the file, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Summary">What the statement does, such as <c>create table users</c>; never contains a value.</param>
/// <param name="State">The progress of the statement.</param>
public sealed record UnfinishedStep(int Number, int Line, int Column, string Summary, UnfinishedStepState State)
{
    /// <summary>Gets what the statement does, in one line.</summary>
    public string Summary
    {
        get;
        init => field = PrintableText.Line(value);
    } = PrintableText.Line(Summary);
}
