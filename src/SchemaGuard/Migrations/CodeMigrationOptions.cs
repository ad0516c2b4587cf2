namespace SchemaGuard;

/// <summary>Says of a migration in code what a script says with directives.</summary>
public sealed class CodeMigrationOptions
{
    /// <summary>What <see cref="CompatibleFrom"/> is for a migration after which every older build works.</summary>
    public const string EveryBuild = "*";

    /// <summary>Gets or sets the version of the oldest build that still works after the migration, or <see cref="EveryBuild"/>; an older replica that restarts in the middle of a deployment is then let start.</summary>
    /// <value>The default value is <see langword="null"/>: no build that lacks the migration starts after it, since of code nothing can be told.</value>
    public string? CompatibleFrom { get; set; }

    /// <summary>Gets or sets how long the migration may run. Its token is cancelled then; what it did in its transaction is rolled back.</summary>
    /// <value>The default value is <see langword="null"/>: no bound but that of <see cref="SchemaGuardOptions.StatementTimeout"/> on each statement, where the database holds it.</value>
    public TimeSpan? Timeout { get; set; }

    /// <summary>
    /// Gets or sets whether the migration and its history row commit together. Code that commits by itself, as one in batches does, or that runs what no transaction takes,
    /// sets <see langword="false"/>: its connection then commits each statement. That it begins is recorded before, that it has ended after. Where it fails or its process
    /// dies in between, only a person can tell how far it came, and the next start stops and asks, unless <see cref="IsIdempotent"/> is set.
    /// </summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool IsTransactional { get; set; } = true;

    /// <summary>Gets or sets whether code that runs without a transaction may run again from its beginning, however far it came before: twice is once. The next start then does that, where it would otherwise ask.</summary>
    /// <value>The default value is <see langword="false"/>. Code in a transaction needs it not: what is left of it after a failure is nothing.</value>
    public bool IsIdempotent { get; set; }
}
