namespace SchemaGuard.MySql.Server;

/// <summary>
/// The kind of cluster that the server's variables show. In a cluster several servers may take writes, and a session lock holds on only one of them.
/// Immutable.
/// </summary>
/// <param name="HasSeveralWriters">Whether other servers take writes, too.</param>
/// <param name="ForbidsSessionLocks">Whether the server refuses GET_LOCK, so that no session can hold one.</param>
internal sealed record ClusterKind(bool HasSeveralWriters, bool ForbidsSessionLocks)
{
    /// <summary>Asks for the variables; a variable that the server does not know has no row.</summary>
    public const string Question =
        "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('wsrep_on', 'pxc_strict_mode', 'group_replication_group_name', 'group_replication_single_primary_mode')";

    /// <summary>
    /// Reads the answer. Galera has <c>wsrep_on</c>, Percona XtraDB Cluster also its strict mode, and Group Replication a mode with several
    /// primaries.
    /// </summary>
    public static ClusterKind Of(IReadOnlyList<string?[]> rows)
    {
        var variables = rows.ToDictionary(row => row[0]!, row => row[1] ?? "", StringComparer.OrdinalIgnoreCase);
        var isGalera = IsOn("wsrep_on");
        var isGroup =
            variables.GetValueOrDefault("group_replication_group_name", "").Length > 0
            && variables.TryGetValue("group_replication_single_primary_mode", out _)
            && !IsOn("group_replication_single_primary_mode");
        var strict = variables.GetValueOrDefault("pxc_strict_mode", "").ToUpperInvariant();
        return new ClusterKind(isGalera || isGroup, isGalera && (strict is "ENFORCING" or "MASTER"));

        bool IsOn(string name) => variables.GetValueOrDefault(name, "").ToUpperInvariant() is "ON" or "1";
    }
}
