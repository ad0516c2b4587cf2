using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says to which schema a history belongs where several are on the search path, and what becomes of one that the user is not shown.</summary>
public sealed class PostgreSqlHistoryPlaceTests(PostgreSqlServers servers)
{
    [Fact]
    public async Task The_history_of_another_schema_of_the_search_path_is_not_taken_for_that_of_a_new_one()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await MigrateAsync(database, folder);
        await database.ExecuteAsync("create schema tenant_a");
        var tenant = At(database, "tenant_a,public");

        var check = await CheckAsync(tenant, folder);
        var report = await MigrateAsync(tenant, folder);
        var again = await CheckAsync(tenant, folder);

        check.Findings.Select(finding => (finding.Code, finding.Severity)).ShouldBe([Pending, Other], ignoreOrder: true);
        report.Applied.Count.ShouldBe(2);
        report.State.ShouldBe(SchemaState.Healthy);
        report.Findings.Select(finding => (finding.Code, finding.Severity)).ShouldBe([Other]);
        again.Findings.ShouldHaveSingleItem().Message.ShouldContain("in schema 'tenant_a'");
        (await MigrateAsync(tenant, folder)).CatalogRead.ShouldBeFalse();
        (await database.NumberAsync("select count(*) from tenant_a.schemaguard_history")).ShouldBe(2);
        (await database.NumberAsync("select count(*) from public.schemaguard_history")).ShouldBe(2);
        (await CheckAsync(database, folder)).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_schema_gets_its_own_history_although_its_user_may_not_read_that_of_another()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await MigrateAsync(database, folder);
        await using var user = await User.CreateAsync(database);
        await database.ExecuteAsync($"create schema tenant_a authorization {user.Name}");

        var report = await MigrateAsync(user.At("tenant_a,public"), folder);

