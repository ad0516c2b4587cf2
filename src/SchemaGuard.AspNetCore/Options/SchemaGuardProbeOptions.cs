namespace SchemaGuard;

/// <summary>The options of the probes, for the endpoints and for the listener that answers while migrations run.</summary>
public sealed class SchemaGuardProbeOptions
{
    /// <summary>Gets or sets the path of the liveness probe, which answers 200 while the process runs.</summary>
    /// <value>The default value is <c>/health/live</c>.</value>
    public string LivePath { get; set; } = "/health/live";

    /// <summary>Gets or sets the path of the startup probe, which answers 200 from the moment the gate has opened, whatever happens later.</summary>
    /// <value>The default value is <c>/health/startup</c>.</value>
    public string StartupPath { get; set; } = "/health/startup";

    /// <summary>Gets or sets the path of the readiness probe, which answers 200 while every database is as this build needs it.</summary>
    /// <value>The default value is <c>/health/ready</c>.</value>
    public string ReadyPath { get; set; } = "/health/ready";

    /// <summary>Gets or sets how much a probe says of a migration that runs and of a start that was refused.</summary>
    /// <value>The default value is <see cref="SchemaHealthDetail.Counts"/>: numbers and codes, but no names of migrations, tables or users.</value>
    public SchemaHealthDetail Detail { get; set; } = SchemaHealthDetail.Counts;
}
