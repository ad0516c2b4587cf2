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

    /// <summary>Gets what the run has to report besides what it applied.</summary>
    public IReadOnlyList<Finding> Notes => _notes;

    /// <summary>Notes that a statement counts as done because what it makes was there already.</summary>
    public void Note(GuardServices guard, PlannedMigration migration, SqlStatement statement, ExistingObject existing)
    {
        Log.Adopted(guard.Logger, guard.Name, migration.Name, statement.Class.Summary, existing.Description);
        _notes.Add(ScriptFindings.Adopted(migration.Migration, statement, existing));
    }

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
}
