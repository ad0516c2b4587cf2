using SchemaGuard.Execution.Context;
using SchemaGuard.Failures;
using SchemaGuard.Planning;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Execution.Progress;

/// <summary>Knows where a run stands and tells whoever listens.</summary>
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
                var finding = ScriptFindings.SkippedDifferently(migration.Migration, statement, existing);

                // A statement whose mark was lost with the connection comes by again.
                if (!_notes.Contains(finding))
                {
                    _notes.Add(finding);
                }

                break;
        }
    }

    /// <summary>Says whether a reason not to compare comes up for the first time in this run.</summary>
    public bool IsNew(LoggedReason reason) => _reasons.Add(reason.ToString());

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

    /// <summary>Gets whether a connection was lost in this run: migrations then go one by one, so that it shows which of them it is.</summary>
    public bool HasLostAny => _hasLostGroup || _lost is not null;

    /// <summary>Takes note that the connection was lost while several migrations were applied together.</summary>
    public void LoseGroup() => _hasLostGroup = true;

    /// <summary>Says whether the last connection that was lost was lost in this migration: its statements then go one by one, so that it shows which of them it is.</summary>
    public bool HasLost(PlannedMigration migration) =>
        _lost is { } lost && lost.Module == migration.Module && lost.Migration == migration.Name;

    /// <summary>Takes note that code without a transaction has run to its end: where its mark is lost with a connection, it is not run again for that.</summary>
    public void Return(PlannedMigration migration) => _returned = new Place(migration.Module, migration.Name, Statement: 0);

    /// <summary>Says whether the code of a migration has run to its end in this run.</summary>
    public bool HasReturned(PlannedMigration migration) => _returned == new Place(migration.Module, migration.Name, Statement: 0);

    /// <summary>Says that a migration begins.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="place">Its place in the run, from 1.</param>
    /// <param name="total">How many the run has.</param>
    /// <param name="following">The migrations that are planned after it.</param>
    public void Begin(PlannedMigration migration, int place, int total, IEnumerable<PlannedMigration> following)
    {
        _current = migration;
        _following = following;
        _number = place;
        _count = total;
    }

    /// <summary>Says that the next migration of a group that goes in one round trip is begun.</summary>
    public void Next(PlannedMigration migration)
    {
        _current = migration;
        _number++;
        Report(Math.Min(1, migration.Statements.Count), migration.Statements.Count);
    }

    /// <summary>Gives the statements that are to run after one of the current migration.</summary>
    public IEnumerable<SqlStatement> StatementsAfter(int number) =>
        _current!.Statements.Skip(number).Concat(_following.SelectMany(migration => migration.Statements));

    /// <summary>Says that a statement of the current migration begins.</summary>
    public void Report(int statement, int statements) =>
        listener?.Report(new MigrationProgress(_current!.Name, _number, _count, statement, statements));

    private sealed record Place(string Module, string Migration, int Statement);
}
