using Microsoft.Data.Sqlite;
using SchemaGuard.History;
using SchemaGuard.Providers.State;
using SchemaGuard.Specification.Infrastructure;
using SchemaGuard.Sqlite.Locking;
using SchemaGuard.Sqlite.State;
using Shouldly;
using SQLitePCL;
using Xunit;

namespace SchemaGuard.Sqlite.Tests;

/// <summary>Says what SQLite has to do for the guard's own questions.</summary>
public sealed class SqliteCostTests
{
    private static readonly HistoryTables Tables = new(Schema: null, "schemaguard_history");

    [Fact]
    public async Task A_probe_does_not_cost_more_where_the_catalog_is_larger()
    {
        await using var database = await MigratedAsync();
        var few = await CountInstructionsAsync(database, connection => ProbeAsync(connection));
        for (var i = 0; i < 100; i++)
        {
            await database.ExecuteAsync($"create table more_{i} (id integer primary key, name text)");
        }

        (await CountInstructionsAsync(database, connection => ProbeAsync(connection))).ShouldBe(few);
    }

    [Fact]
    public async Task The_write_lock_is_taken_by_one_statement_where_the_tables_are_there()
    {
        await using var database = await MigratedAsync();
        await using var connection = (SqliteConnection)await database.OpenAsync();
        var statements = new List<string>();
        raw.sqlite3_trace(connection.Handle, (strdelegate_trace)((_, sql) => statements.Add(sql)), null);

        await using var held = await new SqliteMigrationLock().TryAcquireAsync(connection, Tables, TestContext.Current.CancellationToken);

        held.ShouldNotBeNull();
        statements.Count(statement => !statement.StartsWith("BEGIN", StringComparison.Ordinal)).ShouldBe(1);
        await using var other = (SqliteConnection)await database.OpenAsync();
        (await new SqliteMigrationLock().TryAcquireAsync(other, Tables, TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Theory]
    [InlineData("drop index schemaguard_history_unfinished")]
    [InlineData("drop table schemaguard_state")]
    public async Task What_is_missing_of_the_history_is_made_again_with_the_lock(string dropped)
    {
        await using var database = await MigratedAsync();
        await database.ExecuteAsync(dropped);
        using var folder = new MigrationFolder().AddLedger(2);

        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        (
            await database.NumberAsync(
                "select count(*) from sqlite_master where name in ('schemaguard_history_unfinished', 'schemaguard_state')"
            )
        ).ShouldBe(2);
    }

    [Fact]
    public async Task An_index_of_another_kind_in_the_place_of_ones_own_keeps_nobody_from_migrating()
    {
        await using var database = await MigratedAsync();
        await database.ExecuteAsync(
            "drop index schemaguard_history_unfinished; create index schemaguard_history_unfinished on schemaguard_history (sequence) where state = 'other'"
        );
        using var folder = new MigrationFolder().AddLedger(2);

        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        report.Applied.Count.ShouldBe(1);
    }

    private static async Task<SqliteTestDatabase> MigratedAsync()
    {
        var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        return database;
    }

    private static Task<DatabaseState> ProbeAsync(SqliteConnection connection) =>
        new SqliteStateReader().ProbeAsync(connection, Tables, "default", TestContext.Current.CancellationToken);

    private static async Task<int> CountInstructionsAsync(SqliteTestDatabase database, Func<SqliteConnection, Task> work)
    {
        await using var connection = (SqliteConnection)await database.OpenAsync();
        var instructions = 0;

        // Reads the catalog, as whatever is first on a connection does.
        await work(connection);
        raw.sqlite3_progress_handler(
            connection.Handle,
            1,
            _ =>
            {
                instructions++;
                return 0;
            },
            null
        );
        await work(connection);
        raw.sqlite3_progress_handler(connection.Handle, 0, null, null);
        return instructions;
    }
}
