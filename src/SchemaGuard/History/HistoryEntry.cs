namespace SchemaGuard;

/// <summary>One application of one migration, as the history records it.</summary>
/// <param name="Sequence">The number of the entry, from 1, without gaps.</param>
/// <param name="Module">The module that the migration belongs to.</param>
/// <param name="Name">The name of the migration.</param>
/// <param name="Kind">The kind of the entry.</param>
/// <param name="IsFinished">Whether all statements are done.</param>
/// <param name="StatementsDone">The number of statements that are done.</param>
/// <param name="Statements">The number of statements in the migration.</param>
/// <param name="AppliedAt">
/// The time at which the migration was finished, or begun if it is unfinished, by the database's clock in UTC; <see langword="null"/> if the stored
/// time cannot be read, because the row was edited.
/// </param>
/// <param name="Duration">The time that it took.</param>
/// <param name="Application">The application that applied it, with its version.</param>
/// <param name="Host">The machine or pod that applied it.</param>
/// <param name="Error">The database's message from the last failure, if the migration is unfinished.</param>
public sealed record HistoryEntry(
    long Sequence,
    string Module,
    string Name,
    HistoryEntryKind Kind,
    bool IsFinished,
    int StatementsDone,
    int Statements,
    DateTimeOffset? AppliedAt,
    TimeSpan Duration,
    string? Application,
    string? Host,
    string? Error
)
{
    /// <summary>Gets the name of the migration, safe to display.</summary>
    public string Name
    {
        get;
        init => field = PrintableText.Line(value);
    } = PrintableText.Line(Name);

    /// <summary>Gets the application that applied the migration, with its version, safe to display.</summary>
    public string? Application
    {
        get;
        init => field = PrintableText.Line(value);
    } = PrintableText.Line(Application);

    /// <summary>Gets the machine or pod that applied the migration, safe to display.</summary>
    public string? Host
    {
        get;
        init => field = PrintableText.Line(value);
    } = PrintableText.Line(Host);

    /// <summary>Gets the database's message from the last failure, if the migration is unfinished, in one line.</summary>
    public string? Error
    {
        get;
        init => field = PrintableText.Line(value);
    } = PrintableText.Line(Error);

    /// <summary>
    /// Gets the number of the statement that was begun outside a transaction and is not marked as done; <see langword="null"/> if there is
    /// none. It is running, or was interrupted. The next run determines from the catalog whether it took effect.
    /// </summary>
    public int? Begun { get; init; }

    /// <summary>Gets whether the migration was given up before any of it was done. It counts as never begun.</summary>
    public bool IsWithdrawn { get; init; }
}
