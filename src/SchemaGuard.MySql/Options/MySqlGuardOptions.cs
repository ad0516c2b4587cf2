namespace SchemaGuard.MySql.Options;

/// <summary>Configures what only MySQL and MariaDB have.</summary>
public sealed class MySqlGuardOptions
{
    /// <summary>Gets or sets how one process at a time is let migrate.</summary>
    /// <value>The default value is <see cref="MySqlLockMode.Auto"/>.</value>
    public MySqlLockMode Lock { get; set; } = MySqlLockMode.Auto;

    /// <summary>Gets or sets how long a lease lasts unless it is renewed, which happens three times in this time.</summary>
    /// <value>The default value is 15 seconds; from 1 second to 10 minutes. When the process that holds a lease dies, others go on after this time.</value>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Gets or sets whether migrating creates a database that does not exist.</summary>
    /// <value>The default value is <see langword="false"/>: a wrong name is then an error and not an empty database. Creating takes the right
    /// <c>CREATE</c> on it and a connection string, not a data source.</value>
    public bool CreateDatabase { get; set; }
}
