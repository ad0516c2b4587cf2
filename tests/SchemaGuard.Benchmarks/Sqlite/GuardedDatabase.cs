using Microsoft.Data.Sqlite;

namespace SchemaGuard.Benchmarks.Sqlite;

/// <summary>Is a database with a guard, put together as an application does it.</summary>
internal sealed class GuardedDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public GuardedDatabase(string path, string folder, IEnumerable<string> requiredTables)
    {
        var services = new ServiceCollection();
        services.AddSchemaGuard().UseSqlite($"Data Source={path}").AddMigrations(folder).RequireTables(requiredTables);
        _services = services.BuildServiceProvider();
        Guard = _services.GetRequiredService<ISchemaGuard>();
    }

    public ISchemaGuard Guard { get; }

    /// <summary>Gives the connection string with which the guard looks at a file, so that a connection made from it comes out of the same pool.</summary>
    public static string ReadConnectionString(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite }.ConnectionString;

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
