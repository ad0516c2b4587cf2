using SchemaGuard.Execution.Context;
using SchemaGuard.Failures;
using SchemaGuard.Planning;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Execution.Progress;

/// <summary>The progress of a run, which is reported to a listener.</summary>
internal sealed class RunProgress(IProgress<MigrationProgress>? listener)
{
    private PlannedMigration? _current;
    private IEnumerable<PlannedMigration> _following = [];
    private int _number;
    private int _count;

    private readonly List<Finding> _notes = [];
    private readonly HashSet<string> _reasons = new(StringComparer.Ordinal);
    private Place? _lost;
    private Place? _returned;
    private bool _hasLostGroup;

    /// <summary>Gets what the run has to report apart from what it applied.</summary>
    public IReadOnlyList<Finding> Notes => _notes;

    /// <summary>Gets what the server has reported about the run's statements.</summary>
    public StatementNotices Heard { get; } = new();

    /// <summary>Notes that a statement counts as done because what it creates existed already.</summary>
    public void Note(GuardContext guard, PlannedMigration migration, SqlStatement statement, ExistingObject existing)
    {
        Log.Adopted(guard.Logger, guard.Name, migration.Name, statement.Class.Summary, existing.Description);
        _notes.Add(ScriptFindings.Adopted(migration.Migration, statement, existing));
    }

    /// <summary>Notes what a statement has left unchanged, whether or not it has the shape that the statement would have made.</summary>
    public void NoteSkipped(GuardContext guard, PlannedMigration migration, SqlStatement statement, ExistingObject? existing)
    {
        switch (existing)
        {
            case null:
                break;
            case { Differences: [] }:
                Note(guard, migration, statement, existing);
                break;
            default:
                var finding = ScriptFindings.SkippedDifferently(migration.Migration, statement, existing);

                // A statement whose mark was lost with the connection gets here again.
                if (!_notes.Contains(finding))
                {
                    _notes.Add(finding);
                }

                break;
        }
    }

    /// <summary>Determines whether a reason not to compare occurs for the first time in this run.</summary>
    public bool IsNew(LoggedReason reason) => _reasons.Add(reason.ToString());

    /// <summary>Records that the connection was lost while a migration was applied.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="statement">The number of the statement that ran, from 1; 0 if it is unknown.</param>
    /// <returns>Whether the same statement had also lost it the time before.</returns>
    public bool Lose(PlannedMigration migration, int statement)
    {
        var place = new Place(migration.Module, migration.Name, statement);
        var isAgain = statement > 0 && _lost == place;
        _lost = place;
        return isAgain;
    }

    /// <summary>Gets whether a connection was lost in this run: migrations are then sent one by one, to show which of them causes it.</summary>
    public bool HasLostAny => _hasLostGroup || _lost is not null;

    /// <summary>Records that the connection was lost while several migrations were applied together.</summary>
    public void LoseGroup() => _hasLostGroup = true;

    /// <summary>
    /// Determines whether the last lost connection was lost in this migration: its statements are then sent one by one, to show which of them causes
    /// it.
    /// </summary>
    public bool HasLost(PlannedMigration migration) =>
        _lost is { } lost && lost.Module == migration.Module && lost.Migration == migration.Name;

    /// <summary>
    /// Records that code without a transaction has run to its end: if its mark is lost with a connection, the code is not run again because of that.
    /// </summary>
    public void Return(PlannedMigration migration) => _returned = new Place(migration.Module, migration.Name, Statement: 0);

    /// <summary>Determines whether the code of a migration has run to its end in this run.</summary>
    public bool HasReturned(PlannedMigration migration) => _returned == new Place(migration.Module, migration.Name, Statement: 0);

    /// <summary>Records that a migration begins.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="place">Its place in the run, from 1.</param>
    /// <param name="total">The number of migrations in the run.</param>
    /// <param name="following">The migrations that are planned after it.</param>
    public void Begin(PlannedMigration migration, int place, int total, IEnumerable<PlannedMigration> following)
    {
        _current = migration;
        _following = following;
        _number = place;
        _count = total;
    }

    /// <summary>Records that the next migration of a group that is sent in one round trip begins.</summary>
    public void Next(PlannedMigration migration)
    {
        _current = migration;
        _number++;
        Report(Math.Min(1, migration.SqlStatements.Count), migration.SqlStatements.Count);
    }

    /// <summary>Returns the statements that are to run after one of the current migration.</summary>
    public IEnumerable<SqlStatement> StatementsAfter(int number) =>
        _current!.SqlStatements.Skip(number).Concat(_following.SelectMany(migration => migration.SqlStatements));

    /// <summary>Reports that a statement of the current migration begins.</summary>
    public void Report(int statement, int statements) =>
        listener?.Report(new MigrationProgress(_current!.Module, _current.Name, _number, _count, statement, statements));

    private sealed record Place(string Module, string Migration, int Statement);
}
