namespace SchemaGuard.PostgreSql.Options;

/// <summary>Configures what only PostgreSQL has.</summary>
public sealed class PostgreSqlGuardOptions
{
    /// <summary>Gets or sets how one process at a time is let migrate.</summary>
    /// <value>The default value is <see cref="PostgreSqlLockMode.Auto"/>.</value>
    public PostgreSqlLockMode Lock { get; set; } = PostgreSqlLockMode.Auto;

    /// <summary>Gets or sets the schema that names without one belong to, as the catalog writes it: it begins the search path of the guard's connections.</summary>
    /// <value>The default value is <see langword="null"/>: the search path is that of the connection. With one, a schema that does not exist is an error, and only the schemas
    /// of the search path are read, so that a manifest of one tenant's schema holds nothing of the others. It takes a connection string, not a data source.</value>
    public string? Schema { get; set; }

    /// <summary>Gets or sets how long a lease lasts unless it is renewed, which happens three times in this time.</summary>
    /// <value>The default value is 15 seconds; from 1 second to 10 minutes. When the process that holds a lease dies, others go on after this time.</value>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Gets or sets whether migrating creates a database that does not exist.</summary>
    /// <value>The default value is <see langword="false"/>: a wrong name is then an error and not an empty database. Creating takes the right
    /// <c>CREATEDB</c> and a connection string, not a data source; it connects to database <c>postgres</c> for it, or to <c>template1</c> where there is none.</value>
    public bool CreateDatabase { get; set; }
}
