using SchemaGuard.Migrations;

namespace SchemaGuard;

/// <summary>The facts about a failed migration.</summary>
/// <param name="Migration">The migration's identity, such as <c>002_create_posts</c>.</param>
/// <param name="DatabaseText">The message of the database, or the reason why the database was not asked.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record MigrationFailure(string Migration, string DatabaseText, string Remedy)
{
    /// <summary>Gets the message of the database, or the reason why the database was not asked, in one line.</summary>
    public string DatabaseText
    {
        get;
        init => field = PrintableText.Line(value);
    } = PrintableText.Line(DatabaseText);

    /// <summary>Gets what to do about it.</summary>
    public string Remedy
    {
        get;
        init => field = PrintableText.Line(value);
    } = PrintableText.Line(Remedy);

    /// <summary>Gets the name of the module that the migration belongs to.</summary>
    public string Module { get; init; } = ModuleNames.Default;

    /// <summary>Gets the place of the statement, as <c>file:line:column</c>; <see langword="null"/> for code.</summary>
    public string? Location
    {
        get;
        init => field = PrintableText.Line(value);
    }

    /// <summary>
    /// Gets the source line with a caret line under it. As a part of the user's script it is shown on the console, but never in health
    /// output.
    /// </summary>
    public string? Excerpt
    {
        get;
        init => field = PrintableText.SameWidth(value);
    }

    /// <summary>Gets the database's error code (SQLSTATE or number), if there is one.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Gets the number of the failed statement, from 1; 0 if no statement failed.</summary>
    public int Statement { get; init; }

    /// <summary>Gets the number of statements in the migration.</summary>
    public int Statements { get; init; }

    /// <summary>Gets the number of statements of this migration that stay done; 0 if the migration was rolled back as a whole.</summary>
    public int StatementsDone { get; init; }

    /// <summary>Gets whether it is unknown how much of the migration remains, because its code ended the transaction, or runs without one.</summary>
    public bool IsStateUnknown { get; init; }

    /// <summary>
    /// Gets whether it is unknown how much of the failed statement remains, because it was interrupted outside a transaction, or ended its
    /// own.
    /// </summary>
    public bool IsStatementInDoubt { get; init; }

    /// <summary>Gets whether the migration ran on a scratch database, of which nothing remains.</summary>
    public bool IsOnScratch { get; init; }

    /// <summary>
    /// Gets the migrations that this run applied before this one; they stay applied. Those of a module other than the default one are
    /// preceded by its name and a slash.
    /// </summary>
    public IReadOnlyList<string> AppliedBefore { get; init; } = [];

    /// <summary>Gets the number of migrations that would have followed this one.</summary>
    public int Remaining { get; init; }
}
