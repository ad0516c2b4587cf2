namespace SchemaGuard;

/// <summary>
/// Configures one guard. Values set in code are defaults: configuration section <c>SchemaGuard</c> (for a named guard
/// <c>SchemaGuard:Guards:&lt;name&gt;</c>) overrides them, so that one image can migrate in a job and verify in a pod.
/// </summary>
public sealed class SchemaGuardOptions
{
    /// <summary>Gets or sets what the gate does at start.</summary>
    /// <value>The default value is <see cref="StartupMode.Migrate"/>.</value>
    public StartupMode Startup { get; set; } = StartupMode.Migrate;

    /// <summary>Gets or sets what happens to a pending migration that is older than the newest applied one.</summary>
    /// <value>The default value is <see cref="OutOfOrderPolicy.Refuse"/>.</value>
    public OutOfOrderPolicy OutOfOrder { get; set; } = OutOfOrderPolicy.Refuse;

    /// <summary>Gets or sets the connection string of this guard's database, for providers registered without one.</summary>
    /// <value>The default value is <see langword="null"/>. An ADO.NET string, a URL such as <c>sqlite:///data/app.db</c>,
    /// or the name of an entry of section <c>ConnectionStrings</c>. Never shown in logs, reports or errors.</value>
    public string? ConnectionString { get; set; }

    /// <summary>Gets or sets another connection string for migrating, where the application's own has no right to, or goes through a pooler.</summary>
    /// <value>The default value is <see langword="null"/>: the same connection string serves for both. It takes the same forms, and must lead to the
    /// same database. SQLite has none.</value>
    public string? MigrationConnectionString { get; set; }

    /// <summary>Gets or sets how long to wait for a database that is not up yet.</summary>
    /// <value>The default value is 30 seconds. Zero tries once. Permanent errors, such as a bad password, never wait.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long to wait for the migration lock while whoever holds it makes no progress, for readers that keep a commit out, for a writer that keeps reads out, and for sessions that hold a lock on what a migration changes. A holder that the database sees executing makes progress.</summary>
    /// <value>The default value is 5 minutes. Zero tries once.</value>
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets how long one attempt of a statement waits for a lock on what it changes. It then steps back, so that those who queue
    /// behind it are not kept waiting, and tries again until <see cref="LockTimeout"/> is over.</summary>
    /// <value>The default value is 2 seconds. SQLite has no such queue.</value>
    public TimeSpan StatementLockTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets what becomes of a statement that creates what is there already, as in a database whose migrations were never recorded.</summary>
    /// <value>The default value is <see cref="OnExisting.Refuse"/>. On PostgreSQL and SQLite it is about statements with <c>IF NOT EXISTS</c> alone.</value>
    public OnExisting OnExisting { get; set; } = OnExisting.Refuse;

    /// <summary>Gets or sets how long <see cref="StartupMode.Wait"/> waits for another process to migrate.</summary>
    /// <value>The default value is 10 minutes.</value>
    public TimeSpan WaitTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets how long one statement of a migration may run.</summary>
    /// <value>The default value is <see langword="null"/>: no bound. Directive <c>timeout=</c> of a script overrides it.</value>
    public TimeSpan? StatementTimeout { get; set; }

    /// <summary>Gets or sets how long one invariant may run.</summary>
    /// <value>The default value is 30 seconds.</value>
    public TimeSpan InvariantTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how often the monitor looks at the database while the application runs, each time up to a tenth earlier or later. Where looks take long, it looks less often:
    /// they take at most one per cent of the time, unless <see cref="MonitorLongestInterval"/> says otherwise. After a start for which the provider left
    /// the catalog unread, the first look
    /// comes within seconds.</summary>
    /// <value>The default value is 30 seconds. Zero turns the monitor off: the verdict of the start then stays.</value>
    public TimeSpan MonitorInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how far <see cref="MonitorInterval"/> is stretched at most, however long a look takes.</summary>
    /// <value>The default value is 10 minutes. Not longer than <see cref="MonitorInterval"/>: nothing is stretched.</value>
    public TimeSpan MonitorLongestInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets how many looks in a row must find the database unhealthy before the verdict turns. From the first on the monitor looks every five seconds.</summary>
    /// <value>The default value is 2, at least 1. A verdict turns good again at once.</value>
    public int MonitorThreshold { get; set; } = 2;

    /// <summary>Gets or sets for how long looks may fail, because the database is out of reach or refuses, before the monitor turns a good verdict, which else would take every replica
    /// out of service at once. A bad verdict stays, however long that lasts.</summary>
    /// <value>The default value is 2 minutes.</value>
    public TimeSpan OutageTolerance { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets or sets the name of the history table. The state table takes its name from it.</summary>
    /// <value>The default value is <c>schemaguard_history</c>. Letters, digits and underscores, 50 characters at most.</value>
    public string HistoryTable { get; set; } = "schemaguard_history";

    /// <summary>Gets or sets the schema of the history table, where the database has schemas.</summary>
    /// <value>The default value is <see langword="null"/>: the connection's own default schema.</value>
    public string? HistorySchema { get; set; }

    /// <summary>Gets or sets the name under which this application signs the history.</summary>
    /// <value>The default value is <see langword="null"/>: the host environment's application name.</value>
    public string? ApplicationName { get; set; }

    /// <summary>Gets or sets the file that receives the reason of a refusal, if the file exists.</summary>
    /// <value>The default value is <c>/dev/termination-log</c>, which Kubernetes shows in <c>kubectl describe pod</c>. <see langword="null"/> writes none.</value>
    public string? TerminationLogPath { get; set; } = "/dev/termination-log";
}
