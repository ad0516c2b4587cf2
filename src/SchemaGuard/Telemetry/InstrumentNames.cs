namespace SchemaGuard.Telemetry;

/// <summary>The names of all instruments. A page documents each; a test compares both.</summary>
internal static class InstrumentNames
{
    public const string State = "schemaguard.state";

    public const string Pending = "schemaguard.migrations.pending";

    public const string Findings = "schemaguard.findings";

    public const string VerdictAge = "schemaguard.verdict.age";

    public const string ChecksFailing = "schemaguard.checks.failing";

    public const string Running = "schemaguard.migrations.running";

    public const string Planned = "schemaguard.migrations.planned";

    public const string RunDuration = "schemaguard.run.duration";

    public const string LookDuration = "schemaguard.look.duration";

    public const string Applied = "schemaguard.migrations.applied";

    public const string Failed = "schemaguard.migrations.failed";

    public const string MigrationDuration = "schemaguard.migration.duration";

    public const string LockWait = "schemaguard.lock.wait";
}
