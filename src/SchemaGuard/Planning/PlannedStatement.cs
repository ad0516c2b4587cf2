namespace SchemaGuard;

/// <summary>A statement of a planned migration, as it will run.</summary>
public sealed record PlannedStatement
{
    internal PlannedStatement() { }

    /// <summary>Gets the line in the script at which the statement begins, from 1.</summary>
    public int Line { get; internal init; }

    /// <summary>Gets the column at which the statement begins, from 1, in UTF-16 code units.</summary>
    public int Column { get; internal init; }

    /// <summary>Gets what the statement does, in a few words without literals: <c>create table users</c>.</summary>
    public string Summary { get; internal init; } = "";

    /// <summary>Gets the text of the statement, without its delimiter. It may contain values.</summary>
    public string Sql { get; internal init; } = "";

    /// <summary>Gets the phrase that shows why the statement cannot run in a transaction; <see langword="null"/> if it can.</summary>
    public string? TransactionBlocker { get; internal init; }

    /// <summary>
    /// Gets how to find out after a crash whether the statement took effect; <see langword="null"/> if the migration commits as a whole.
    /// </summary>
    public StatementSettlement? Settlement { get; internal init; }
}
