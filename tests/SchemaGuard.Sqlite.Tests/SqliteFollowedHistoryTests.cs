using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaGuard.Execution;
using SchemaGuard.Execution.Context;
using SchemaGuard.History;
using SchemaGuard.History.Storage;
using SchemaGuard.Migrations;
using SchemaGuard.Migrations.Sources;
using SchemaGuard.Planning;
using SchemaGuard.Specification.Infrastructure;
using SchemaGuard.Sqlite.Dialect;
using Shouldly;
using Xunit;

namespace SchemaGuard.Sqlite.Tests;

/// <summary>Says what a run that waits reads of the history again, and what it does not.</summary>
public sealed class SqliteFollowedHistoryTests
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_that_are_new_are_seen_and_those_that_are_settled_are_not_read_again()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().AddLedger(2);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await using var connection = (SqliteConnection)await database.OpenAsync();
        var followed = new FollowedHistory(Services());
        await followed.ReadAsync(connection, End);

        // Somebody's change of a settled row is for the next start to find: that it does not show here is how it is known not to be read.
        await database.ExecuteAsync("update schemaguard_history set host = 'elsewhere' where sequence = 1");
        folder.AddLedger(3);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await followed.ReadAsync(connection, End);

        string.Join(" ", followed.Rows.Select(row => row.Name)).ShouldBe("0000_ledger 0001_step 0002_step 0003_step");
        (followed.Rows[0].Host == "elsewhere").ShouldBeFalse();
    }

    [Fact]
    public async Task A_row_that_was_unfinished_is_read_again_with_those_after_it()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().AddLedger(3);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await database.ExecuteAsync("update schemaguard_history set state = 'partial', statements_done = 1 where sequence = 3");
        await using var connection = (SqliteConnection)await database.OpenAsync();
        var followed = new FollowedHistory(Services());
        await followed.ReadAsync(connection, End);

        await database.ExecuteAsync("update schemaguard_history set state = 'applied', statements_done = 2 where sequence = 3");
        await followed.ReadAsync(connection, End);

        followed.Rows.Select(row => (row.Sequence, row.State)).ShouldBe([(1, "applied"), (2, "applied"), (3, "applied"), (4, "applied")]);
    }

    [Fact]
    public async Task A_settled_row_that_is_gone_refuses_every_plan_from_then_on()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().AddLedger(2);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await using var connection = (SqliteConnection)await database.OpenAsync();
        var followed = new FollowedHistory(Services());
        await followed.ReadAsync(connection, End);

        await database.ExecuteAsync("delete from schemaguard_history where sequence = 3");
        await followed.ReadAsync(connection, End);

        followed.Plan(Empty).Findings.ShouldContain(finding => finding.Code == FindingCodes.HistoryWentBack);
        await followed.ReadAsync(connection, End);
        followed.Plan(Empty).IsBlocked.ShouldBeTrue();
    }

    private static MigrationSet Empty => new MigrationSetLoader("default", [], []).Load();

    private static GuardContext Services()
    {
        var dialect = new SqliteDialect();
        var history = new HistoryStore(dialect, new HistoryTables(Schema: null, "schemaguard_history"), "default");
        var signature = new HistorySignature("spec");
        return new GuardContext
        {
            Name = "default",
            Options = new SchemaGuardOptions(),
            Provider = null!,
            History = history,
            Signature = signature,
            Planner = new Planner(new ScriptReader("default"), dialect, OutOfOrderPolicy.Refuse, history.Repairs, signature),
            Logger = NullLogger.Instance,
            Activity = new SchemaGuard.Activities.ActivityTracker(TimeProvider.System, changed: null),
            Time = TimeProvider.System,
            Services = null!,
        };
    }
}
