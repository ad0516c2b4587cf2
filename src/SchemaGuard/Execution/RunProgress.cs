using SchemaGuard.Diagnostics;
using SchemaGuard.Planning;
using SchemaGuard.Providers;
using SchemaGuard.Scripts;

namespace SchemaGuard.Execution;

/// <summary>Knows where a run stands and tells whoever listens.</summary>
internal sealed class RunProgress(IProgress<MigrationProgress>? listener)
{
    private PlannedMigration? _current;
    private int _number;
    private int _count;

    private readonly List<Finding> _notes = [];
    private Place? _lost;
    private Place? _returned;

    /// <summary>Gets what the run has to report besides what it applied.</summary>
    public IReadOnlyList<Finding> Notes => _notes;

    /// <summary>Gets what the server has said of the run's statements.</summary>
    public StatementNotices Heard { get; } = new();

    /// <summary>Notes that a statement counts as done because what it makes was there already.</summary>
    public void Note(GuardServices guard, PlannedMigration migration, SqlStatement statement, ExistingObject existing)
    {
        Log.Adopted(guard.Logger, guard.Name, migration.Name, statement.Class.Summary, existing.Description);
        _notes.Add(ScriptFindings.Adopted(migration.Migration, statement, existing));
    }

    /// <summary>Notes what a statement has left as it was, which has the shape that it would have made or another.</summary>
    public void NoteSkipped(GuardServices guard, PlannedMigration migration, SqlStatement statement, ExistingObject? existing)
    {
        switch (existing)
        {
            case null:
                break;
            case { Differences: [] }:
                Note(guard, migration, statement, existing);
                break;
            default:
                _notes.Add(ScriptFindings.SkippedDifferently(migration.Migration, statement, existing));
                break;
        }
    }

    /// <summary>Takes note that the connection was lost while a migration was applied.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="statement">The number of the statement that ran, from 1; 0 where it is not known.</param>
    /// <returns>Whether the same statement had lost it the time before as well.</returns>
    public bool Lose(PlannedMigration migration, int statement)
    {
        var place = new Place(migration.Module, migration.Name, statement);
        var isAgain = statement > 0 && _lost == place;
        _lost = place;
        return isAgain;
    }

    /// <summary>Says whether the last connection that was lost was lost in this migration: its statements then go one by one, so that it shows which of them it is.</summary>
    public bool HasLost(PlannedMigration migration) =>
        _lost is { } lost && lost.Module == migration.Module && lost.Migration == migration.Name;

    /// <summary>Takes note that code without a transaction has run to its end: where its mark is lost with a connection, it is not run again for that.</summary>
    public void Return(PlannedMigration migration) => _returned = new Place(migration.Module, migration.Name, Statement: 0);

    /// <summary>Says whether the code of a migration has run to its end in this run.</summary>
    public bool HasReturned(PlannedMigration migration) => _returned == new Place(migration.Module, migration.Name, Statement: 0);

    /// <summary>Says that a migration begins.</summary>
    public void Begin(PlannedMigration migration, int place, int total)
    {
        _current = migration;
        _number = place;
        _count = total;
    }

    /// <summary>Says that a statement of the current migration begins.</summary>
    public void Report(int statement, int statements) =>
        listener?.Report(new MigrationProgress(_current!.Name, _number, _count, statement, statements));

    private sealed record Place(string Module, string Migration, int Statement);
}
