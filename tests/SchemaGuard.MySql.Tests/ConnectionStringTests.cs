using System.Data.Common;
using MySql.Data.MySqlClient;
using MySqlConnector;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>
/// Says that a wrong connection string is a wrong configuration, in a sentence without a secret, and a server that is not up is one to wait for.
/// </summary>
public sealed class ConnectionStringTests
{
    private const string Good = "Server=127.0.0.1;Port=1;Database=app;User ID=app;Password=hunter2";

    public static TheoryData<bool, string, string> Wrong { get; } =
        new(
            from isSecond in (bool[])[false, true]
            from wrong in ((string, string)[])
                [
                    (Good + ";hunter2more=1", "a keyword that the driver does not know, after 'password'"),
                    ("Server=db;Database=app;Password=a;hunter2=b", "after 'password'"),
                    (Good + ";SslMode=hunter2", "'sslmode'"),
                    (Good.Replace("Port=1", "Port=hunter2", StringComparison.Ordinal), "'port'"),
                    ("mysql://app:hunter2@x y/app", "has no valid host"),
                    ("mysql://app:hunter2/app", "has no valid host"),
                    ("mysql://app:a/hunter2@[b]=c/app", "has no valid host"),
                    ("Server=app:hunter2@db;Database=app", "The host in the connection string contains"),
                    ("Server=db;Database=app;Password=a;hunter2", "is not understood"),
                ]
            select (isSecond, wrong.Item1, wrong.Item2)
        );

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_string_is_a_wrong_configuration_and_repeats_no_secret(bool isSecond, string connectionString, string sentence)
    {
        var exception = Refused(isSecond ? MySqlClientFactory.Instance : MySqlConnectorFactory.Instance, connectionString);

        exception.Message.ShouldContain(sentence);
        exception.ToString().ShouldNotContain("hunter2");
        exception.ExitCode.ShouldBe(ExitCodes.Configuration);
    }

    [Fact]
    public void Keywords_that_contradict_each_other_are_a_wrong_configuration()
    {
        var exception = Refused(MySqlConnectorFactory.Instance, Good + ";MinimumPoolSize=9;MaximumPoolSize=2");

        exception.Message.ShouldContain("The driver does not accept the connection string (MaximumPoolSize must be");
        exception.Message.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task A_Unix_socket_that_is_not_there_yet_is_a_server_that_is_waited_for()
    {
        using var folder = new MigrationFolder().AddLedger(1);
        var database = new GivenDatabase("Server=/tmp/no-such-schemaguard.sock;Protocol=Unix;Database=app;User ID=app");

        var exception = await Should.ThrowAsync<DatabaseUnreachableException>(() =>
            GuardUnderTest.CheckAsync(
                database,
                guard => guard.AddMigrations(folder.Path),
                options => options.ConnectTimeout = TimeSpan.FromMilliseconds(300)
            )
        );

        exception.Message.ShouldContain("a Unix socket is a file that is created by the server listening on it");
        exception.Message.ShouldContain("/tmp/no-such-schemaguard.sock/app");
        exception.ExitCode.ShouldBe(ExitCodes.TryAgain);
    }

    [Fact]
    public void A_migration_connection_string_is_judged_as_well()
    {
        var services = new ServiceCollection();
        services
            .AddSchemaGuard(options => options.MigrationConnectionString = Good + ";SslMode=hunter2")
            .UseMySql(MySqlConnectorFactory.Instance, Good);
        using var container = services.BuildServiceProvider();

        Should
            .Throw<SchemaGuardConfigurationException>(() => container.GetRequiredService<ISchemaGuard>())
            .Message.ShouldContain("'sslmode'");
    }

    private static SchemaGuardConfigurationException Refused(DbProviderFactory driver, string connectionString)
    {
        var services = new ServiceCollection();
        services.AddSchemaGuard().UseMySql(driver, connectionString);
        using var container = services.BuildServiceProvider();
        return Should.Throw<SchemaGuardConfigurationException>(() => container.GetRequiredService<ISchemaGuard>());
    }
}
