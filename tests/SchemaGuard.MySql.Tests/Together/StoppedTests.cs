using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Together;

/// <summary>Says that a statement which is stopped has ended on the server, too.</summary>
public sealed class StoppedTests(MySqlServers servers)
{
    private const string Endless = "select sleep(86400);";

    [Theory]
    [InlineData(MySqlServers.MariaDb, "session")]
    [InlineData(MySqlServers.MariaDb, "lease")]
    [InlineData(MySqlServers.MySql, "session")]
    [InlineData(MySqlServers.MySql, "lease")]
    public async Task Terminate_ends_a_long_change_of_a_table_on_the_server(string product, string lockMode)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await ManyRows.CreateManyAsync(database, doublings: 0);
        using var folder = new MigrationFolder().Add("0001_long.sql", ManyRows.LongAlter);
        await using var process = TestProcess.StartVerb("migrate", database, folder, "--lock", lockMode);
        await database.SessionRunningAsync(ManyRows.LongAlterStart);
        await process.TerminateAsync();

        (await process.ExitAsync()).ShouldBe(ExitCodes.Cancelled, process.Error);
        (await database.NumberAsync(Watching.Running("alter"))).ShouldBe(0);
        (await database.HasTableAsync("many where later = 0")).ShouldBeFalse();
        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))).Applied.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_statement_that_runs_longer_than_it_may_ends_on_the_server(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await ManyRows.CreateManyAsync(database, doublings: 0);
        using var folder = new MigrationFolder();
        foreach (var script in new[] { ManyRows.LongAlter, Endless, "create table a (id integer);\n" + Endless })
        {
            folder.Add("0001_long.sql", script);
            var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
                GuardUnderTest.MigrateAsync(
                    database,
                    guard => guard.AddMigrations(folder.Path),
                    options => options.StatementTimeout = TimeSpan.FromMilliseconds(400)
                )
            );

            exception.Message.ShouldContain("and was stopped");
            (await database.NumberAsync(Watching.Running("alter"))).ShouldBe(0);
            (await database.NumberAsync(Watching.Running("select sleep"))).ShouldBe(0);
        }
    }
}
