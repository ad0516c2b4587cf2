using System.Data;
using System.Diagnostics.CodeAnalysis;
using SchemaGuard.History;
using SchemaGuard.Migrations;
using SchemaGuard.Providers;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard;

/// <summary>A migration that is to be applied, with its statements as they will run. Immutable.</summary>
public sealed class PlannedMigration
{
    internal PlannedMigration(Migration migration, HistoryRow? row)
    {
        Migration = migration;
        Row = row;
    }

    /// <summary>Gets the name of the module that the migration belongs to.</summary>
    public string Module => Migration.Module;

    /// <summary>Gets the migration's name: the file name without the extension.</summary>
    public string Name => Migration.Name;

    /// <summary>Gets the migration's version in canonical form; <see langword="null"/> for a repeatable migration.</summary>
    public string? Version => Migration.Version?.ToString();

    /// <summary>Gets how the migration is written.</summary>
    public MigrationKind Kind => Migration.Kind;

    /// <summary>Gets the migration's origin: a path, a resource, or <c>code</c>.</summary>
    public string Origin => Migration.Origin;

    /// <summary>Gets the statements in the order in which they run; empty for code and for a script without statements.</summary>
    public IReadOnlyList<PlannedStatement> Statements =>
        field ??= [.. SqlStatements.Select((statement, index) => Shown(statement, IsTransactional ? null : Settlements[index]))];

    /// <summary>Gets the statements that run before the transaction, because they have no effect inside one.</summary>
    public IReadOnlyList<PlannedStatement> BeforeTransaction =>
        field ??= [.. SqlBeforeTransaction.Select(statement => Shown(statement, settlement: null))];

    /// <summary>Gets whether the migration and its history row commit together, or not at all.</summary>
    public bool IsTransactional => NonTransactionalReason is null;

    /// <summary>Gets why the migration does not run in a transaction; <see langword="null"/> when it does.</summary>
    public string? NonTransactionalReason { get; internal init; }

    /// <summary>Gets how many of the statements an earlier, interrupted run has done.</summary>
    public int StatementsDone => StartsAgain ? 0 : Row?.StatementsDone ?? 0;

    internal Migration Migration { get; }

    /// <summary>Gets the statements as the script contains them.</summary>
    internal IReadOnlyList<SqlStatement> SqlStatements { get; init; } = [];

    internal IReadOnlyList<SqlStatement> SqlBeforeTransaction { get; init; } = [];

    /// <summary>
    /// Gets, for each of the statements, how to find out after a crash whether it took effect; empty if the migration commits as a whole.
    /// </summary>
    internal IReadOnlyList<StatementSettlement> Settlements { get; init; } = [];

    /// <summary>
    /// Gets the number of steps in the journal: one for each statement, and one for code that runs without a transaction.
    /// </summary>
    internal int Steps => Migration.Code is null || IsTransactional ? SqlStatements.Count : 1;

    /// <summary>Gets how many statements remain for a run that continues where an earlier one stopped.</summary>
    internal int StatementsLeft => Math.Max(0, SqlStatements.Count - StatementsDone);

    /// <summary>Gets the unfinished history row that this run continues.</summary>
    internal HistoryRow? Row { get; }

    /// <summary>
    /// Gets whether the run of <see cref="Row"/> starts over: its script is repeatable and statements that were done have been edited
    /// since.
    /// </summary>
    internal bool StartsAgain { get; init; }

    /// <summary>Gets whether an earlier run has done, or may have done, part of the migration.</summary>
    internal bool IsBegun => Row is { IsGivenUp: false };

    /// <summary>Gets the chain value before <see cref="Row"/>.</summary>
    internal string PreviousChain { get; init; } = "";

    internal string TokenHash { get; init; } = "";

    internal string? CompatibleFrom { get; init; }

    internal TimeSpan? Timeout { get; init; }

    /// <summary>Gets the isolation level that the script requests; unspecified leaves the database's default.</summary>
    internal IsolationLevel Isolation { get; init; } = IsolationLevel.Unspecified;

    [Experimental("SG9001")]
    internal PreparedScript? Prepared { get; init; }

    private static PlannedStatement Shown(SqlStatement statement, StatementSettlement? settlement) =>
        new()
        {
            Line = statement.Line,
            Column = statement.Column,
            Summary = statement.Class.Summary,
            Sql = statement.Text,
            TransactionBlocker = statement.Class.TransactionBlocker,
            Settlement = settlement,
        };
}
