using SchemaGuard.Benchmarks.Peers;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>Knows the tools that migrate a PostgreSQL database.</summary>
internal static class PostgreSqlPeers
{
    public static IReadOnlyList<string> Names { get; } =
    [DbUpFolder.Name, EntityFramework.Name, EvolveFolder.Name, FluentClasses.Name, WeaselModel.Name];

    /// <summary>Makes a tool ready for a folder of <see cref="ScriptFolder.WriteTables"/>.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="tables">How many files, and tables, it has.</param>
    public static Peer Create(string name, string folder, int tables) =>
        name switch
        {
            DbUpFolder.Name => new DbUpFolder(folder).OnPostgreSql(),
            EntityFramework.Name => new EntityFramework(folder).OnPostgreSql(),
            EvolveFolder.Name => new EvolveFolder(folder).OnPostgreSql(),
            FluentClasses.Name => new FluentClasses(folder).OnPostgreSql(),
            WeaselModel.Name => new WeaselModel(tables).OnPostgreSql(),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such tool."),
        };

    public static IReadOnlyList<Peer> CreateAll(string folder, int tables) => [.. Names.Select(name => Create(name, folder, tables))];
}
