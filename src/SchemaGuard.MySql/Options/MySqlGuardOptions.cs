namespace SchemaGuard;

/// <summary>The options that only MySQL and MariaDB have.</summary>
public sealed class MySqlGuardOptions
{
    /// <summary>Gets or sets which kind of lock lets only one process at a time migrate.</summary>
    /// <value>The default value is <see cref="MySqlLockMode.Auto"/>.</value>
    public MySqlLockMode Lock { get; set; } = MySqlLockMode.Auto;

    /// <summary>Gets or sets how long a lease lasts unless it is renewed. It is renewed three times within this time.</summary>
    /// <value>The default value is 15 seconds; from 1 second to 10 minutes. If the process that holds a lease dies, others continue after this
    /// time.</value>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Gets or sets whether migrating creates a database that does not exist.</summary>
    /// <value>The default value is <see langword="false"/>, so that a wrong name is an error and not an empty database. Creating needs the
    /// <c>CREATE</c> privilege on the database, and a connection string instead of a data source.</value>
    public bool CreateDatabase { get; set; }
}
