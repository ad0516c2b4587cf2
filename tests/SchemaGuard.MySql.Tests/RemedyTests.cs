using SchemaGuard.Servers;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says that a remedy which is a command helps when an administrator runs it as it is written, and gives no more than is needed.</summary>
public sealed class RemedyTests(MySqlServers servers)
{
    private const string Command = "Let an administrator run: ";

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task Who_only_looks_is_told_the_right_to_look(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await using var user = await MySqlUser.CreateAsync(database);

        var grants = await RunRemediesAsync(
            database,
            () => GuardUnderTest.CheckAsync(user.Database, guard => guard.AddMigrations(folder.Path))
        );

        grants.ShouldBe([$"GRANT SELECT ON `{InGrant(database)}`.* TO '{user.Name}'@'%';"]);
    }

    /// <summary>In the name of a database, GRANT takes <c>_</c> for any character.</summary>
    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_right_on_a_database_holds_in_no_other_of_a_name_like_it(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        var other = database.Name.Replace('_', 'x');
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await using var user = await MySqlUser.CreateAsync(database);
        await database.ExecuteAsync($"create database {other}");
        try
        {
            await database.ExecuteAsync($"create table {other}.secret (id int)");

            await RunRemediesAsync(database, () => GuardUnderTest.CheckAsync(user.Database, guard => guard.AddMigrations(folder.Path)));

            (await user.Database.NumberAsync("select count(*) from ledger")).ShouldBe(1);
            (await user.Database.HasTableAsync($"{other}.secret")).ShouldBeFalse();
        }
        finally
        {
            await database.ExecuteAsync($"drop database {other}");
        }
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task Another_definer_takes_the_right_to_set_one_and_not_SUPER(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await using var user = await MySqlUser.CreateAsync(database, "right", "all");
        using var folder = new MigrationFolder().Add("1_v.sql", "create definer=`root`@`127.0.0.1` view v as select 1 as one;");

        var grants = await RunRemediesAsync(
            database,
            () => GuardUnderTest.MigrateAsync(user.Database, guard => guard.AddMigrations(folder.Path))
        );

        grants.ShouldNotBeEmpty();
        grants.ShouldAllBe(grant =>
            !grant.Contains("SUPER", StringComparison.Ordinal) && grant.EndsWith(" TO '" + user.Name + "'@'%';", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_function_where_a_binary_log_is_written_takes_the_setting_of_the_remedy(string product)
    {
        await using var server = await MySqlServer.StartAsync(MySqlServers.Find(product), "log-bin=changes", "server-id=1");
        await using var database = await MySqlTestDatabase.CreateAsync(server);
        await using var user = await MySqlUser.CreateAsync(database, "right", "all");
        using var folder = new MigrationFolder()
            .Add("1_f.sql", "create function f() returns int return rand();")
            .Add("2_t.sql", "create table t (id int);\ncreate trigger tr before insert on t for each row set new.id = 1;");

        var commands = await RunRemediesAsync(
            database,
            () => GuardUnderTest.MigrateAsync(user.Database, guard => guard.AddMigrations(folder.Path))
        );

        commands.ShouldBe(["SET GLOBAL log_bin_trust_function_creators = 1;"]);
    }

    private static string InGrant(MySqlTestDatabase database) => database.Name.Replace("_", "\\_", StringComparison.Ordinal);

    private static async Task<List<string>> RunRemediesAsync(MySqlTestDatabase database, Func<Task> start)
    {
        const int Most = 6;
        var commands = new List<string>();
        while (true)
        {
            try
            {
                await start();
                return commands;
            }
            catch (SchemaGuardException exception) when (commands.Count < Most)
            {
                var remedy = exception.Findings[0].Remedy;
                remedy.ShouldStartWith(Command, Case.Sensitive, exception.Message);
                var command = remedy[Command.Length..];
                commands.Contains(command, StringComparer.Ordinal).ShouldBeFalse(exception.Message);
                commands.Add(command);
                await database.ExecuteAsync(command);
            }
        }
    }
}
