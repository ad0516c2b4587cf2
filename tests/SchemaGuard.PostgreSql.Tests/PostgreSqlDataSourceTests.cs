using Npgsql;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says what the application's own data source notices of the guard.</summary>
public sealed class PostgreSqlDataSourceTests(PostgreSqlServers servers)
{
    [Theory]
    [InlineData(StartupMode.Migrate)]
    [InlineData(StartupMode.Wait)]
    public async Task After_a_migration_or_a_wait_it_knows_the_new_types(StartupMode mode)
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_x.sql", "create type mood as enum ('sad', 'glad');");
        var builder = new NpgsqlDataSourceBuilder(
            database.ConnectionString.Replace("Pooling=false", "Pooling=true", StringComparison.Ordinal)
        );
        builder.MapEnum<Mood>("mood");
        await using var source = builder.Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSchemaGuard(options => options.Startup = mode).UsePostgreSql(source).AddMigrations(folder.Path);
        await using var container = services.BuildServiceProvider();
        var gate = container
            .GetServices<Microsoft.Extensions.Hosting.IHostedService>()
            .OfType<Microsoft.Extensions.Hosting.IHostedLifecycleService>()
            .First();

        var starting = gate.StartingAsync(TestContext.Current.CancellationToken);
        if (mode == StartupMode.Wait)
        {
            await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        }

        await starting;

        await using var command = source.CreateCommand("select 'glad'::mood");
        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(Mood.Glad);
    }

    private enum Mood
    {
        Sad,
        Glad,
    }
}
