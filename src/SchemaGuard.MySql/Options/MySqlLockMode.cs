namespace SchemaGuard;

/// <summary>The kind of lock that lets only one process at a time migrate a MySQL or MariaDB database.</summary>
public enum MySqlLockMode
{
    /// <summary>A session lock, or a lease where the server belongs to a Galera cluster, on which session locks hold on one node only.</summary>
    Auto = 0,

    /// <summary>The named lock of a session (<c>GET_LOCK</c>): it ends with the session or with the process.</summary>
    Session = 1,

    /// <summary>
    /// A row that is renewed while work goes on, with a number that rises with each holder. It also holds on a cluster and behind proxies.
    /// </summary>
    Lease = 2,
}
