using System.Data.Common;
using Microsoft.Data.Sqlite;
using SchemaGuard.Specification.Infrastructure;

namespace SchemaGuard.Sqlite.Tests;

/// <summary>Is a database file in a temporary folder of its own.</summary>
public sealed class SqliteTestDatabase : TestDatabase
{
    /// <summary>A query over a billion rows: hours.</summary>
    public const string EndlessStatement =
        "with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 100000000000) select max(n) from numbers;";

    public string Folder { get; } = Directory.CreateTempSubdirectory("schemaguard-db-").FullName;

    public string File => Path.Combine(Folder, "test.db");

    public override string Provider => "sqlite";

    public override string ConnectionString => $"Data Source={File}";

    public override SchemaGuardBuilder Use(SchemaGuardBuilder builder) => builder.UseSqlite(ConnectionString);

    public override async Task<DbConnection> OpenAsync()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False;Default Timeout={Patience}");
        await connection.OpenAsync();
        return connection;
    }

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
