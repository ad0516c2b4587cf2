using System.Globalization;
using MySqlConnector;
using SchemaGuard.Servers;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Servers;

/// <summary>Says what the other tests rely on: what the servers of this project do, and that they come back as they were.</summary>
public abstract class ServerTests(MySqlServers servers, string product)
{
    [Fact]
    public async Task A_server_answers_over_the_driver_and_keeps_the_settings_of_the_tests()
    {
        var server = await servers.GetAsync(product);

        (await AskAsync(server, "select concat(if(@@log_bin, 1, 0), @@character_set_server, @@max_connections)")).ShouldBe("0utf8mb4300");
        (await AskAsync(server, "select version()")).ShouldStartWith(server.Version);
        server.Product.ShouldBe(product);
    }

    [Fact]
    public async Task The_superuser_may_everything_without_a_password()
    {
        var server = await servers.GetAsync(product);

        (await AskAsync(server, "show grants")).ShouldStartWith(
            product == MySqlServers.MariaDb ? "GRANT ALL PRIVILEGES ON *.*" : "GRANT SELECT"
        );
        (await AskAsync(server, "select count(*) from mysql.user where user = ''")).ShouldBe("0");
    }

    [Fact]
    public async Task A_killed_server_comes_back_on_its_port_with_what_was_committed()
    {
        await using var server = await MySqlServer.StartAsync(MySqlServers.Find(product));
        await using var database = await MySqlTestDatabase.CreateAsync(server);
        await database.ExecuteAsync("create table t (id integer primary key)");
        await database.ExecuteAsync("insert into t values (1)");
        await using var uncommitted = await database.OpenAsync();
        await using var command = uncommitted.CreateCommand();
        command.CommandText = "start transaction; insert into t values (2)";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await server.CrashAsync();
        await Should.ThrowAsync<MySqlException>(database.OpenAsync);
        await server.StartAgainAsync();

        (await database.NumberAsync("select sum(id) from t")).ShouldBe(1);
    }

    [Fact]
    public async Task Settings_of_a_test_win_over_the_defaults()
    {
        await using var server = await MySqlServer.StartAsync(
            MySqlServers.Find(product),
            "max_connections=17",
            "log-bin=changes",
            "server-id=1",
            "lower_case_table_names=1"
        );

        (await AskAsync(server, "select concat(@@max_connections, if(@@log_bin, 1, 0), @@lower_case_table_names)")).ShouldBe("1711");
    }

    [Fact]
    public async Task A_server_that_cannot_start_says_why()
    {
        var installation = MySqlServers.Find(product);

        var failure = await Should.ThrowAsync<InvalidOperationException>(() => MySqlServer.StartAsync(installation, "no_such_setting=1"));

        failure.Message.ShouldContain("no_such_setting");
    }

    [Fact]
    public async Task A_dump_can_be_fed_to_the_client()
    {
        await using var source = await servers.CreateDatabaseAsync(product);
        await using var target = await servers.CreateDatabaseAsync(product);
        await source.ExecuteAsync("create table t (name varchar(20) primary key) character set utf8mb4");
        await source.ExecuteAsync("insert into t values ('Zoë 🙂')");
        var server = source.Server;

        string[] options = server.Installation.IsMariaDb ? [] : ["--set-gtid-purged=OFF"];
        var dump = await server.RunAsync(server.Installation.Dump, [.. options, source.Name]);
        var restored = await server.RunAsync(server.Installation.Client, [target.Name], dump.Output);

        (dump.Exit, dump.Error).ShouldBe((0, ""));
        (restored.Exit, restored.Output, restored.Error).ShouldBe((0, "", ""));
        (await target.NumberAsync("select count(*) from t where name = 'Zoë 🙂'")).ShouldBe(1);
    }

    protected static async Task<string?> AskAsync(MySqlServer server, string question)
    {
        await using var connection = new MySqlConnection(MySqlTestDatabase.Write(server.Host, server.Port, "root"));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new MySqlCommand(question, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
    }
}
