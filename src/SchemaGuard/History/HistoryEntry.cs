namespace SchemaGuard;

/// <summary>Is one application of one migration, as the history records it.</summary>
/// <param name="Sequence">Its number, from 1 without gaps.</param>
/// <param name="Module">The module it belongs to.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>sql</c>, <c>repeatable</c> or <c>code</c>.</param>
/// <param name="IsFinished">Whether all of its statements are done.</param>
/// <param name="StatementsDone">How many statements are done.</param>
/// <param name="Statements">How many statements it has.</param>
/// <param name="AppliedAt">When it was finished, or begun if it is not: UTC, by the database's clock, ISO 8601.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Application">The application that applied it, with its version.</param>
/// <param name="Host">The machine or pod that applied it.</param>
/// <param name="Error">What the database said when it last failed, if it is not finished.</param>
public sealed record HistoryEntry(
    long Sequence,
    string Module,
    string Name,
    string Kind,
    bool IsFinished,
    int StatementsDone,
    int Statements,
    string AppliedAt,
    TimeSpan Duration,
    string? Application,
    string? Host,
    string? Error
)
{
    /// <summary>Gets its name, fit to be shown.</summary>
    public string Name
    {
        get;
        init => field = PrintableText.Line(value);
    } = PrintableText.Line(Name);

    /// <summary>Gets the application that applied it, with its version, fit to be shown.</summary>
    public string? Application
    {
        get;
        init => field = PrintableText.Line(value);
    } = PrintableText.Line(Application);

    /// <summary>Gets the machine or pod that applied it, fit to be shown.</summary>
    public string? Host
    {
        get;
        init => field = PrintableText.Line(value);
    } = PrintableText.Line(Host);

    /// <summary>Gets what the database said when it last failed, if it is not finished, in one line.</summary>
    public string? Error
    {
        get;
        init => field = PrintableText.Line(value);
    } = PrintableText.Line(Error);

    /// <summary>Gets the number of the statement that was begun outside a transaction and is not marked as done: it runs, or was interrupted. The next run
    /// settles by the catalog whether it took effect. <see langword="null"/> when there is none.</summary>
    public int? Begun { get; init; }

    /// <summary>Gets whether it was given up before anything of it was done: it counts as one that was never begun.</summary>
    public bool IsWithdrawn { get; init; }
}