        report.Applied.Count.ShouldBe(2);
        report.State.ShouldBe(SchemaState.Healthy);
    }

    [Theory]
    [InlineData("app,public", "create schema app;\ncreate table app.first (id integer);")]
    [InlineData("App,public", "create schema app;\ncreate table app.first (id integer);")]
    [InlineData("\"$user\",public", "create schema postgres;\ncreate table first (id integer);")]
    public async Task A_history_that_was_begun_before_the_first_schema_of_the_path_was_made_goes_on(string path, string first)
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_schema.sql", first).Add("2_b.sql", "create table b (id integer);");
        var at = At(database, path);

        var begun = await MigrateAsync(at, folder);
        folder.Add("3_c.sql", "create table c (id integer);");
        var report = await MigrateAsync(at, folder);

        begun.Findings.ShouldBeEmpty();
        report.Applied.Select(migration => migration.Name).ShouldBe(["3_c"]);
        report.Findings.ShouldBeEmpty();
        (await MigrateAsync(at, folder)).CatalogRead.ShouldBeFalse();
        (await database.NumberAsync("select count(*) from public.schemaguard_history")).ShouldBe(3);
    }

    [Theory]
    [InlineData("app,public", "create schema app; create table app.mine (id integer)")]
    [InlineData("\"$user\",public", "create schema postgres")]
    public async Task A_history_that_may_not_be_meant_is_told_of_and_nothing_is_applied_by_it(string path, string made)
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await MigrateAsync(database, folder);
        await database.ExecuteAsync("delete from schemaguard_state where scope like '#serves%'");
        await database.ExecuteAsync(made);
        var at = At(database, path);

        var settled = await MigrateAsync(at, folder);
        folder.AddLedger(2);
        var refused = await Should.ThrowAsync<SchemaUnhealthyException>(() => MigrateAsync(at, folder));

        settled
            .Findings.Select(finding => (finding.Code, finding.Severity))
            .ShouldBe([(FindingCodes.OtherHistory, FindingSeverity.Warning)]);
        refused.Findings.ShouldContain(finding => finding.Code == FindingCodes.OtherHistory && finding.Severity == FindingSeverity.Error);
        (await database.HasTableAsync("step_2")).ShouldBeFalse();
        var said = await GuardUnderTest.MigrateAsync(
            at,
            guard => guard.AddMigrations(folder.Path),
            options => options.HistorySchema = "public"
        );
        said.Applied.Select(migration => migration.Name).ShouldBe(["0002_step"]);
        said.Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_schema_of_the_path_that_may_not_be_used_does_not_make_pending_what_may_be_applied()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await database.ExecuteAsync("create schema app");
        await MigrateAsync(At(database, "app"), folder);
        await using var user = await User.CreateAsync(database);
        await database.ExecuteAsync($"grant select on all tables in schema app to {user.Name}");
        foreach (var path in new[] { "app", "app,public", "public,app" })
        {
            await database.ExecuteAsync($"revoke usage on schema app from {user.Name}");

            var refused = await Should.ThrowAsync<DatabaseUnreachableException>(() => CheckAsync(user.At(path), folder));
            var start = await Should.ThrowAsync<DatabaseUnreachableException>(() => MigrateAsync(user.At(path), folder));

            refused.ExitCode.ShouldBe(ExitCodes.Configuration);
            refused.Message.ShouldContain("may not use schema 'app'");
            start.Message.ShouldBe(refused.Message);
            var remedy = refused.Findings[0].Remedy;
            await database.ExecuteAsync(remedy[(remedy.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
            if (path != "public,app")
            {
                (await CheckAsync(user.At(path), folder)).Findings.ShouldBeEmpty();
            }
        }
    }

    [Fact]
    public async Task The_history_of_a_later_schema_does_not_stand_in_for_the_one_of_an_earlier_that_may_not_be_used()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await database.ExecuteAsync("create schema app; create schema empty");
        await MigrateAsync(database, folder);
        await MigrateAsync(At(database, "app"), folder);
        await using var user = await User.CreateAsync(database);
        await database.ExecuteAsync($"grant select on all tables in schema app, public to {user.Name}");

        var refused = await Should.ThrowAsync<DatabaseUnreachableException>(() => CheckAsync(user.At("app,public"), folder));
        var start = await Should.ThrowAsync<DatabaseUnreachableException>(() => MigrateAsync(user.At("app,public"), folder));
        var later = await CheckAsync(user.At("public,app"), folder);
        var without = await CheckAsync(user.At("empty,public"), folder);

        refused.ExitCode.ShouldBe(ExitCodes.Configuration);
        refused.Message.ShouldContain("may not use schema 'app'");
        start.Message.ShouldBe(refused.Message);
        later.Findings.ShouldBeEmpty();
        without.Findings.ShouldBeEmpty();
        var remedy = refused.Findings[0].Remedy;
        await database.ExecuteAsync(remedy[(remedy.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        (await CheckAsync(user.At("app,public"), folder)).Findings.Select(finding => (finding.Code, finding.Severity)).ShouldBe([Other]);
    }

    [Theory]
    [InlineData("schemaguard_history")]
    [InlineData("schemaguard_state")]
    public async Task Rows_that_row_level_security_hides_are_not_pending(string table)
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await MigrateAsync(database, folder);
        await using var user = await User.CreateAsync(database);
        await database.ExecuteAsync(
            $"grant select on schemaguard_history, schemaguard_state to {user.Name}; alter table {table} enable row level security"
        );

        var refused = await Should.ThrowAsync<DatabaseUnreachableException>(() => CheckAsync(user.At("public"), folder));
        var remedy = refused.Findings[0].Remedy;
        await database.ExecuteAsync(remedy[remedy.IndexOf("CREATE POLICY", StringComparison.Ordinal)..]);
        var allowed = await CheckAsync(user.At("public"), folder);
        await database.ExecuteAsync($"create policy few on {table} as restrictive using (false)");
        var restricted = await Should.ThrowAsync<DatabaseUnreachableException>(() => CheckAsync(user.At("public"), folder));
        await database.ExecuteAsync(
            remedy[remedy.IndexOf("ALTER ROLE", StringComparison.Ordinal)..(remedy.IndexOf(';', StringComparison.Ordinal) + 1)]
        );

        refused.ExitCode.ShouldBe(ExitCodes.Configuration);
        refused.Message.ShouldContain($"row-level security hides rows of table 'public.{table}'");
        allowed.Findings.ShouldBeEmpty();
        restricted.Message.ShouldBe(refused.Message);
        (await CheckAsync(user.At("public"), folder)).Findings.ShouldBeEmpty();
        (await CheckAsync(database, folder)).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Columns_that_may_not_be_read_do_not_make_a_history_somebody_elses()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await MigrateAsync(database, folder);
        await using var user = await User.CreateAsync(database);
        await database.ExecuteAsync(
            $"grant select (sequence, chain, state) on schemaguard_history to {user.Name}; grant select on schemaguard_state to {user.Name}"
        );

        var refused = await Should.ThrowAsync<DatabaseUnreachableException>(() => CheckAsync(user.At("public"), folder));

        refused.ExitCode.ShouldBe(ExitCodes.Configuration);
        var remedy = refused.Findings[0].Remedy;
        await database.ExecuteAsync(remedy[(remedy.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        (await CheckAsync(user.At("public"), folder)).Findings.ShouldBeEmpty();
    }

    private static (string, FindingSeverity) Pending => (FindingCodes.Pending, FindingSeverity.Error);

    private static (string, FindingSeverity) Other => (FindingCodes.OtherHistory, FindingSeverity.Information);

    private static GivenDatabase At(PostgreSqlTestDatabase database, string path) =>
        new($"{database.ConnectionString};Search Path='{path}'");

    private static Task<SchemaReport> MigrateAsync(TestDatabase database, MigrationFolder folder) =>
        GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

    private static Task<SchemaReport> CheckAsync(TestDatabase database, MigrationFolder folder) =>
        GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path));

    /// <summary>Is a user who owns nothing.</summary>
    private sealed class User(PostgreSqlTestDatabase database) : IAsyncDisposable
    {
        public string Name => "reader_" + database.Name;

        public static async Task<User> CreateAsync(PostgreSqlTestDatabase database)
        {
            var user = new User(database);
            await database.ExecuteAsync($"create role {user.Name} login");
            return user;
        }

        public GivenDatabase At(string path) => new($"{database.At(database.Server.Port, Name)};Search Path='{path}'");

        public async ValueTask DisposeAsync() => await database.ExecuteAsync($"drop owned by {Name} cascade; drop role {Name};");
    }
}
