using System.Text.Json;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>The specification of manifests, requirements in code and the verbs for them, for every database.</summary>
public abstract class ManifestSpecification : ProviderSpecification
{
    private const string Scripts = """
        create table users (id integer not null primary key, email varchar(100) not null, name varchar(50), constraint users_email unique (email));
        create table posts (id integer not null primary key, author integer not null, title varchar(100) default 'untitled',
            constraint posts_author foreign key (author) references users (id) on delete cascade);
        create index posts_title on posts (title);
        create view authors as select u.id, u.name from users u where u.id in (select p.author from posts p);
        """;

    [Fact]
    public async Task A_manifest_is_the_same_from_a_database_and_from_its_migrations_and_reads_back_as_it_was_written()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("001_blog.sql", Scripts);
        await using var subject = new GuardUnderTest(database, guard => guard.AddMigrations(folder.Path));
        await subject.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);

        var live = await subject.Guard.ReadManifestAsync(TestContext.Current.CancellationToken);
        var replayed = await subject.Guard.ReplayManifestAsync(TestContext.Current.CancellationToken);

        var text = Write(live);
        Write(replayed).ShouldBe(text);
        Write(SchemaManifest.Parse(System.Text.Encoding.UTF8.GetBytes(text))).ShouldBe(text);
        live.TableCount.ShouldBe(2);
        text.ShouldNotContain("schemaguard_history");
        subject.Guard.Compare(live, replayed).ShouldBeEmpty();
        (await ScratchCountAsync(database)).ShouldBe(0);
    }

    [Fact]
    public async Task A_migration_that_fails_on_the_scratch_database_is_told_with_its_place_and_leaves_nothing()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1).Add("0009_bad.sql", "insert into nowhere values (1);");
        await using var subject = new GuardUnderTest(database, guard => guard.AddMigrations(folder.Path));

        var failed = await Should.ThrowAsync<MigrationFailedException>(() =>
            subject.Guard.ReplayManifestAsync(TestContext.Current.CancellationToken)
        );

        failed.Failure.Location!.ShouldContain("0009_bad.sql:1:");
        failed.Failure.Remedy.ShouldBe("Correct the migration and run this again.");
        failed
            .Findings.ShouldHaveSingleItem()
            .Message.ShouldEndWith("It ran on a scratch database, which is removed afterwards. Nothing else was touched.");
        (await ScratchCountAsync(database)).ShouldBe(0);
    }

    [Fact]
    public async Task The_verbs_write_a_manifest_check_with_it_and_show_both_sides_of_a_difference()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("001_blog.sql", Scripts);
        var manifest = Path.Combine(folder.Path, "schema.manifest.json");
        await RunAsync(ExitCodes.Ok, "migrate", database, folder);

        var written = await RunAsync(ExitCodes.Ok, "manifest", database, folder, "--output", manifest, "--from", "migrations");
        var same = await RunAsync(ExitCodes.Ok, "diff", database, folder, "manifest", "database", "--manifest", manifest);
        await database.ExecuteAsync("drop view authors");
        var different = await RunAsync(ExitCodes.Unhealthy, "diff", database, folder, "manifest", "database", "--manifest", manifest);
        var check = await RunAsync(ExitCodes.Unhealthy, "check", database, folder, "--manifest", manifest);
        await using var without = TestProcess.StartVerb("diff", database, folder, "manifest", "database");
        await using var text = TestProcess.StartVerb("diff", database, folder, "manifest", "database", "--manifest", manifest);

        written.GetProperty("schema").GetString().ShouldBe("schemaguard/manifest/1");
        written.GetProperty("tables").GetInt32().ShouldBe(2);
        same.GetProperty("isSame").GetBoolean().ShouldBeTrue();
        var finding = different.GetProperty("findings").EnumerateArray().Single();
        finding.GetProperty("code").GetString().ShouldBe(FindingCodes.ViewMissing);
        finding.GetProperty("target").GetString().ShouldBe("authors");
        check.GetProperty("findings").EnumerateArray().Single().GetProperty("code").GetString().ShouldBe(FindingCodes.ViewMissing);
        (await without.ExitAsync()).ShouldBe(ExitCodes.Configuration);
        without.ErrorText.ShouldContain("Write --manifest FILE");
        (await text.ExitAsync()).ShouldBe(ExitCodes.Unhealthy);
        string.Join(' ', text.Output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
            .ShouldMatch(@"1 difference in database \[[^]]+, 2 tables\], compared with manifest \[[^]]+, 2 tables\]: 1 error$");
    }

    [Fact]
    public async Task A_start_is_refused_while_the_catalog_is_not_as_the_manifest_says_and_not_after()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("001_blog.sql", Scripts);
        var manifest = await WriteManifestAsync(database, folder);
        await using var subject = new GuardUnderTest(database, guard => guard.AddMigrations(folder.Path).RequireManifest(manifest));
        (await subject.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken)).State.ShouldBe(SchemaState.Healthy);
        await database.ExecuteAsync("drop view authors");

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            subject.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken)
        );
        await database.ExecuteAsync("create view authors as select u.id, u.name from users u where u.id in (select p.author from posts p)");
        var healthy = await subject.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);
        var stamped = await subject.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);

        exception.Findings.ShouldHaveSingleItem().Code.ShouldBe(FindingCodes.ViewMissing);
        healthy.State.ShouldBe(SchemaState.Healthy);
        stamped.CatalogRead.ShouldBeFalse();
    }

    [Fact]
    public async Task Requirements_in_code_are_compared_by_meaning_and_only_as_far_as_they_are_stated()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("001_blog.sql", Scripts);

        var report = await GuardUnderTest.MigrateAsync(
            database,
            guard =>
                guard
                    .AddMigrations(folder.Path)
                    .RequireTable(
                        "users",
                        table =>
                            table
                                .Column("id", "int", Nullability.NotNull)
                                .Column("email", "VARCHAR( 100 )", Nullability.NotNull)
                                .Column("name")
                                .PrimaryKey("id")
                                .UniqueKey("email")
                    )
                    .RequireTable("posts", table => table.ForeignKey("author", "users(id)").Index("title").NamedIndex("posts_title"))
                    .RequireView("authors")
        );

        report.Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_stated_and_not_so_is_said_aspect_by_aspect()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("001_blog.sql", Scripts);

        var report = await CheckAsync(
            database,
            folder,
            guard =>
                guard
                    .RequireTable(
                        "users",
                        table =>
                            table
                                .Column("id", "int")
                                .Column("name", "varchar(60)", Nullability.NotNull)
                                .Column("emial")
                                .UniqueKey("name")
                                .Index("name")
                    )
                    .RequireTable("posts", table => table.ForeignKey("author", "accounts(id)"))
                    .RequireView("readers")
        );

        report
            .Findings.Select(finding => $"{finding.Code} {finding.Severity} {finding.Target}")
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "SG2011 Error users.emial",
                "SG2012 Error users.name",
                "SG2012 Warning users.name",
                "SG2021 Error users.(name)",
                "SG2031 Error posts.(author)",
                "SG2051 Warning users.(name)",
                "SG2061 Error readers",
            ]);
        report.Findings.Single(finding => finding.Code == FindingCodes.ColumnMissing).Message.ShouldContain("'users.email'");
    }

    [Fact]
    public async Task A_finding_that_is_known_gets_the_severity_that_the_application_gives_it_and_tells_the_reason()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("001_blog.sql", Scripts);

        var report = await CheckAsync(
            database,
            folder,
            guard =>
                guard
                    .RequireView("readers")
                    .RequireView("writers")
                    .AdjustFinding(FindingCodes.ViewMissing, FindingSeverity.Information, "gone since spring, nobody reads it", "read*")
        );

        report
            .Findings.Select(finding => (finding.Target, finding.Severity))
            .ShouldBe([("writers", FindingSeverity.Error), ("readers", FindingSeverity.Information)]);
        report.Findings[1].Reason.ShouldBe("gone since spring, nobody reads it");
    }

    [Fact]
    public async Task A_manifest_that_is_missing_or_not_understood_is_a_configuration_error()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(0);
        var broken = Path.Combine(folder.Path, "broken.json");
        await File.WriteAllTextAsync(
            broken,
            """{ "schema": "schemaguard/manifest/1", "tables": { "a": { "columns": { "id": { "typ": "integer" } } } } }""",
            TestContext.Current.CancellationToken
        );

        var unreadable = await Should.ThrowAsync<SchemaGuardConfigurationException>(() =>
            GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path).RequireManifest(broken))
        );
        var missing = await Should.ThrowAsync<SchemaGuardConfigurationException>(() =>
            GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path).RequireManifest("nowhere.json"))
        );

        unreadable.Message.ShouldContain("'typ' of 'tables.a.columns.id' is unknown");
        missing.Message.ShouldContain("'nowhere.json' was not found");
    }

    [Fact]
    public async Task Invariants_take_rows_numbers_and_texts_and_probes_try_what_must_work()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("001_blog.sql", Scripts);

        var report = await CheckAsync(
            database,
            folder,
            guard =>
                guard
                    .AddInvariant("no posts", "select id from posts", Expect.NoRows)
                    .AddInvariant("one row", "select 1 as one", Expect.Rows(1))
                    .AddInvariant("a text", "select 'a' as letter", Expect.Text("a"))
                    .AddInvariant("rows where there must be none", "select 1 as one", Expect.NoRows)
                    .AddInvariant("another text", "select 'secret' as word", Expect.Text("a"))
                    .AddIndexProbe("posts are found by title", "select id from posts where title = 'x'", "posts_title")
                    .AddIndexProbe("posts are found by author", "select title from posts where author + 0 = 1", "posts_title")
                    .AddWriteProbe(
                        "users can be written",
                        "insert into users (id, email) values (1, 'a@b')",
                        "select id from users where id = 1",
                        "update users set name = 'a' where id = 1",
                        "delete from users where id = 1"
                    )
                    .AddWriteProbe("nobody can be updated", "update users set name = 'a' where id = 1")
                    .AddWriteProbe("an email is needed", "insert into users (id) values (1)")
        );

        report
            .Findings.Select(finding => $"{finding.Code} {finding.Severity} {finding.Target}")
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "SG3001 Error another text",
                "SG3001 Error rows where there must be none",
                "SG3003 Warning posts are found by author",
                "SG3004 Error an email is needed",
                "SG3004 Error nobody can be updated",
            ]);
        report.Findings.ShouldAllBe(finding => !finding.Message.Contains("secret", StringComparison.Ordinal));
        (await database.NumberAsync("select count(*) from users")).ShouldBe(0);
    }

    /// <summary>Counts the scratch databases that are left on the server.</summary>
    protected virtual Task<long> ScratchCountAsync(TestDatabase database) => Task.FromResult(0L);

    private static async Task<SchemaReport> CheckAsync(TestDatabase database, MigrationFolder folder, Action<SchemaGuardBuilder> require)
    {
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        return await GuardUnderTest.CheckAsync(database, guard => require(guard.AddMigrations(folder.Path)));
    }

    private static async Task<string> WriteManifestAsync(TestDatabase database, MigrationFolder folder)
    {
        var path = Path.Combine(folder.Path, "schema.manifest.json");
        await using var subject = new GuardUnderTest(database, guard => guard.AddMigrations(folder.Path));
        var manifest = await subject.Guard.ReplayManifestAsync(TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(path, Write(manifest), TestContext.Current.CancellationToken);
        return path;
    }

    private static string Write(SchemaManifest manifest)
    {
        using var stream = new MemoryStream();
        manifest.Save(stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static async Task<JsonElement> RunAsync(
        int exitCode,
        string verb,
        TestDatabase database,
        MigrationFolder folder,
        params string[] more
    )
    {
        await using var process = TestProcess.StartVerb(verb, database, folder, ["--format", "json", .. more]);
        (await process.ExitAsync()).ShouldBe(exitCode, process.Output + process.Error);
        return JsonDocument.Parse(process.Output).RootElement.Clone();
    }
}
