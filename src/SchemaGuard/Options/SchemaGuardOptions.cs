namespace SchemaGuard;

/// <summary>
/// The options of one guard. Values set in code are defaults: configuration section <c>SchemaGuard</c> (for a named guard
/// <c>SchemaGuard:Guards:&lt;name&gt;</c>) overrides them, so that the same image can migrate in a job and verify in a pod.
/// </summary>
public sealed class SchemaGuardOptions
{
    /// <summary>Gets or sets what the gate does at start.</summary>
    /// <value>The default value is <see cref="StartupMode.Migrate"/>.</value>
    public StartupMode Startup { get; set; } = StartupMode.Migrate;

    /// <summary>Gets or sets what happens to a pending migration that is older than the newest applied one.</summary>
    /// <value>The default value is <see cref="OutOfOrderPolicy.Refuse"/>.</value>
    public OutOfOrderPolicy OutOfOrder { get; set; } = OutOfOrderPolicy.Refuse;

    /// <summary>Gets or sets the connection string of this guard's database, for a provider that is registered without one.</summary>
    /// <value>The default value is <see langword="null"/>. An ADO.NET string, a URL such as <c>sqlite:///data/app.db</c>,
    /// or the name of an entry in section <c>ConnectionStrings</c>. Never shown in logs, reports or errors.</value>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// Gets or sets a separate connection string for migrating, for when the application's own lacks the permissions or goes through a
    /// pooler.
    /// </summary>
    /// <value>The default value is <see langword="null"/>: the same connection string serves both purposes. It takes the same forms, and must lead to
    /// the same database. Not available for SQLite.</value>
    public string? MigrationConnectionString { get; set; }

    /// <summary>Gets or sets how long to wait for a database that is not up yet.</summary>
    /// <value>The default value is 30 seconds. Zero tries once. Permanent errors, such as a wrong password, fail at once.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets how long to wait for the migration lock while its holder makes no progress. The same limit applies to readers that
    /// block a commit, to a writer that blocks reads, and to sessions that hold a lock on what a migration changes. A holder that the
    /// database sees executing is making progress.
    /// </summary>
    /// <value>The default value is 5 minutes. Zero tries once.</value>
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets how long one attempt of a statement waits for a lock on what it changes. The statement then steps back, so that
    /// sessions queued behind it can proceed, and is tried again until <see cref="LockTimeout"/> has passed.
    /// </summary>
    /// <value>The default value is 2 seconds. Not used on SQLite, which has no such queue.</value>
    public TimeSpan StatementLockTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Gets or sets what happens to a statement that creates an object which already exists, as in a database whose migrations were never
    /// recorded.
    /// </summary>
    /// <value>The default value is <see cref="ExistingObjectPolicy.Refuse"/>. On PostgreSQL and SQLite it affects only statements with
    /// <c>IF NOT EXISTS</c>.</value>
    public ExistingObjectPolicy OnExisting { get; set; } = ExistingObjectPolicy.Refuse;

    /// <summary>Gets or sets how long <see cref="StartupMode.Wait"/> waits for another process to migrate.</summary>
    /// <value>The default value is 10 minutes.</value>
    public TimeSpan WaitTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets how long one statement of a migration may run.</summary>
    /// <value>The default value is <see langword="null"/>: no limit. The directive <c>timeout=</c> in a script overrides it.</value>
    public TimeSpan? StatementTimeout { get; set; }

    /// <summary>Gets or sets how long one invariant may run.</summary>
    /// <value>The default value is 30 seconds.</value>
    public TimeSpan InvariantTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets how often the monitor checks the database while the application runs; each interval is up to a tenth shorter or longer.
    /// If checks take long, they become less frequent: they take at most one per cent of the time, unless
    /// <see cref="MonitorLongestInterval"/> says otherwise. After a start for which the provider left the catalog unread, the first check
    /// follows within seconds.
    /// </summary>
    /// <value>The default value is 30 seconds. Zero turns the monitor off: the verdict of the start then stays.</value>
    public TimeSpan MonitorInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the length to which <see cref="MonitorInterval"/> is stretched at most, however long a check takes.</summary>
    /// <value>The default value is 10 minutes. If it is not longer than <see cref="MonitorInterval"/>, nothing is stretched.</value>
    public TimeSpan MonitorLongestInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Gets or sets how many checks in a row must find the database unhealthy before the verdict changes. After the first of them the
    /// monitor checks every five seconds.
    /// </summary>
    /// <value>The default value is 2; the minimum is 1. A verdict becomes good again at once.</value>
    public int MonitorThreshold { get; set; } = 2;

    /// <summary>
    /// Gets or sets how long checks may fail, because the database is unreachable or refuses access, before the monitor gives up a good
    /// verdict. Without this tolerance every replica would go out of service at once. A bad verdict stays, however long the outage lasts.
    /// </summary>
    /// <value>The default value is 2 minutes.</value>
    public TimeSpan OutageTolerance { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets or sets the name of the history table. The name of the state table is derived from it.</summary>
    /// <value>The default value is <c>schemaguard_history</c>. Letters, digits and underscores, at most 50 characters.</value>
    public string HistoryTable { get; set; } = "schemaguard_history";

    /// <summary>Gets or sets the schema of the history table, for a database that has schemas.</summary>
    /// <value>The default value is <see langword="null"/>: the connection's own default schema.</value>
    public string? HistorySchema { get; set; }

    /// <summary>Gets or sets the name of this application that is recorded in the history.</summary>
    /// <value>The default value is <see langword="null"/>: the host environment's application name.</value>
    public string? ApplicationName { get; set; }

    /// <summary>
    /// Gets or sets whether the spans of a migration's statements carry their text (<c>db.query.text</c>), values included, up to 4,096
    /// characters.
    /// </summary>
    /// <value>The default value is <see langword="false"/>: spans carry the kind of a statement and the names of objects, never a value. The text of
    /// a script may hold a secret, such as a password; set this only where traces are as well protected as the scripts.</value>
    public bool TraceStatementText { get; set; }

    /// <summary>Gets or sets the file that receives the reason for a refusal, if the file exists.</summary>
    /// <value>The default value is <c>/dev/termination-log</c>, which Kubernetes shows in <c>kubectl describe pod</c>. If
    /// <see langword="null"/>, no file is written.</value>
    public string? TerminationLogPath { get; set; } = "/dev/termination-log";
}
