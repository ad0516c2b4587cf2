using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests.Catalog;

/// <summary>Says that one manifest serves every schema of the same shape.</summary>
public sealed class SchemaManifestTests(PostgreSqlServers servers)
{
    [Theory]
    [InlineData(PostgreSqlServers.Oldest)]
    [InlineData(PostgreSqlServers.Newest)]
    public async Task A_manifest_of_one_schema_holds_for_another_of_the_same_shape(string version)
    {
        await using var database = await servers.CreateDatabaseAsync(version);
        await database.ExecuteAsync(TenantSchema.In("ta"));
        await database.ExecuteAsync(TenantSchema.In("tb").Replace("changes_of_tb", "changes_of_ta_too", StringComparison.Ordinal));
        using var folder = new MigrationFolder();
        var manifest = await NoAlarm.WriteManifestAsync(At(database, "ta"), folder);

        var found = await NoAlarm.FindAsync(At(database, "tb"), manifest);

        found.ShouldAllBe(finding => finding.Severity == FindingSeverity.Information, NoAlarm.Show(found));
        (await NoAlarm.FindAsync(At(database, "ta"), manifest)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_different_in_another_schema_is_still_told()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync(TenantSchema.In("ta"));
        await using var other = await servers.CreateDatabaseAsync();
        await other.ExecuteAsync(TenantSchema.In("tb").Replace("changes_of_tb", "changes_of_ta", StringComparison.Ordinal));
        using var folder = new MigrationFolder();
        var manifest = await NoAlarm.WriteManifestAsync(At(database, "ta"), folder);
        (await NoAlarm.FindAsync(At(other, "tb"), manifest)).ShouldBeEmpty();

        await other.ExecuteAsync(
            """
            create schema elsewhere; create sequence elsewhere.numbers; create table elsewhere.log (like tb.log);
            create or replace function tb.next_number() returns bigint language sql as 'select nextval(''elsewhere.numbers'')';
            alter function tb.stamp() set search_path = elsewhere, pg_temp;
            drop trigger users_stamp on tb.users;
            create trigger users_stamp before insert on tb.users for each row when (new.age > 2) execute function tb.stamp();
            """
        );
        var found = await NoAlarm.FindAsync(At(other, "tb"), manifest);

        found
            .Where(finding => finding.Severity != FindingSeverity.Information)
            .Select(finding => finding.Target)
            .Order(StringComparer.Ordinal)
            .ToArray()
            .ShouldBe(["next_number()", "stamp()", "users.users_stamp"], customMessage: NoAlarm.Show(found));
    }

    [Fact]
    public async Task Tables_of_any_guard_and_schemas_that_another_one_guards_are_neither_required_nor_unexpected()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync("create schema ta; create schema tb; create schema shared; create table shared.kinds (id integer)");
        using var folder = new MigrationFolder().Add("1.sql", "create table orders (id integer primary key)");
        using var nothing = new MigrationFolder().Add("1.sql", "select 1");
        foreach (var (path, table) in new[] { ("ta", "schemaguard_history"), ("tb", "changes"), ("ta", "old_changes") })
        {
            await GuardUnderTest.MigrateAsync(
                At(database, path),
                guard => guard.AddMigrations((table == "old_changes" ? nothing : folder).Path),
                options => options.HistoryTable = table
            );
        }

        using var place = new MigrationFolder();
        var manifest = await NoAlarm.WriteManifestAsync(At(database, "ta"), place);
        var text = await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken);
        var found = await NoAlarm.FindAsync(At(database, "ta"), manifest);

