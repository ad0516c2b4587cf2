using DotNet.Testcontainers.Builders;
using MySqlConnector;
using Shouldly;
using Testcontainers.MySql;
using Testcontainers.PostgreSql;
using Xunit;

namespace SchemaGuard.Containers;

/// <summary>Says that an application starts, migrates, checks and is healthy on the official images, as people have them.</summary>
public sealed class OfficialImageTests
{
    private const string DroppedTable = "drop table orders";

    [Theory]
    [InlineData("postgres:13")]
    [InlineData("postgres:14")]
    [InlineData("postgres:15")]
    [InlineData("postgres:16")]
    [InlineData("postgres:17")]
    [InlineData("postgres:18")]
    public async Task An_application_on_PostgreSQL_migrates_is_healthy_and_sees_a_dropped_table(string image)
    {
        Images.Need(image);
        await using var container = new PostgreSqlBuilder(image).WithImagePullPolicy(Images.Policy).Build();
        await container.StartAsync(TestContext.Current.CancellationToken);

        await SayAsync(
            guard => guard.UsePostgreSql(container.GetConnectionString()),
            async () => (await container.ExecScriptAsync(DroppedTable, TestContext.Current.CancellationToken)).ExitCode.ShouldBe(0)
        );
    }

    [Theory]
    [InlineData("mysql:8.0")]
    [InlineData("mysql:8.4")]
    [InlineData("mysql:9")]
    public async Task An_application_on_MySQL_migrates_is_healthy_and_sees_a_dropped_table(string image)
    {
        Images.Need(image);
        await using var container = new MySqlBuilder(image).WithImagePullPolicy(Images.Policy).Build();

        await SayOnMySqlAsync(container);
    }

    [Theory]
    [InlineData("mariadb:10.6")]
    [InlineData("mariadb:10.11")]
    [InlineData("mariadb:11.4")]
    [InlineData("mariadb:12")]
    public async Task An_application_on_MariaDB_migrates_is_healthy_and_sees_a_dropped_table(string image)
    {
        Images.Need(image);
        // MariaDB's images take MySQL's variables, but newer ones have no program of the name mysql, with which the builder would wait.
        string[] ready =
        [
            "mariadb",
            "--protocol=TCP",
            $"--user={MySqlBuilder.DefaultUsername}",
            $"--password={MySqlBuilder.DefaultPassword}",
            "--execute=select 1",
            MySqlBuilder.DefaultDatabase,
        ];
        await using var container = new MySqlBuilder(image)
            .WithImagePullPolicy(Images.Policy)
            .WithWaitStrategy(Wait.ForUnixContainer().UntilCommandIsCompleted(ready))
            .Build();

        await SayOnMySqlAsync(container);
    }

    private static async Task SayOnMySqlAsync(MySqlContainer container)
    {
        await container.StartAsync(TestContext.Current.CancellationToken);
        var connectionString = container.GetConnectionString();

        await SayAsync(
            guard => guard.UseMySql(MySqlConnectorFactory.Instance, connectionString),
            async () =>
            {
                await using var connection = new MySqlConnection(connectionString);
                await connection.OpenAsync(TestContext.Current.CancellationToken);
                await using var command = new MySqlCommand(DroppedTable, connection);
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }
        );
    }

    private static async Task SayAsync(Action<SchemaGuardBuilder> use, Func<Task> dropTable)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using (var first = await GuardedApplication.StartAsync(use))
        {
            first.Guard.LastReport.ShouldNotBeNull().Applied.Count.ShouldBe(2);
            (await first.HealthAsync()).ShouldBe("Healthy");
        }

        await using var second = await GuardedApplication.StartAsync(use);
        second.Guard.LastReport.ShouldNotBeNull().Applied.ShouldBeEmpty();
        (await second.Guard.CheckAsync(cancellationToken)).State.ShouldBe(SchemaState.Healthy);

        await dropTable();

        (await second.Guard.CheckAsync(cancellationToken)).State.ShouldBe(SchemaState.Unhealthy);
        await Should.ThrowAsync<SchemaGuardException>(() => GuardedApplication.StartAsync(use));
    }
}
