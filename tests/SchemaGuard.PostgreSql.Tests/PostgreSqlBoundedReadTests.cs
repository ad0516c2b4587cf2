using System.Diagnostics;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says that nobody who locks what the guard reads keeps it for longer than it was told to wait.</summary>
public sealed class PostgreSqlBoundedReadTests(PostgreSqlServers servers)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    /// <summary>The server opens the tables of a view to write its definition.</summary>
    [Theory]
    [InlineData("schemaguard_history")]
    [InlineData("schemaguard_state")]
    [InlineData("seen")]
    public async Task A_check_while_somebody_has_locked_one_table_that_it_reads_ends_in_its_time(string table)
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .AddLedger(1)
            .Add("2_seen.sql", "create table seen (id integer);\ncreate view sight as select id from seen;");
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        await ShouldEndInTimeAsync(database, table, () => GuardUnderTest.CheckAsync(database, Guard(folder), Bounded));
    }

    [Fact]
    public async Task The_bound_ends_with_the_read()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        var settings = database.ConnectionString.Replace(
            "Pooling=false",
            "Pooling=true;Maximum Pool Size=1;No Reset On Close=true",
            StringComparison.Ordinal
        );
        await using var source = Npgsql.NpgsqlDataSource.Create(settings);
        var services = new ServiceCollection();
        services.AddSchemaGuard().UsePostgreSql(source).AddMigrations(folder.Path);
        await using var container = services.BuildServiceProvider();

        await container.GetRequiredService<ISchemaGuard>().CheckAsync(TestContext.Current.CancellationToken);

        await using var command = source.CreateCommand("select current_setting('lock_timeout')");
        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe("0");
    }

    private static Action<SchemaGuardBuilder> Guard(MigrationFolder folder) => guard => guard.AddMigrations(folder.Path);

    private static void Bounded(SchemaGuardOptions options) => options.ConnectTimeout = options.LockTimeout = TimeSpan.FromSeconds(2);

    private static async Task ShouldEndInTimeAsync(TestDatabase database, string table, Func<Task> look)
    {
        await using var holder = await database.OpenAsync();
        await using var command = holder.CreateCommand();
        command.CommandText = $"begin; lock table {table} in access exclusive mode";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var watch = Stopwatch.StartNew();

        await Should.ThrowAsync<SchemaLockTimeoutException>(look);

        watch.Elapsed.ShouldBeLessThan(Longest);
    }
}