        found.ShouldBeEmpty(NoAlarm.Show(found));
        text.ShouldContain("shared.kinds");
        text.ShouldNotContain("changes");
        text.ShouldNotContain("tb");
        await database.ExecuteAsync("drop schema tb cascade; drop table ta.old_changes, ta.old_changes_state");
        found = await NoAlarm.FindAsync(At(database, "ta"), manifest);
        found.ShouldBeEmpty(NoAlarm.Show(found));
    }

    [Fact]
    public async Task A_manifest_that_holds_the_table_of_another_guard_does_not_require_it()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync("create table t (id integer primary key)");
        const string Columns = """
            { "sequence": { "type": "bigint" }, "module": {}, "version": {}, "checksum": {}, "token_hash": {}, "chain": {}, "statements_done": {} }
            """;
        var text = $$"""
            { "schema": "schemaguard/manifest/1", "revision": 2, "product": "PostgreSQL", "version": "15",
              "extensions": { "plpgsql": { "version": "1.0" } }, "tables": {
              "changes": { "columns": {{Columns}} },
              "t": { "columns": { "id": { "type": "integer", "nullable": false } }, "primaryKey": { "name": "t_pkey", "columns": "id" } } } }
            """;
        using var folder = new MigrationFolder().Add("old.json", text);

        (await NoAlarm.FindAsync(database, Path.Combine(folder.Path, "old.json"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_manifest_of_the_second_revision_names_the_schema_of_a_triggers_table_and_holds()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync(
            "create table t (id integer); create trigger tr before update of id on t for each row execute function suppress_redundant_updates_trigger()"
        );
        using var folder = new MigrationFolder();
        var manifest = await NoAlarm.WriteManifestAsync(database, folder);
        var text = await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken);
        text.ShouldContain("BEFORE UPDATE OF id ON t FOR EACH ROW");

        await File.WriteAllTextAsync(
            manifest,
            text.Replace(" ON t FOR", " ON public.t FOR", StringComparison.Ordinal)
                .Replace("\"revision\": 4", "\"revision\": 2", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );

        (await NoAlarm.FindAsync(database, manifest)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("connection")]
    [InlineData("database")]
    public async Task Migrations_are_replayed_with_a_search_path_whose_schemas_nobody_has_made_there(string from)
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync("create schema \"Tenant A\"; create schema shared");
        const string Path = "\"Tenant A\", made, shared";
        if (from == "database")
        {
            await database.ExecuteAsync(
                $"do $$ begin execute format('alter database %I set search_path = {Path}', current_database()); end $$"
            );
        }

        var subject =
            from == "database"
                ? new GivenDatabase(database.ConnectionString)
                : At(database, Path.Replace("\"", "\"\"", StringComparison.Ordinal), '"');
        using var folder = new MigrationFolder().Add(
            "1.sql",
            "create table orders (id integer primary key); create schema made; create table made.more (id integer); create table shared.kinds (id integer)"
        );

        await using var guard = new GuardUnderTest(subject, set => set.AddMigrations(folder.Path));
        var replayed = await guard.Guard.ReplayManifestAsync(TestContext.Current.CancellationToken);
        await guard.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);
        var found = guard.Guard.Compare(replayed, await guard.Guard.ReadManifestAsync(TestContext.Current.CancellationToken));

        replayed.TableCount.ShouldBe(3);
        found.ShouldBeEmpty(NoAlarm.Show(found));
    }

    [Fact]
    public async Task The_command_line_chooses_a_schema_and_says_when_it_is_not_there()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync(
            "create table public.junk (id integer); create schema ta; create table ta.orders (id integer primary key); "
                + "create schema tb; create table tb.orders (id integer primary key)"
        );
        using var folder = new MigrationFolder();
        var manifest = Path.Combine(folder.Path, "schema.json");

        await using var written = Start("manifest", database, "--schema", "ta", "--output", manifest);
        (await written.ExitAsync()).ShouldBe(ExitCodes.Ok, written.ErrorText);
        await using var same = Start("check", database, "--schema", "tb", "--manifest", manifest, "--format", "json");
        (await same.ExitAsync()).ShouldBe(ExitCodes.Ok, same.Output + same.ErrorText);
        await using var diff = Start("diff", database, "manifest", "database", "--schema", "tb", "--manifest", manifest);
        (await diff.ExitAsync()).ShouldBe(ExitCodes.Ok, diff.Output + diff.ErrorText);
        await using var missing = Start("check", database, "--schema", "tc", "--manifest", manifest);
        (await missing.ExitAsync()).ShouldBe(ExitCodes.Configuration, missing.Output);

        var text = await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken);
        text.ShouldNotContain("junk");
        text.ShouldNotContain("tb");
        same.Output.ShouldContain("\"findings\": []");
        missing.ErrorText.ShouldContain("there is no schema 'tc' in the database");
        missing.ErrorText.ShouldContain("CREATE SCHEMA \"tc\";");
    }

    private static TestProcess Start(string verb, PostgreSqlTestDatabase database, params IEnumerable<string> more) =>
        TestProcess.StartCli([verb, "--provider", "postgresql", "--connection", database.ConnectionString, .. more]);

    private static GivenDatabase At(PostgreSqlTestDatabase database, string path, char quote = '\'') =>
        new($"{database.ConnectionString};Search Path={quote}{path}{quote}");
}
