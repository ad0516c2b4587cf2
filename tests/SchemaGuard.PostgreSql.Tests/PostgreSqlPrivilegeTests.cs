using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says that an application whose user may not do with a table what it must does not start, and that the remedy gives what is missing.</summary>
public sealed class PostgreSqlPrivilegeTests(PostgreSqlServers servers)
{
    [Fact]
    public async Task A_missing_privilege_refuses_a_start_that_was_stamped_by_another_user_and_its_remedy_gives_it()
    {
        await using var given = await GivenUser.CreateAsync(servers, "create table jobs (id integer); create table notes (id integer);");
        await given.Database.ExecuteAsync(
            $"alter default privileges in schema public grant select on tables to {given.Name}; grant delete on jobs to {given.Name};"
        );
        (await GuardUnderTest.MigrateAsync(given.Database, Required)).State.ShouldBe(SchemaState.Healthy);

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() => GuardUnderTest.MigrateAsync(given.AsUser, Required));

        exception.Report.CatalogRead.ShouldBeFalse();
        exception
            .Findings.Select(finding => (finding.Code, finding.Target, finding.Message))
            .ShouldBe([
                (
                    FindingCodes.PrivilegeMissing,
                    "jobs",
                    "The application's user lacks INSERT on table 'jobs': each such statement of the application would fail."
                ),
                (
                    FindingCodes.PrivilegeMissing,
                    "notes",
                    "The application's user lacks INSERT, DELETE on table 'notes': each such statement of the application would fail."
                ),
            ]);
        foreach (var finding in exception.Findings)
        {
            await given.Database.ExecuteAsync(finding.Remedy[(finding.Remedy.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        }

        (await GuardUnderTest.MigrateAsync(given.AsUser, Required)).State.ShouldBe(SchemaState.Healthy);

        static void Required(SchemaGuardBuilder guard) =>
            guard
                .AddMigration("1_more", "create table more (id integer);")
                .RequireTables("jobs", "notes")
                .RequirePrivileges(TablePrivileges.Insert | TablePrivileges.Delete);
    }

    [Fact]
    public async Task A_schema_that_may_not_be_used_gives_no_privilege_and_a_column_gives_one()
    {
        await using var given = await GivenUser.CreateAsync(
            servers,
            "create schema \"Sales\"; create table \"Sales\".orders (id integer, note text); create table jobs (id integer, note text);"
        );
        await given.Database.ExecuteAsync(
            $"grant all on \"Sales\".orders to {given.Name}; grant update (note), select (id) on jobs to {given.Name};"
        );

        var report = await GuardUnderTest.CheckAsync(
            given.AsUser,
            guard =>
                guard
                    .RequirePrivileges(TablePrivileges.Select, "Sales.orders", "gone")
                    .RequirePrivileges(TablePrivileges.Select | TablePrivileges.Update, "jobs")
        );

        var finding = report.Findings.ShouldHaveSingleItem();
        finding.Severity.ShouldBe(FindingSeverity.Error);
        finding.Target.ShouldBe("Sales.orders");
        finding.Remedy.ShouldEndWith(
            $"GRANT USAGE ON SCHEMA \"Sales\" TO \"{given.Name}\"; GRANT SELECT ON TABLE \"Sales\".\"orders\" TO \"{given.Name}\";"
        );
    }

    [Fact]
    public async Task A_default_schema_that_may_not_be_used_is_told_and_partitions_are_reached_through_their_table()
    {
        await using var given = await GivenUser.CreateAsync(
            servers,
            "create schema app; create table app.events (day date) partition by range (day); "
                + "create table app.events_1 partition of app.events for values from ('2026-01-01') to ('2027-01-01');"
        );
        await given.Database.ExecuteAsync($"alter database {given.Database.Name} set search_path = app");
        using var folder = new MigrationFolder();
        var path = Path.Combine(folder.Path, "schema.manifest.json");
        await using (var subject = new GuardUnderTest(given.Database, _ => { }))
        await using (var file = File.Create(path))
        {
            (await subject.Guard.ReadManifestAsync(TestContext.Current.CancellationToken)).Save(file);
        }

        await given.Database.ExecuteAsync($"grant all on app.events to {given.Name}");

        var refused = await CheckAsync();
        await given.Database.ExecuteAsync($"grant usage on schema app to {given.Name}");
        var granted = await CheckAsync();

        var finding = refused.Findings.Single(finding => finding.Code == FindingCodes.PrivilegeMissing);
        finding.Target.ShouldBe("events");
        finding.Remedy.ShouldContain($"GRANT USAGE ON SCHEMA \"app\" TO \"{given.Name}\";");
        granted.Findings.ShouldBeEmpty();

        Task<SchemaReport> CheckAsync() =>
            GuardUnderTest.CheckAsync(given.AsUser, guard => guard.RequireManifest(path).RequirePrivileges(TablePrivileges.All));
    }

    /// <summary>Is a database with a user who owns nothing in it.</summary>
    private sealed class GivenUser(PostgreSqlTestDatabase database) : IAsyncDisposable
    {
        public PostgreSqlTestDatabase Database => database;

        public string Name => "app_" + database.Name;

        public TestDatabase AsUser => new GivenDatabase(database.At(database.Server.Port, Name));

        public static async Task<GivenUser> CreateAsync(PostgreSqlServers servers, string script)
        {
            var user = new GivenUser(await servers.CreateDatabaseAsync());
            await user.Database.ExecuteAsync($"create role {user.Name} login; {script}");
            return user;
        }

        public async ValueTask DisposeAsync()
        {
            await database.ExecuteAsync($"drop owned by {Name}; drop role {Name};");
            await database.DisposeAsync();
        }
    }
}
