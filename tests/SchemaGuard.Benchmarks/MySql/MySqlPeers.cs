using SchemaGuard.Benchmarks.Peers;
using SchemaGuard.Servers;

namespace SchemaGuard.Benchmarks.MySql;

/// <summary>Knows the tools that migrate a MySQL or MariaDB database.</summary>
internal static class MySqlPeers
{
    /// <summary>Makes them ready for a folder. EF Core's provider that fits it is made for MySQL alone.</summary>
    public static IReadOnlyList<Peer> CreateAll(MySqlInstallation installation, string folder) =>
        [
            new EvolveFolder(folder).OnMySql(),
            new FluentClasses(folder).OnMySql(),
            .. installation.IsMariaDb ? Array.Empty<Peer>() : [new EntityFramework(folder).OnMySql()],
        ];
}
