namespace SchemaGuard;

/// <summary>The options of a migration written in code: the counterpart of a script's directives.</summary>
public sealed class CodeMigrationOptions
{
    /// <summary>The value of <see cref="CompatibleFrom"/> for a migration after which every older build still works.</summary>
    public const string EveryBuild = "*";

    /// <summary>
    /// Gets or sets the version of the oldest build that still works after the migration, or <see cref="EveryBuild"/>. An older replica
    /// that restarts in the middle of a deployment is then allowed to start.
    /// </summary>
    /// <value>The default value is <see langword="null"/>: a build that lacks the migration does not start after it, because nothing can be
    /// derived from code.</value>
    public string? CompatibleFrom { get; set; }

    /// <summary>
    /// Gets or sets how long the migration may run. After that time its token is cancelled, and what it did in its transaction is rolled
    /// back.
    /// </summary>
    /// <value>The default value is <see langword="null"/>: only <see cref="SchemaGuardOptions.StatementTimeout"/> limits each statement, if
    /// the database enforces it.</value>
    public TimeSpan? Timeout { get; set; }

    /// <summary>
    /// Gets or sets whether the migration and its history row commit together. Set it to <see langword="false"/> for code that commits by itself,
    /// for example in batches, or that runs statements which are not allowed in a transaction. Its connection then commits each statement. The
    /// beginning of the code is recorded before it runs, its end afterwards. If it fails or its process dies in between, only a person can tell how
    /// far it got: the next start stops and asks, unless <see cref="IsIdempotent"/> is set.
    /// </summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool IsTransactional { get; set; } = true;

    /// <summary>
    /// Gets or sets whether code that runs without a transaction can safely run again from its beginning, however far it got before. The
    /// next start then runs it again instead of stopping to ask.
    /// </summary>
    /// <value>The default value is <see langword="false"/>. Code in a transaction does not need it: a failure leaves nothing behind.</value>
    public bool IsIdempotent { get; set; }
}
