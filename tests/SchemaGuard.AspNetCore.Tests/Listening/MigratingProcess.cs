using Microsoft.Data.Sqlite;
using SchemaGuard.Specification.Infrastructure;

namespace SchemaGuard.AspNetCore.Tests.Listening;

/// <summary>The test application as a process, with the listener, whose migration lasts until the test ends it.</summary>
internal sealed class MigratingProcess : IAsyncDisposable
{
    private readonly MigrationFolder _folder = new();
    private readonly string _connection;

    public MigratingProcess(params IEnumerable<(string Key, string Value)> settings)
    {
        _folder.Add("1_tables.sql", "create table fills (part integer not null);\ncreate table gate (id integer not null);");
        _connection = $"Data Source={Path.Combine(_folder.Path, "test.db")};Pooling=False";
        App = TestProcess.Start(
            Programs.TestApp,
            [],
            [
                ("URLS", "http://127.0.0.1:0"),
                ("Provider", "sqlite"),
                ("Code", "once"),
                ("Listener", "true"),
                ("Probes", "true"),
                ("Logging__LogLevel__Microsoft.AspNetCore", "Warning"),
                ("SchemaGuard__ConnectionString", _connection),
                ("SchemaGuard__Migrations", _folder.Path),
                .. settings,
            ]
        );
    }

    public TestProcess App { get; }

    /// <summary>Waits until the migration runs.</summary>
    /// <returns>The address on which the listener says that it answers.</returns>
    public async Task<Uri> AnsweringAsync()
    {
        await App.WaitForAsync("CODE BEGUN");
        var said = App
            .Output.Split([' ', '\n'])
            .Single(word => word.StartsWith("http", StringComparison.Ordinal) && word.Contains("127.0.0.1", StringComparison.Ordinal));
        return new Uri(said);
    }

    /// <summary>Ends the migration.</summary>
    public async Task MigrateAsync()
    {
        await using var connection = new SqliteConnection(_connection);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "insert into gate (id) values (1)";
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Makes the migration fail.</summary>
    public async Task FailAsync()
    {
        await using var connection = new SqliteConnection(_connection);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "drop table gate";
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _folder.Dispose();
    }
}
