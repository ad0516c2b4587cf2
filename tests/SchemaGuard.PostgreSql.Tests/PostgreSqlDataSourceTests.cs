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

    [Fact]
    public async Task What_its_initialiser_does_to_a_session_holds_for_migrations_too_and_after_scripts_that_change_it()
    {
        await using var database = await servers.CreateDatabaseAsync();
        var (owner, login) = ("owner_" + database.Name, "login_" + database.Name);
        await database.ExecuteAsync($"create role {owner}");
        await database.ExecuteAsync($"create role {login} login in role {owner}");
        await database.ExecuteAsync($"create schema app authorization {owner}");
        using var folder = new MigrationFolder()
            .Add("1_a.sql", "create table a (id integer);")
            .Add("2_b.sql", "set search_path = pg_catalog;\nselect set_config('role', 'none', false);")
            .Add("3_c.sql", "create table c (id integer);")
            .Add("4_d.sql", "create table d (id integer);\ncreate index concurrently d_ix on d (id);")
            .Add("5_e.sql", "create table e (id integer);");
        var settings = database
            .At(database.Server.Port, login)
            .Replace("Pooling=false", "No Reset On Close=true", StringComparison.Ordinal);
        var builder = new NpgsqlDataSourceBuilder(settings);
        var initialise = $"set role {owner}; set search_path = app";
        builder.UsePhysicalConnectionInitializer(
            connection =>
            {
                using var command = new NpgsqlCommand(initialise, connection);
                command.ExecuteNonQuery();
            },
            async connection =>
            {
                await using var command = new NpgsqlCommand(initialise, connection);
                await command.ExecuteNonQueryAsync();
            }
        );
        await using (var source = builder.Build())
        {
            var services = new ServiceCollection();
            services.AddSchemaGuard().UsePostgreSql(source).AddMigrations(folder.Path);
            await using var container = services.BuildServiceProvider();

            var guard = container.GetRequiredService<ISchemaGuard>();
            (await guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken)).State.ShouldBe(SchemaState.Healthy);
        }

        var owned = $"select count(*) from pg_tables where schemaname = 'app' and tableowner = '{owner}'";
        (await database.NumberAsync(owned)).ShouldBe(6);
        await database.ExecuteAsync($"drop owned by {owner} cascade");
        await database.ExecuteAsync($"drop role {login}; drop role {owner}");
    }

    private enum Mood
    {
        Sad,
        Glad,
    }
}
