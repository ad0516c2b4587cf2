using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests.Catalog;

/// <summary>Says what is told where the search path leads elsewhere, and how objects of other schemas are named.</summary>
public sealed class OtherPlaceTests(PostgreSqlServers servers)
{
    private const string Tables = "create table parent (id integer primary key); create table child (id integer references parent);";

    [Theory]
    [InlineData(PostgreSqlServers.Oldest, "Search Path='app2,public'", "to schema 'app2'", "app2")]
    [InlineData(PostgreSqlServers.Oldest, "Options='-c search_path='", "to no schema that exists", "none")]
    [InlineData(PostgreSqlServers.Newest, "Search Path='app2,public'", "to schema 'app2'", "app2")]
    [InlineData(PostgreSqlServers.Newest, "Options='-c search_path='", "to no schema that exists", "none")]
    public async Task Another_search_path_is_one_finding_that_names_the_place_of_the_tables(
        string version,
        string setting,
        string leads,
        string actual
    )
    {
        await using var database = await servers.CreateDatabaseAsync(version);
        await database.ExecuteAsync(Tables + "create schema app2; create table app2.other (id integer)");
        using var folder = new MigrationFolder();
        var manifest = await NoAlarm.WriteManifestAsync(database, folder);

        var found = await NoAlarm.FindAsync(new GivenDatabase($"{database.ConnectionString};{setting}"), manifest);

        var finding = found.ShouldHaveSingleItem(NoAlarm.Show(found));
        (finding.Code, finding.Severity, finding.Target).ShouldBe((FindingCodes.RequiredTableMissing, FindingSeverity.Error, "public"));
        (finding.Expected, finding.Actual).ShouldBe(("public", actual));
        finding.Message.ShouldContain(leads);
        finding.Message.ShouldContain("search path is probably not the expected one");
        finding.Message.ShouldNotContain("renamed");
    }

    [Fact]
    public async Task A_schema_before_the_right_one_that_has_a_table_of_one_name_is_another_search_path_all_the_same()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync(Tables + "create table third (id integer)");
        using var folder = new MigrationFolder();
        var manifest = await NoAlarm.WriteManifestAsync(database, folder);

        await database.ExecuteAsync("create schema app2; create table app2.child (id integer)");
        var found = await NoAlarm.FindAsync(new GivenDatabase($"{database.ConnectionString};Search Path='app2,public'"), manifest);

        found
            .ShouldHaveSingleItem(NoAlarm.Show(found))
            .Message.ShouldStartWith(
                "A name without a schema leads to schema 'app2', so 2 of the 3 required tables are missing; schema 'public' has them."
            );
    }

    [Fact]
    public async Task Tables_that_are_missing_from_the_right_schema_are_told_one_by_one()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync(Tables + "create schema app2; create table app2.child (id integer)");
        using var folder = new MigrationFolder();
        var manifest = await NoAlarm.WriteManifestAsync(database, folder);

        await database.ExecuteAsync("drop table child, parent");
        var found = await NoAlarm.FindAsync(database, manifest);

        found.Select(finding => finding.Target).ShouldBe(["child", "parent"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_routine_of_another_schema_is_named_as_statements_name_it()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync("""create schema "Tenant-3"; create type "Tenant-3".mood as enum ('sad')""");
        using var folder = new MigrationFolder();
        var manifest = await NoAlarm.WriteManifestAsync(database, folder);

        await database.ExecuteAsync("""create function "Tenant-3".f("Tenant-3".mood) returns integer language sql as 'select 1'""");
        var found = await NoAlarm.FindAsync(database, manifest);

        found.ShouldHaveSingleItem(NoAlarm.Show(found)).Target.ShouldBe("""Tenant-3.f("Tenant-3".mood)""");
    }
}
