using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Scripts.Statements;

/// <summary>The class of a statement: what it does, as far as its text alone shows. Contains names of objects, never literals.</summary>
[Experimental("SG9001")]
public sealed record StatementClass
{
    /// <summary>Gets what the statement does.</summary>
    public required StatementVerb Verb { get; init; }

    /// <summary>Gets the kind of object that the statement is about.</summary>
    public ObjectKind ObjectKind { get; init; }

    /// <summary>
    /// Gets the name of that object as written, with its parts unquoted and joined by dots (<c>public.users</c>); the first one where there
    /// are several; <see langword="null"/> when there is none.
    /// </summary>
    public string? Target { get; init; }

    /// <summary>Gets the table that an index, trigger, policy or rule belongs to, if the statement names it.</summary>
    public string? OnTable { get; init; }

    /// <summary>
    /// Gets the phrase that shows why the statement cannot run in a transaction (<c>CREATE INDEX CONCURRENTLY</c>); <see langword="null"/>
    /// when it can.
    /// </summary>
    public string? TransactionBlocker { get; init; }

    /// <summary>Gets whether the statement creates an object that is dropped at the end of the session.</summary>
    public bool IsTemporary { get; init; }

    /// <summary>
    /// Gets whether the statement creates a table, an index or a column only if none of that name exists (<c>IF NOT EXISTS</c>).
    /// </summary>
    public bool LeavesExisting { get; init; }

    /// <summary>Gets whether the statement can run in a transaction.</summary>
    public bool IsTransactional => TransactionBlocker is null;

    /// <summary>Gets whether the statement begins or ends a transaction itself; savepoints do not.</summary>
    public bool IsTransactionControl { get; init; }

    /// <summary>Gets whether the server implicitly commits the transaction before or after the statement (MySQL and MariaDB).</summary>
    public bool CommitsImplicitly { get; init; }

    /// <summary>
    /// Gets whether the statement adds a value to an enum type, which PostgreSQL does not allow to be used in the same transaction.
    /// </summary>
    public bool AddsEnumValue { get; init; }

    /// <summary>
    /// Gets whether the statement changes a setting that is reset at the end of the transaction (PostgreSQL's SET LOCAL).
    /// </summary>
    internal bool EndsWithTransaction { get; init; }

    /// <summary>Gets whether the statement sends its result to the client by a special protocol, such as <c>COPY … TO STDOUT</c>.</summary>
    public bool WritesToClient { get; init; }

    /// <summary>Gets the name of a PRAGMA in lower case, without its schema; <see langword="null"/> for other statements.</summary>
    public string? PragmaName { get; init; }

    /// <summary>Gets the value that a PRAGMA assigns, as written; <see langword="null"/> when it only queries the value.</summary>
    public string? PragmaValue { get; init; }

    /// <summary>
    /// Gets a one-line summary for people: <c>create table users</c>, <c>insert into users</c>, <c>pragma foreign_keys</c>.
    /// </summary>
    public string Summary => StatementSummary.Of(this);

    /// <summary>Returns <see cref="Summary"/>.</summary>
    public override string ToString() => Summary;
}
