using SchemaGuard.Configuration;

namespace SchemaGuard;

/// <summary>Holds the facts of a failed migration.</summary>
/// <param name="Migration">The migration's identity, such as <c>002_create_posts</c>.</param>
/// <param name="DatabaseText">What the database said, or why it was not asked.</param>
/// <param name="Remedy">What to do.</param>
public sealed record MigrationFailure(string Migration, string DatabaseText, string Remedy)
{
    /// <summary>Gets what the database said, or why it was not asked, in one line.</summary>
    public string DatabaseText
    {
        get;
        init => field = PrintableText.Line(value);
    } = PrintableText.Line(DatabaseText);

    /// <summary>Gets what to do.</summary>
    public string Remedy
    {
        get;
        init => field = PrintableText.Line(value);
    } = PrintableText.Line(Remedy);

    /// <summary>Gets the name of the module that the migration belongs to.</summary>
    public string Module { get; init; } = ModuleDefinition.DefaultName;

    /// <summary>Gets the place of the statement, as <c>file:line:column</c>; <see langword="null"/> for code.</summary>
    public string? Location
    {
        get;
        init => field = PrintableText.Line(value);
    }

    /// <summary>Gets the source line with a caret line under it. It is the user's script: shown on the console, never in health output.</summary>
    public string? Excerpt
    {
        get;
        init => field = PrintableText.SameWidth(value);
    }

    /// <summary>Gets the database's error code (SQLSTATE or number), where it gave one.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Gets the number of the failed statement, from 1; 0 when no statement failed.</summary>
    public int Statement { get; init; }

    /// <summary>Gets how many statements the migration has.</summary>
    public int Statements { get; init; }

    /// <summary>Gets how many statements of this migration stay done. 0 where the migration was rolled back as a whole.</summary>
    public int StatementsDone { get; init; }

    /// <summary>Gets whether nobody knows what of the migration stays, because its code has ended the transaction, or runs without one.</summary>
    public bool IsStateUnknown { get; init; }

    /// <summary>Gets whether it is not known what of the failed statement stays: it was interrupted outside a transaction, or has ended its own.</summary>
    public bool IsStatementInDoubt { get; init; }

    /// <summary>Gets whether the migration was tried on a scratch database, of which nothing stays.</summary>
    public bool IsOnScratch { get; init; }

    /// <summary>Gets the migrations that this run had applied before; they stay applied. Those of a module other than the default one stand behind its name and a slash.</summary>
    public IReadOnlyList<string> AppliedBefore { get; init; } = [];

    /// <summary>Gets how many migrations were still to come after this one.</summary>
    public int Remaining { get; init; }
}
