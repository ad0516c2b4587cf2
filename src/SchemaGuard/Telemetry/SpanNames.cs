namespace SchemaGuard.Telemetry;

/// <summary>The names of all spans. A page documents each; a test compares both.</summary>
internal static class SpanNames
{
    public const string Run = "schemaguard.run";

    public const string Look = "schemaguard.look";

    public const string Probe = "schemaguard.probe";

    public const string LockWait = "schemaguard.lock.wait";

    public const string Migration = "schemaguard.migration";

    public const string Statement = "schemaguard.statement";

    public const string Batch = "schemaguard.batch";
}
