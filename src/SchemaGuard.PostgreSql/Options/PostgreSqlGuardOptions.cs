namespace SchemaGuard;

/// <summary>The options that only PostgreSQL has.</summary>
public sealed class PostgreSqlGuardOptions
{
    /// <summary>Gets or sets the lock that lets one process at a time migrate.</summary>
    /// <value>The default value is <see cref="PostgreSqlLockMode.Auto"/>.</value>
    public PostgreSqlLockMode Lock { get; set; } = PostgreSqlLockMode.Auto;

    /// <summary>
    /// Gets or sets the schema of unqualified names, spelled as in the catalog. It comes first in the search path of the guard's connections.
    /// </summary>
    /// <value>The default value is <see langword="null"/>: the search path is the connection's. If set, a schema that does not exist is an error, and
    /// only the schemas of the search path are read, so that the manifest of one tenant's schema contains nothing of the others. Requires a
    /// connection string, not a data source.</value>
    public string? Schema { get; set; }

    /// <summary>Gets or sets how long a lease lasts unless it is renewed, which happens three times within this time.</summary>
    /// <value>The default value is 15 seconds; the range is 1 second to 10 minutes. When the process that holds a lease dies, others continue after
    /// this time.</value>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Gets or sets whether migrating creates a database that does not exist.</summary>
    /// <value>The default value is <see langword="false"/>: a wrong name is then an error and not an empty database. Creating requires the right
    /// <c>CREATEDB</c> and a connection string, not a data source. It connects to database <c>postgres</c>, or to <c>template1</c> where there is
    /// none.</value>
    public bool CreateDatabase { get; set; }
}
