using System.Data.Common;
using Microsoft.Data.Sqlite;
using SchemaGuard.Specification.Infrastructure;

namespace SchemaGuard.Sqlite.Tests;

/// <summary>Is a file that a writer can keep readers out of, and in whose place something else can stand.</summary>
internal sealed class SqliteFallibleDatabase(SqliteTestDatabase database) : FallibleDatabase(database)
{
    private DbConnection? _writer;

    public override string ConnectionString => database.ConnectionString;

    private string Kept => database.File + ".kept";

    public override SchemaGuardBuilder Use(SchemaGuardBuilder builder) => database.Use(builder);

    public override ValueTask DisposeAsync() => database.DisposeAsync();

    public override async Task BreakOffAsync()
    {
        _writer = await OpenAsync();
        await using var command = _writer.CreateCommand();
        command.CommandText = "begin exclusive";
        await command.ExecuteNonQueryAsync();
    }

    public override async Task RefuseAsync()
    {
        if (File.Exists(database.File))
        {
            File.Move(database.File, Kept);
        }

        await File.WriteAllTextAsync(database.File, new string('x', 8192));
        SqliteConnection.ClearAllPools();
    }

    public override async Task RestoreAsync()
    {
        if (_writer is not null)
        {
            await _writer.DisposeAsync();
            _writer = null;
        }
        else
        {
            File.Delete(database.File);
            if (File.Exists(Kept))
            {
                File.Move(Kept, database.File);
            }

            SqliteConnection.ClearAllPools();
        }
    }
}
