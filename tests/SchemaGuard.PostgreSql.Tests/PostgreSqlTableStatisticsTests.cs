using Npgsql;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says what of PostgreSQL's tables is listed, and with which numbers.</summary>
public sealed class PostgreSqlTableStatisticsTests(PostgreSqlServers servers)
{
    private const string Divided = """
        create table events (id integer, at integer) partition by range (at);
        create table events_1 partition of events for values from (1) to (2);
        create table events_2 partition of events for values from (2) to (3) partition by range (id);
        create table events_2_a partition of events_2 for values from (0) to (1000);
        create table events_3 partition of events for values from (3) to (4);
        insert into events select i, 1 + i % 2 from generate_series(1, 600) i;
        analyze events_1, events_2_a;
        create schema sales;
        create table sales."Big Orders" (id integer);
        """;

    [Fact]
    public async Task A_divided_table_has_the_sum_of_its_parts_which_are_not_listed_themselves()
    {
        await using var database = await DividedAsync();

        var tables = await ReadAsync(database, guard => { });

        var events = tables.Single(table => table.Table == "events");
        events.EstimatedRows.ShouldBe(600);
        events.SizeInBytes.ShouldNotBeNull().ShouldBeGreaterThan(0);
        tables.Select(table => table.Table).ShouldBe(["events", "sales.Big Orders"]);
    }

    [Fact]
    public async Task A_part_that_is_required_by_name_is_listed()
    {
        await using var database = await DividedAsync();

        var tables = await ReadAsync(
            database,
            guard => guard.RequireTables("events_1", "public.events", "sales.Big Orders", "sales.nowhere")
        );

        tables
            .Select(table => (table.Table, table.IsRequired, table.Exists))
            .ShouldBe([("events", true, true), ("events_1", true, true), ("sales.Big Orders", true, true), ("sales.nowhere", true, false)]);
    }

    [Fact]
    public async Task A_table_that_was_never_analysed_has_no_estimate()
    {
        await using var database = await DividedAsync();

        var tables = await ReadAsync(database, guard => { });

        var orders = tables.Single(table => table.Table == "sales.Big Orders");
        orders.EstimatedRows.ShouldBeNull();
        orders.SizeInBytes.ShouldBe(0);
    }

    [Fact]
    public async Task A_guard_of_one_schema_lists_no_other()
    {
        await using var database = await DividedAsync();
        await using var given = new GivenDatabase(database.ConnectionString, options => options.Schema = "sales");

        var tables = await ReadAsync(given, guard => { });

        tables.Select(table => table.Table).ShouldBe(["Big Orders"]);
    }

    [Fact]
    public async Task The_tables_of_a_schema_with_another_history_are_left_out_unless_they_are_required()
    {
        await using var database = await DividedAsync();
        await database.ExecuteAsync("create schema tenant; create table tenant.schemaguard_history (); create table tenant.rows ();");

        (await ReadAsync(database, guard => { })).Select(table => table.Table).ShouldBe(["events", "sales.Big Orders"]);
        (await ReadAsync(database, guard => guard.RequireTables("tenant.rows")))
            .Select(table => table.Table)
            .ShouldBe(["events", "sales.Big Orders", "tenant.rows"]);
    }

    [Fact]
    public async Task A_user_without_any_right_on_the_tables_sees_their_numbers()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigration("1_own", "create table own (id integer);"));
        await database.ExecuteAsync($"{Divided} create role reader_{database.Name} login; revoke all on schema public from public;");
        try
        {
            await using var given = new GivenDatabase(database.At(database.Server.Port, $"reader_{database.Name}"));

            var tables = await ReadAsync(given, guard => guard.RequireTables("public.events", "public.nowhere"));

            tables.Single(table => table.Table.EndsWith("events", StringComparison.Ordinal)).EstimatedRows.ShouldBe(600);
            tables.Where(table => !table.Exists).Select(table => table.Table).ShouldBe(["public.nowhere"]);
        }
        finally
        {
            await database.ExecuteAsync($"drop role reader_{database.Name}");
        }
    }

    [Fact]
    public async Task Of_a_database_that_does_not_exist_the_required_tables_are_missing()
    {
        await using var database = await servers.CreateDatabaseAsync();
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = database.Name + "_missing" };
        await using var given = new GivenDatabase(settings.ConnectionString);

        var table = (await ReadAsync(given, guard => guard.RequireTables("events"))).ShouldHaveSingleItem();

        (table.Table, table.IsRequired, table.Exists).ShouldBe(("events", true, false));
    }

    private static async Task<IReadOnlyList<TableStatistics>> ReadAsync(TestDatabase database, Action<SchemaGuardBuilder> configure)
    {
        await using var subject = new GuardUnderTest(database, configure);
        return await subject.Guard.ReadTableStatisticsAsync(TestContext.Current.CancellationToken);
    }

    private async Task<PostgreSqlTestDatabase> DividedAsync()
    {
        var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync(Divided);
        return database;
    }
}
