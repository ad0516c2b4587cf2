namespace SchemaGuard;

/// <summary>Says of a migration in code what a script says with directives.</summary>
public sealed class CodeMigrationOptions
{
    /// <summary>What <see cref="CompatibleFrom"/> is for a migration after which every older build works.</summary>
    public const string EveryBuild = "*";

    /// <summary>Gets or sets the version of the oldest build that still works after the migration, or <see cref="EveryBuild"/>; an older replica that restarts in the middle of a deployment is then let start.</summary>
    /// <value>The default value is <see langword="null"/>: no build that lacks the migration starts after it, since of code nothing can be told.</value>
    public string? CompatibleFrom { get; set; }

    /// <summary>Gets or sets how long the migration may run. Its token is cancelled then, and it is rolled back.</summary>
    /// <value>The default value is <see langword="null"/>: no bound but that of <see cref="SchemaGuardOptions.StatementTimeout"/> on each statement, where the database holds it.</value>
    public TimeSpan? Timeout { get; set; }
}
