using SchemaGuard.MySql.Tests.KillMatrix;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Parity;

/// <summary>
/// Says that what mysqldump and mariadb-dump write is a migration: it makes the database that was dumped, and the next migration does not notice.
/// </summary>
public abstract class DumpBaselineTests(MySqlServers servers, string product)
{
    [Theory]
    [InlineData("")]
    [InlineData("--skip-extended-insert --complete-insert")]
    [InlineData("--skip-opt --create-options")]
    [InlineData("--single-transaction --no-autocommit")]
    [InlineData("--skip-comments --no-create-db")]
    [InlineData("--add-drop-trigger --order-by-primary")]
    [InlineData("--add-locks --disable-keys --skip-set-charset --skip-tz-utc")]
    public async Task A_dump_makes_the_database_that_was_dumped(string options)
    {
        await using var source = await CreateSourceAsync();
        await using var target = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("0001_baseline.sql", await DumpAsync(source, options));

        var report = await GuardUnderTest.MigrateAsync(target, guard => guard.AddMigrations(folder.Path));

        report.State.ShouldBe(SchemaState.Healthy, string.Join(Environment.NewLine, report.Findings));
        await ShouldBeTheSameAsync(source, target);
    }

    [Fact]
    public async Task Migrations_after_a_dump_run_as_if_it_had_not_been()
    {
        await using var source = await CreateSourceAsync();
        await using var target = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder()
            .Add("0001_baseline.sql", await DumpAsync(source, ""))
            .Add(
                "0002_more.sql",
                "create table more (a int);\ninsert into more select @@foreign_key_checks + @@unique_checks + @@sql_notes;"
            )
            .Add("0003_call.sql", "call fill(3);");

        await GuardUnderTest.MigrateAsync(target, guard => guard.AddMigrations(folder.Path));

        (await target.NumberAsync("select a from more")).ShouldBe(3);
        (await target.NumberAsync("select count(*) from latin")).ShouldBe(4);
        (await target.NumberAsync("select count(*) from schemaguard_history where state = 'applied'")).ShouldBe(3);
    }

    [Fact]
    public async Task A_dump_of_another_database_by_name_goes_there_and_its_history_stays_here()
    {
        await using var source = await CreateSourceAsync();
        await using var target = await servers.CreateDatabaseAsync(product);
        var dump = await DumpAsync(source, "--databases");
        var name = target.Name + "_x";
        using var folder = new MigrationFolder().Add("0001_baseline.sql", dump.Replace(source.Name, name, StringComparison.Ordinal));

        try
        {
            await GuardUnderTest.MigrateAsync(target, guard => guard.AddMigrations(folder.Path));

            (await target.NumberAsync($"select count(*) from {name}.parents")).ShouldBe(2);
            (await target.NumberAsync("select count(*) from schemaguard_history where state = 'applied'")).ShouldBe(1);
            (await target.HasTableAsync("parents")).ShouldBeFalse();
        }
        finally
        {
            await target.ExecuteAsync($"drop database if exists {name}");
        }
    }

    private static async Task ShouldBeTheSameAsync(MySqlTestDatabase source, MySqlTestDatabase target)
    {
        await using var expected = await source.OpenAsync();
        await using var actual = await target.OpenAsync();
        var text = await DatabaseDump.OfAsync(expected, TestContext.Current.CancellationToken);
        text.Length.ShouldBeGreaterThan(4_000);
        DatabaseDump.Difference(text, await DatabaseDump.OfAsync(actual, TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    private static async Task<string> DumpAsync(MySqlTestDatabase source, string options)
    {
        var installation = source.Server.Installation;
        // A file is text: bytes that are none have to be written as such.
        string[] always =
        [
            "--hex-blob",
            "--routines",
            "--triggers",
            "--events",
            .. installation.IsMariaDb ? [] : new[] { "--set-gtid-purged=OFF" },
        ];
        string[] words = options.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (exit, output, error) = await source.Server.RunAsync(installation.Dump, [.. always, .. words, source.Name]);
        exit.ShouldBe(0, error);
        return output;
    }

    private async Task<MySqlTestDatabase> CreateSourceAsync()
    {
        var source = await servers.CreateDatabaseAsync(product);
        var (exit, _, error) = await source.Server.RunAsync(source.Server.Installation.Client, [source.Name], RichDatabase.Script);
        exit.ShouldBe(0, error);
        return source;
    }
}
