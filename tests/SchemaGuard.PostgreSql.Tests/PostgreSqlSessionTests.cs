using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says what a script may do to its session and its transaction.</summary>
public sealed class PostgreSqlSessionTests(PostgreSqlServers servers)
{
    [Fact]
    public async Task What_a_script_sets_does_not_reach_the_next_one()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("1_set.sql", "create schema other; create table seen (n integer, path text, role text, app text, timeout text);")
            .Add(
                "2_leak.sql",
                "set search_path = other; set statement_timeout = '77s'; set role pg_monitor; reset role; "
                    + "create temporary table t (id integer);\nselect pg_catalog.set_config('search_path', '', false);"
            )
            .Add("3_role.sql", "create role leaky_role; grant leaky_role to postgres; set role leaky_role;")
            .Add(
                "4_look.sql",
                "insert into seen select 1, current_setting('search_path'), current_user, "
                    + "current_setting('application_name'), current_setting('statement_timeout');"
            );
        try
        {
            await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

            (
                await database.NumberAsync(
                    "select count(*) from public.seen where path = '\"$user\", public' and role = 'postgres' and timeout = '0' and app like 'schemaguard %'"
                )
            ).ShouldBe(1);
            (await database.NumberAsync("select count(*) from public.schemaguard_history where database_user = 'postgres'")).ShouldBe(4);
        }
        finally
        {
            await database.ExecuteAsync("drop role if exists leaky_role");
        }
    }

    [Fact]
    public async Task Begin_and_commit_in_pairs_are_left_out_and_the_file_is_one_transaction()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            "begin;\ncreate table a (id integer);\ncommit;\nstart transaction;\ncreate table b (id integer);\nend;\ninsert into nowhere values (1);"
        );

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Failure.Location.ShouldEndWith("1_x.sql:7:13");
        (await database.HasTableAsync("a")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("create table a (id integer);\ncommit;\nrollback;\ncreate table b (id integer);", "1_x.sql:2:1")]
    [InlineData("begin;\ncreate table a (id integer);\nrollback;", "1_x.sql:1:1")]
    [InlineData("begin;\ncreate table a (id integer);\ncommit and chain;\ncreate table b (id integer);\ncommit;", "1_x.sql:1:1")]
    public async Task Any_other_transaction_control_is_refused_before_anything_is_touched(string script, string place)
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_x.sql", script);

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Findings[0].Code.ShouldBe(FindingCodes.TransactionControl);
        exception.Findings[0].Location.ShouldEndWith(place);
        (await database.HasTableAsync("a")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_position_is_counted_in_characters_also_after_those_outside_the_basic_plane()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_x.sql", "-- ünï\ncreate table a (t text);\ninsert into a values ('😀é'), (nope);");

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Failure.Location.ShouldEndWith("1_x.sql:3:32");
        exception.Failure.Excerpt.ShouldEndWith("\n" + new string(' ', 30) + "^");
        exception.Failure.ErrorCode.ShouldBe("42703");
    }

    [Fact]
    public async Task Harmless_commands_of_psql_are_skipped_with_a_note()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            "\\restrict abc\n\\set ON_ERROR_STOP on\ncreate table a (id integer);\n\\unrestrict abc\n"
        );

        await using var subject = new GuardUnderTest(database, guard => guard.AddMigrations(folder.Path));
        var plan = await subject.Guard.PlanAsync(TestContext.Current.CancellationToken);
        var report = await subject.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);

        plan.Findings.Select(finding => finding.Code)
            .ShouldBe([FindingCodes.SkippedCommand, FindingCodes.SkippedCommand, FindingCodes.SkippedCommand]);
        plan.Findings[0].Location.ShouldEndWith("1_x.sql:1:1");
        report.State.ShouldBe(SchemaState.Healthy);
    }

    [Fact]
    public async Task Copy_to_the_client_is_refused_before_anything_is_touched()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_x.sql", "create table a (id integer);\ncopy a to stdout;");

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Findings.Single().Location.ShouldEndWith("1_x.sql:2:1");
        (await database.HasTableAsync("a")).ShouldBeFalse();
    }

    [Fact]
    public async Task Copy_data_stand_in_the_script_and_a_bad_line_is_named()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            "create table a (id integer, t text);\ncopy a (id, t) from stdin;\n1\tone\\tand\n2\t\\N\n\\.\ninsert into a values (3, 'three');\n"
        );
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        (await database.NumberAsync("select count(*) from a where (id, t) in ((1, E'one\\tand'), (3, 'three')) or t is null")).ShouldBe(3);

        folder.Add("2_bad.sql", "copy a (id, t) from stdin;\n4\tfour\nsecret\tfive\n\\.\n");
        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Failure.DatabaseText.ShouldContain("line 2");
        exception.Failure.Statement.ShouldBe(1);
        (await database.NumberAsync("select count(*) from a")).ShouldBe(3);
    }

    [Fact]
    public async Task An_enum_value_may_be_used_in_the_script_that_adds_it()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("1_x.sql", "create type mood as enum ('sad'); create table people (m mood);")
            .Add("2_x.sql", "alter type mood add value 'happy';\ninsert into people values ('happy');")
            .Add("3_x.sql", "alter type mood add value 'calm';\ninsert into people values ('sad');");

        await using var subject = new GuardUnderTest(database, guard => guard.AddMigrations(folder.Path));
        var plan = await subject.Guard.PlanAsync(TestContext.Current.CancellationToken);
        var report = await subject.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);

        plan.Migrations.Select(migration => migration.NonTransactionalReason).ShouldBe([null, "it uses the enum value that it adds", null]);
        report.State.ShouldBe(SchemaState.Healthy);
        (await database.NumberAsync("select count(*) from people")).ShouldBe(2);
    }

    [Fact]
    public async Task A_statement_that_runs_too_long_is_stopped_by_the_server_and_named()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            "-- schemaguard: timeout=300ms\ncreate table a (id integer);\nselect pg_sleep(60);"
        );

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Failure.DatabaseText.ShouldContain("longer than 300 ms");
        exception.Failure.Location.ShouldEndWith("1_x.sql:3:1");
    }
}
