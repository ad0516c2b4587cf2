using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using MySqlConnector;
using Npgsql;
using SchemaGuard.Servers;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says from where connections come, and what is said where that is not MySQL or nothing at all.</summary>
public sealed class MySqlDataSourceTests(MySqlServers servers)
{
    [Fact]
    public void A_container_without_a_data_source_is_told_the_lines_to_add()
    {
        var exception = Configure((_, guard) => guard.UseMySql());

        exception.Message.ShouldContain("no DbDataSource is registered in the container");
        exception.Message.ShouldContain("builder.Services.AddMySqlDataSource(");
        exception.Message.ShouldContain("UseMySql(MySqlConnectorFactory.Instance, ");
    }

    [Fact]
    public void A_driver_without_a_connection_string_is_told_the_line_to_write()
    {
        var exception = Configure((_, guard) => guard.UseMySql(MySqlConnectorFactory.Instance));

        exception.Message.ShouldContain("SchemaGuard:ConnectionString");
    }

    [Fact]
    public void Creating_a_database_takes_a_connection_string()
    {
        using var source = MySqlConnectorFactory.Instance.CreateDataSource("Server=db;Database=app");

        var exception = Configure((_, guard) => guard.UseMySql(_ => source, options => options.CreateDatabase = true));

        exception.Message.ShouldContain("CreateDatabase is set, but a data source cannot connect to another database.");
    }

    [Fact]
    public async Task A_data_source_of_SQLite_is_refused_with_its_name()
    {
        SQLitePCL.Batteries_V2.Init();
        await using var source = SqliteFactory.Instance.CreateDataSource("Data Source=:memory:");

        await ShouldBeRefusedAsync(source, "Microsoft.Data.Sqlite.SqliteConnection");
    }

    [Fact]
    public async Task A_data_source_of_PostgreSql_is_refused_with_its_name()
    {
        var installation = PostgreSqlInstallation.Find("15");
        Assert.SkipWhen(installation is null && !MySqlServers.IsCI, "PostgreSQL 15 is not installed; tests/servers.sh installs it.");
        await using var server = await PostgreSqlServer.StartAsync(installation.ShouldNotBeNull());
        await using var source = NpgsqlDataSource.Create(
            string.Create(CultureInfo.InvariantCulture, $"Host={server.Host};Port={server.Port};Database=postgres;Username=postgres")
        );

        await ShouldBeRefusedAsync(source, "Npgsql.NpgsqlConnection");
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task The_data_source_of_the_container_serves_without_a_word_more(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await using var source = MySqlConnectorFactory.Instance.CreateDataSource(database.ConnectionString);
        using var folder = new MigrationFolder().AddLedger(2);
        var services = new ServiceCollection();
        services.AddSingleton<DbDataSource>(source);
        services.AddSchemaGuard().UseMySql().AddMigrations(folder.Path);
        await using var container = services.BuildServiceProvider();
        var guard = container.GetRequiredService<ISchemaGuard>();

        var report = await guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);

        report.Applied.Count.ShouldBe(3);
        report.Product.ShouldBe(product == MySqlServers.MariaDb ? "MariaDB" : "MySQL");
        report.ServerVersion.ShouldBe(database.Server.Version);
    }

    [Fact]
    public async Task The_drivers_own_type_of_data_source_in_the_container_serves_too()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await using var source = new MySqlDataSource(database.ConnectionString);
        await using var other = NpgsqlDataSource.Create("Host=localhost");
        using var folder = new MigrationFolder().AddLedger(1);
        var services = new ServiceCollection();
        services.AddSchemaGuard().UseMySql().AddMigrations(folder.Path);
        services.AddSingleton(source);
        services.AddSingleton(other);
        services.AddSingleton<DbDataSource>(other);
        await using var container = services.BuildServiceProvider();

        var report = await container
            .GetRequiredService<ISchemaGuard>()
            .MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);

        report.Applied.Count.ShouldBe(2);
    }

    private static SchemaGuardConfigurationException Configure(Action<IServiceCollection, SchemaGuardBuilder> use)
    {
        var services = new ServiceCollection();
        use(services, services.AddSchemaGuard());
        using var container = services.BuildServiceProvider();
        return Should.Throw<SchemaGuardConfigurationException>(() => container.GetRequiredService<ISchemaGuard>());
    }

    private static async Task ShouldBeRefusedAsync(DbDataSource source, string connection)
    {
        using var folder = new MigrationFolder().AddLedger(1);
        foreach (var isCheck in (bool[])[false, true])
        {
            var exception = await Should.ThrowAsync<DatabaseUnreachableException>(() =>
                isCheck
                    ? GuardUnderTest.CheckAsync(new SourcedDatabase(source), guard => guard.AddMigrations(folder.Path))
                    : GuardUnderTest.MigrateAsync(new SourcedDatabase(source), guard => guard.AddMigrations(folder.Path))
            );

            exception.Message.ShouldContain($"the server is not MySQL or MariaDB: the data source opens a {connection}");
            exception.Findings[0].Remedy.ShouldStartWith("Give UseMySql a data source of a MySQL driver");
        }
    }
}
