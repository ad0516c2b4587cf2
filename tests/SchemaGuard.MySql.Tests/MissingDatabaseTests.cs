using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says that scripts are read by the rules of the server that answers, also where the database is yet to be made.</summary>
public sealed class MissingDatabaseTests(MySqlServers servers)
{
    private const string OfMariaDb = "create table t (id int);\n/*M!100600 create table m (id int) */;\n";

    [Fact]
    public async Task A_script_for_MariaDB_alone_is_planned_and_applied_whole()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync($"drop database {database.Name}");
        using var folder = new MigrationFolder().Add("1_t.sql", OfMariaDb);
        var created = new GivenDatabase(database.ConnectionString, options => options.CreateDatabase = true);
        await using (var subject = new GuardUnderTest(created, guard => guard.AddMigrations(folder.Path)))
        {
            var plan = await subject.Guard.PlanAsync(TestContext.Current.CancellationToken);
            plan.Migrations.Single().Statements.Count.ShouldBe(2);
            await subject.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);
        }

        (await database.HasTableAsync("m")).ShouldBeTrue();
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task So_is_one_with_backslashes_for_a_server_that_takes_them_for_characters(string product)
    {
        await using var server = await servers.BorrowAsync(product, ("sql_mode", "NO_BACKSLASH_ESCAPES"));
        await using var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync($"drop database {database.Name}");
        using var folder = new MigrationFolder().Add(
            "1_t.sql",
            "create table t (id int, path text);\ninsert into t values (1, 'C:\\');\ninsert into t values (2, 'D:\\');\n"
        );

        await GuardUnderTest.MigrateAsync(
            new GivenDatabase(database.ConnectionString, options => options.CreateDatabase = true),
            guard => guard.AddMigrations(folder.Path)
        );

        (await database.NumberAsync("select count(*) from t where char_length(path) = 3")).ShouldBe(2);
    }
}
