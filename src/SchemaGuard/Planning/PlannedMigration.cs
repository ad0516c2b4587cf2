using System.Data;
using System.Diagnostics.CodeAnalysis;
using SchemaGuard.History;
using SchemaGuard.Migrations;
using SchemaGuard.Providers;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Planning;

/// <summary>Is a migration that is to be applied, with its statements as they will run. Immutable.</summary>
public sealed class PlannedMigration
{
    internal PlannedMigration(Migration migration, HistoryRow? row)
    {
        Migration = migration;
        Row = row;
    }

    /// <summary>Gets the name of the module it belongs to.</summary>
    public string Module => Migration.Module;

    /// <summary>Gets its name: the file name without the extension.</summary>
    public string Name => Migration.Name;

    /// <summary>Gets its version in canonical form; <see langword="null"/> for a repeatable migration.</summary>
    public string? Version => Migration.Version?.ToString();

    /// <summary>Gets how it is written.</summary>
    public MigrationKind Kind => Migration.Kind;

    /// <summary>Gets where it comes from: a path, a resource, or <c>code</c>.</summary>
    public string Origin => Migration.Origin;

    /// <summary>Gets its statements in the order in which they run; empty for code and for a script without statements.</summary>
    public IReadOnlyList<SqlStatement> Statements { get; internal init; } = [];

    /// <summary>Gets the statements that run before its transaction, because they have no effect inside one.</summary>
    public IReadOnlyList<SqlStatement> BeforeTransaction { get; internal init; } = [];

    /// <summary>Gets whether the migration and its history row commit together, or not at all.</summary>
    public bool IsTransactional => NonTransactionalReason is null;

    /// <summary>Gets why it cannot run in a transaction; <see langword="null"/> when it can.</summary>
    public string? NonTransactionalReason { get; internal init; }

    /// <summary>
    /// Gets, for each of <see cref="Statements"/>, how it is settled after a crash what became of it; empty where the migration commits as a whole.
    /// </summary>
    public IReadOnlyList<StatementSettlement> Settlements { get; internal init; } = [];

    /// <summary>Gets how many of its statements an earlier, interrupted run has done.</summary>
    public int StatementsDone => StartsAgain ? 0 : Row?.StatementsDone ?? 0;

    internal Migration Migration { get; }

    /// <summary>Gets how many steps its journal has: one for each statement, and one for code that runs without a transaction.</summary>
    internal int Steps => Migration.Code is null || IsTransactional ? Statements.Count : 1;

    /// <summary>Gets how many statements a run executes that goes on where an earlier one has stopped.</summary>
    internal int StatementsLeft => Math.Max(0, Statements.Count - StatementsDone);

    /// <summary>Gets the unfinished history row that this run continues.</summary>
    internal HistoryRow? Row { get; }

    /// <summary>Gets whether it begins anew what <see cref="Row"/> has begun: a repeatable script whose statements that are done were edited since.</summary>
    internal bool StartsAgain { get; init; }

    /// <summary>Gets whether something of it was done by an earlier run, or may have been.</summary>
    internal bool IsBegun => Row is { IsGivenUp: false };

    /// <summary>Gets the chain value before <see cref="Row"/>.</summary>
    internal string PreviousChain { get; init; } = "";

    internal string TokenHash { get; init; } = "";

    internal string? CompatibleFrom { get; init; }

    internal TimeSpan? Timeout { get; init; }

    /// <summary>Gets the isolation level that the script asks for; unspecified leaves the database's own.</summary>
    internal IsolationLevel Isolation { get; init; } = IsolationLevel.Unspecified;

    [Experimental("SG9001")]
    internal PreparedScript? Prepared { get; init; }
}
