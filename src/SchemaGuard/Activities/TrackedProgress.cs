namespace SchemaGuard.Activities;

/// <summary>The progress of a run, which is told to the tracker and to the caller.</summary>
internal sealed class TrackedProgress(ActivityTracker tracker, IProgress<MigrationProgress>? caller) : IProgress<MigrationProgress>
{
    public void Report(MigrationProgress value)
    {
        tracker.Migrate(value);
        caller?.Report(value);
    }
}
