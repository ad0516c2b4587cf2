using SchemaGuard.Benchmarks.Peers;

namespace SchemaGuard.Benchmarks.Sqlite;

/// <summary>Knows the tools that migrate an SQLite database.</summary>
internal static class SqlitePeers
{
    /// <summary>Makes them ready for a folder.</summary>
    public static IReadOnlyList<Peer> CreateAll(string folder) =>
        [
            new DbUpFolder(folder).OnSqlite(),
            new EntityFramework(folder).OnSqlite(),
            new EvolveFolder(folder).OnSqlite(),
            new FluentClasses(folder).OnSqlite(),
        ];

    public static string ConnectionString(string path) => $"Data Source={path}";
}
