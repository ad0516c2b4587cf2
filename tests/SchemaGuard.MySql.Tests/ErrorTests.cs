using System.Data.Common;
using MySqlConnector;
using SchemaGuard.Servers;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says what each failure of server and connection is told as.</summary>
public abstract class ErrorTests(MySqlServers servers, DbProviderFactory driver)
{
    [Theory]
    [InlineData(
        "Server=127.0.0.1;Port=1;Database=x;User ID=x;SslMode=Disabled",
        "nothing is listening",
        "Check that the server is running"
    )]
    [InlineData("Server=no-such-host.invalid;Database=x;User ID=x;SslMode=Disabled", "host name cannot be resolved", "Correct Server")]
    public async Task A_server_that_is_not_there_is_waited_for_and_then_named(string connectionString, string message, string remedy)
    {
        var exception = await RefusedAsync(connectionString);

        exception.Message.ShouldContain(message);
        exception.Findings[0].Code.ShouldBe(FindingCodes.Unreachable);
        exception.Findings[0].Remedy.ShouldContain(remedy);
        exception.ExitCode.ShouldBe(ExitCodes.TryAgain);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb, "skip-ssl")]
    [InlineData(MySqlServers.MySql, "tls-version=")]
    public async Task A_server_without_tls_is_told_as_that_and_not_waited_for(string product, string setting)
    {
        await using var server = await MySqlServer.StartAsync(MySqlServers.Find(product), setting);
        await using var database = await MySqlTestDatabase.CreateAsync(server, driver);
        var encrypted = database.ConnectionString.Replace("SslMode=Disabled", "SslMode=Required", StringComparison.Ordinal);

        var exception = await RefusedAsync(encrypted, TimeSpan.FromMinutes(5));

        exception.Message.ShouldContain("the encrypted connection fails");
        exception.Findings[0].Remedy.ShouldContain("SslMode");
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_bad_password_is_refused_at_once_and_never_shown(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product, driver);
        await using var user = await MySqlUser.CreateAsync(database);
        var good = user.Database.ConnectionString;

        var exception = await RefusedAsync(good.Replace("right", "hunter2", StringComparison.Ordinal), TimeSpan.FromMinutes(5));
        var none = await RefusedAsync(good.Replace(";Password=right", "", StringComparison.Ordinal), TimeSpan.FromMinutes(5));

        exception.Message.ShouldContain("rejects the user or the password");
        exception.Message.ShouldContain("[1045]");
        exception.Findings[0].Remedy.ShouldStartWith("Correct User ID and Password in the connection string");
        exception.ToString().ShouldNotContain("hunter2");
        none.Message.ShouldContain("[1045]");
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_missing_database_is_named_and_created_only_where_the_option_says_so(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product, driver);
        var name = database.Name + "_new";
        var missing = database.ConnectionString.Replace(database.Name, name, StringComparison.Ordinal);
        using var folder = new MigrationFolder().AddLedger(1);

        var exception = await RefusedAsync(missing, TimeSpan.FromMinutes(5));
        exception.Message.ShouldContain("the database does not exist [1049]");
        exception.Findings[0].Remedy.ShouldContain("CreateDatabase");

        var creating = new GivenDatabase(missing, options => options.CreateDatabase = true, driver);
        var reports = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => GuardUnderTest.MigrateAsync(creating, guard => guard.AddMigrations(folder.Path)))
        );
        reports.Sum(report => report.Applied.Count).ShouldBe(2);
        await database.ExecuteAsync($"drop database {name}");
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_user_who_may_not_create_the_missing_database_is_told_the_grant(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product, driver);
        await using var user = await MySqlUser.CreateAsync(database);
        var missing = user.Database.ConnectionString.Replace($"Database={database.Name}", "Database=elsewhere", StringComparison.Ordinal);

        var exception = await RefusedAsync(missing, TimeSpan.FromMinutes(5), options => options.CreateDatabase = true);

        exception.Message.ShouldContain("[1044]");
        exception.Findings[0].Remedy.ShouldContain($"ON `elsewhere`.* TO '{user.Name}'@'%';");
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task Too_many_connections_are_waited_for_and_then_named(string product)
    {
        const int Most = 10;
        await using var server = await servers.BorrowAsync(product, ("max_connections", "10"));
        await using var database = await server.CreateDatabaseAsync(driver);
        await using var user = await MySqlUser.CreateAsync(database, "right", "all");
        var crowd = new List<MySqlConnection>();
        try
        {
            for (var count = 0; count < Most; count++)
            {
                crowd.Add(new MySqlConnection(user.Database.ConnectionString));
                await crowd[^1].OpenAsync(TestContext.Current.CancellationToken);
            }

            var exception = await RefusedAsync(user.Database.ConnectionString);

            exception.Message.ShouldContain("the server has no connection left");
            exception.Message.ShouldContain("[1040]");
            exception.Findings[0].Remedy.ShouldContain("max_connections");
            exception.ExitCode.ShouldBe(ExitCodes.TryAgain);
        }
        finally
        {
            foreach (var connection in crowd)
            {
                await connection.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task Who_may_write_on_a_read_only_server_all_the_same_is_not_refused()
    {
        await using var server = await servers.BorrowAsync(MySqlServers.MySql);
        await using var database = await server.CreateDatabaseAsync(driver);
        using var folder = new MigrationFolder().AddLedger(1);
        await database.ExecuteAsync("set global read_only = 1");
        try
        {
            var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

            report.State.ShouldBe(SchemaState.Healthy);
        }
        finally
        {
            await database.ExecuteAsync("set global read_only = 0");
        }
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb, "read_only=1")]
    [InlineData(MySqlServers.MySql, "super_read_only=1")]
    public async Task A_server_that_takes_no_writes_is_named_with_the_way_to_the_primary(string product, string setting)
    {
        await using var server = await servers.BorrowAsync(product);
        await using var database = await server.CreateDatabaseAsync(driver);
        await using var user = await MySqlUser.CreateAsync(database, "right", "all");
        using var folder = new MigrationFolder().AddLedger(1);
        await database.ExecuteAsync($"set global {setting}");
        try
        {
            var exception = await Should.ThrowAsync<SchemaGuardException>(() =>
                GuardUnderTest.MigrateAsync(user.Database, guard => guard.AddMigrations(folder.Path))
            );

            exception.Message.ShouldContain("it is read-only for this connection, and 2 migrations are pending");
            exception.Findings[0].Remedy.ShouldContain("MigrationConnectionString to one that can write, such as that of the primary");
            exception.ExitCode.ShouldBe(ExitCodes.Configuration);
            (await database.HasTableAsync("ledger")).ShouldBeFalse();
        }
        finally
        {
            await database.ExecuteAsync("set global read_only = 0");
        }
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_table_without_room_is_told_as_that(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product, driver);
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            """
            set max_heap_table_size = 16384;
            create table m (v char(255)) engine = memory character set latin1;
            insert into m select 'x' from information_schema.collations a, information_schema.collations b limit 1000;
            """
        );

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Failure.DatabaseText.ShouldBe("the server has no space left (The table 'm' is full)");
        exception.Failure.Remedy.ShouldContain("Free some space");
        exception.Failure.ErrorCode.ShouldBe("1114");
        exception.Failure.Location.ShouldEndWith("1_x.sql:3:1");
    }

    protected async Task<DatabaseUnreachableException> RefusedAsync(
        string connectionString,
        TimeSpan? patience = null,
        Action<MySqlGuardOptions>? configure = null
    )
    {
        using var folder = new MigrationFolder().AddLedger(1);
        return await Should.ThrowAsync<DatabaseUnreachableException>(() =>
            GuardUnderTest.MigrateAsync(
                new GivenDatabase(connectionString, configure, driver),
                guard => guard.AddMigrations(folder.Path),
                options => options.ConnectTimeout = patience ?? TimeSpan.FromMilliseconds(300)
            )
        );
    }
}
