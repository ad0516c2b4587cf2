using SchemaGuard.Planning;

namespace SchemaGuard.Execution;

/// <summary>Knows where a run stands and tells whoever listens.</summary>
internal sealed class RunProgress(IProgress<MigrationProgress>? listener)
{
    private PlannedMigration? _current;
    private int _number;
    private int _count;

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
