namespace SchemaGuard.MySql.Options;

/// <summary>Says how one process at a time is let migrate a MySQL or MariaDB database.</summary>
public enum MySqlLockMode
{
    /// <summary>A session lock, or a lease where the server is one of a Galera cluster, on which session locks hold on one node only.</summary>
    Auto = 0,

    /// <summary>The named lock of a session (<c>GET_LOCK</c>): it ends with the session or with the process.</summary>
    Session = 1,

    /// <summary>A row that is renewed while work goes on, with a number that rises with each holder. Holds on a cluster and behind proxies, too.</summary>
    Lease = 2,
}
