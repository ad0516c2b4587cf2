using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Providers;

/// <summary>The statements of one migration in the order in which they run, inside its transaction or before it.</summary>
/// <param name="BeforeTransaction">
/// Statements that only have an effect outside a transaction and are undone with the session, such as SQLite's <c>PRAGMA foreign_keys</c>.
/// </param>
/// <param name="Statements">The statements of the migration itself.</param>
[Experimental("SG9001")]
public sealed record PreparedScript(IReadOnlyList<SqlStatement> BeforeTransaction, IReadOnlyList<SqlStatement> Statements)
{
    /// <summary>Gets the check that decides whether the script may commit; <see langword="null"/> if none is needed.</summary>
    public ICommitCheck? Check { get; init; }

    /// <summary>Gets why the script cannot run in one transaction although each of its statements could; <see langword="null"/> if it can.</summary>
    public string? NonTransactionalReason { get; init; }

    /// <summary>Gets whether the script leaves something in the session that the next script must not see.</summary>
    public bool ChangesSession { get; init; }
}
