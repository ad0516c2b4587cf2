using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests.Parity;

/// <summary>Says that what pg_dump writes is a migration: it makes the database that was dumped, and the next migration does not notice.</summary>
public abstract class DumpBaselineTests(PostgreSqlServers servers, string version)
{
    [Theory]
    [InlineData("")]
    [InlineData("--inserts")]
    [InlineData("--column-inserts --rows-per-insert=2 --quote-all-identifiers")]
    [InlineData("--clean --if-exists")]
    [InlineData("--disable-triggers --load-via-partition-root --use-set-session-authorization")]
    [InlineData("--schema-only --no-owner --no-privileges")]
    public async Task A_dump_makes_the_database_that_was_dumped(string options)
    {
        await using var source = await CreateSourceAsync();
        await using var target = await servers.CreateDatabaseAsync(version);
        string[] words = options.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] compared = words.Contains("--schema-only") ? ["--schema-only", "--no-privileges"] : [];
        using var folder = new MigrationFolder().Add("0001_baseline.sql", await DatabaseDump.RawAsync(source, words));

        var report = await GuardUnderTest.MigrateAsync(target, guard => guard.AddMigrations(folder.Path));

        report.State.ShouldBe(SchemaState.Degraded, "a view of the source has never been populated, nor is it by the dump");
        report.Findings.ShouldAllBe(finding =>
            finding.Code == FindingCodes.BrokenReference && finding.Message.Contains("has never been populated", StringComparison.Ordinal)
            || finding.Code == FindingCodes.ServerWarning && finding.Message.Contains("insufficient to publish", StringComparison.Ordinal)
        );
        var expected = await DatabaseDump.OfAsync(source, compared);
        expected.Length.ShouldBeGreaterThan(10_000);
        DatabaseDump.Difference(expected, await DatabaseDump.OfAsync(target, compared)).ShouldBeNull();
    }

    [Fact]
    public async Task Carriage_returns_in_the_data_of_a_dump_stay()
    {
        await using var source = await CreateSourceAsync();
        await using var target = await servers.CreateDatabaseAsync(version);
        await source.ExecuteAsync(@"insert into empty values (1, E'cr\rcrlf\r\n\\r')");
        using var folder = new MigrationFolder().Add("0001_baseline.sql", await DatabaseDump.RawAsync(source));

        await GuardUnderTest.MigrateAsync(target, guard => guard.AddMigrations(folder.Path));

        (await target.NumberAsync(@"select count(*) from empty where b = E'cr\rcrlf\r\n\\r'")).ShouldBe(1);
    }

    [Fact]
    public async Task Migrations_after_a_dump_run_in_the_default_schema()
    {
        await using var source = await CreateSourceAsync();
        await using var target = await servers.CreateDatabaseAsync(version);
        using var folder = new MigrationFolder()
            .Add("0001_baseline.sql", await DatabaseDump.RawAsync(source))
            .Add("0002_more.sql", "create table more (a int);\ninsert into empty values (1, 'x');")
            .Add("0003_none.sql", "-- schemaguard: transaction=none\ncreate table none (a int);\ncreate index concurrently on none (a);");

        await GuardUnderTest.MigrateAsync(target, guard => guard.AddMigrations(folder.Path));
        folder.Add("0004_later.sql", "create table later_still (a int);");
        await GuardUnderTest.MigrateAsync(target, guard => guard.AddMigrations(folder.Path));

        const string InPublic =
            "select count(*) from pg_tables where schemaname = 'public' and tablename in ('more', 'none', 'later_still', 'schemaguard_history')";
        (await target.NumberAsync(InPublic)).ShouldBe(4);
        (await target.NumberAsync("select count(*) from child where a = 1 and b = 2")).ShouldBe(1);
        (await target.NumberAsync("select count(*) from schemaguard_history")).ShouldBe(4);
    }

    [Fact]
    public async Task A_dump_that_connects_to_a_database_of_its_own_is_refused_by_its_line()
    {
        await using var source = await CreateSourceAsync();
        await using var target = await servers.CreateDatabaseAsync(version);
        var dump = await DatabaseDump.RawAsync(source, "--create");
        using var folder = new MigrationFolder().Add("0001_baseline.sql", dump);

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(target, guard => guard.AddMigrations(folder.Path))
        );

        var line = dump.Split('\n').Index().First(pair => pair.Item.StartsWith("\\connect", StringComparison.Ordinal)).Index + 1;
        var finding = exception.Findings.Single(finding => finding.Code == FindingCodes.ClientCommand);
        finding.Message.ShouldContain("'\\connect'");
        finding.Location.ShouldBe($"{Path.Combine(folder.Path, "0001_baseline.sql")}:{line}:1");
        (await target.NumberAsync("select count(*) from pg_class where relnamespace = 'public'::regnamespace")).ShouldBe(0);
    }

    private async Task<PostgreSqlTestDatabase> CreateSourceAsync()
    {
        var server = await servers.GetAsync(version);
        var hasDump = version == PostgreSqlServers.Oldest || PostgreSqlServers.Find(version).Has("pg_dump");
        Assert.SkipUnless(hasDump, $"pg_dump {version} is not installed; tests/servers.sh installs it.");
        var source = await PostgreSqlTestDatabase.CreateAsync(server);
        var (exit, _, error) = await DatabaseDump.PlayAsync(source, RichDatabase.Script);
        exit.ShouldBe(0, error);
        return source;
    }
}
