using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says how statements outside transactions are settled by the catalog.</summary>
public sealed class PostgreSqlIndexTests(PostgreSqlServers servers)
{
    /// <summary>Statements, what undoes them by hand, and a query that gives 1 when they have taken effect.</summary>
    public static TheoryData<string, string, string> Statements { get; } =
        new()
        {
            {
                "create index concurrently \"Ix b\" on t (id)",
                "drop index \"Ix b\"",
                "select count(*) from pg_index where indexrelid = '\"Ix b\"'::regclass and indisvalid"
            },
            {
                "create unique index concurrently if not exists IX_C on only public.t (id)",
                "drop index ix_c",
                "select count(*) from pg_index where indexrelid = 'ix_c'::regclass and indisvalid"
            },
            {
                "create index concurrently on t (id)",
                "drop index t_id_idx1",
                "select count(*) from pg_index where indexrelid = 't_id_idx1'::regclass and indisvalid"
            },
            {
                "drop index concurrently t_id_idx",
                "create index t_id_idx on t (id)",
                "select count(*) from (values (1)) as one where to_regclass('t_id_idx') is null"
            },
            {
                "reindex index concurrently t_id_idx",
                "select 1",
                "select count(*) from pg_index where indexrelid = 't_id_idx'::regclass and indisvalid"
            },
            {
                "alter table parts detach partition parts_1 concurrently",
                "alter table parts attach partition parts_1 for values in (1)",
                "select 1 - count(*) from pg_inherits where inhrelid = 'parts_1'::regclass"
            },
            { "vacuum t", "select 1", "select 1" },
        };

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task A_statement_that_took_effect_before_the_crash_is_not_run_again(string statement, string undo, string proof)
    {
        _ = undo;
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = await InterruptedAsync(database, statement);

        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        report.State.ShouldBe(SchemaState.Healthy);
        (await database.NumberAsync(proof)).ShouldBe(1);
        (await database.NumberAsync("select count(*) from t")).ShouldBe(2);
        (await database.NumberAsync("select count(*) from pg_index where indrelid = 't'::regclass")).ShouldBeLessThanOrEqualTo(2);
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task A_statement_that_had_not_taken_effect_is_run(string statement, string undo, string proof)
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = await InterruptedAsync(database, statement, undo);

        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        report.State.ShouldBe(SchemaState.Healthy);
        (await database.NumberAsync(proof)).ShouldBe(1);
        (await database.NumberAsync("select count(*) from t")).ShouldBe(2);
    }

    [Fact]
    public async Task A_build_that_fails_leaves_no_invalid_index_and_the_next_start_builds_it_again()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("1_x.sql", "create table t (id integer); insert into t values (1), (1);")
            .Add("2_x.sql", "create unique index concurrently if not exists t_ix on t (id);");
        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );
        exception.Failure.ErrorCode.ShouldBe("23505");
        (await database.NumberAsync("select count(*) from pg_index where not indisvalid")).ShouldBe(0);

        await database.ExecuteAsync("delete from t where ctid = (select min(ctid) from t)");
        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        report.State.ShouldBe(SchemaState.Healthy);
        (
            await database.NumberAsync("select count(*) from pg_index where indexrelid = 't_ix'::regclass and indisvalid and indisready")
        ).ShouldBe(1);
    }

    [Theory]
    [InlineData("create unique index concurrently t_ix on t (id);", "create index concurrently other_ix on u (id);", "other_ix")]
    [InlineData("create unique index concurrently on t (id);", "create index concurrently on u (id);", "u_id_idx")]
    [InlineData(
        "create unique index concurrently t_ix on t (id);",
        "delete from t where ctid = (select min(ctid) from t);\ncreate unique index concurrently t_ix on t (id);",
        "t_ix"
    )]
    [InlineData("create unique index concurrently t_ix on t (id);", "create index t_ix on t (id);", "t_ix")]
    public async Task A_statement_that_was_refused_may_be_corrected_into_anything(string refused, string corrected, string index)
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("1_x.sql", "create table t (id integer); insert into t values (1), (1); create table u (id integer primary key);")
            .Add("2_x.sql", refused);
        await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        folder.Add("2_x.sql", corrected);
        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        report.Findings.ShouldBeEmpty();
        (await database.NumberAsync($"select count(*) from pg_index where indexrelid = '{index}'::regclass and indisvalid")).ShouldBe(1);
    }

    [Fact]
    public async Task A_statement_in_doubt_that_was_edited_is_not_settled_by_what_was_seen_before_another_one()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("1_x.sql", "create table t (id integer); create table u (id integer);")
            .Add("2_x.sql", "create index concurrently on t (id);\ninsert into late values (1);");
        await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );
        await database.ExecuteAsync(
            "update schemaguard_history set statements_done = 0, done_hash = '', intent = 1, intent_state = '|' where sequence = 2"
        );

        folder.Add("2_x.sql", "create index concurrently on u (id);\ninsert into u values (1);");
        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Message.ShouldContain("was interrupted during statement 1, which has been edited since");
    }

    [Fact]
    public async Task A_dropped_index_is_settled_by_its_identity_and_not_by_its_name()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync(
            "create schema app; create table app.t (id integer); create index ix on app.t (id); "
                + "create table public.u (id integer); create index ix on public.u (id);"
        );
        var first = new ProxiedDatabase(database, database.Server.Port) { Suffix = ";Search Path=app,public" };
        using var folder = new MigrationFolder().Add("1_x.sql", "drop index concurrently ix;\ninsert into late values (1);");
        await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(first, guard => guard.AddMigrations(folder.Path))
        );

        // As a kill between the drop and its mark would have left it; the intent keeps what was seen before.
        await database.ExecuteAsync(
            "create view late as select id from public.u; update app.schemaguard_history "
                + "set statements_done = 0, done_hash = '', intent = 1, intent_state = '|999999'"
        );
        await GuardUnderTest.MigrateAsync(first, guard => guard.AddMigrations(folder.Path));

        (await database.NumberAsync("select count(*) from pg_indexes where schemaname = 'public' and indexname = 'ix'")).ShouldBe(1);
    }

    [Theory]
    [InlineData("begin;\ninsert into t values (1);\ncommit;\ncreate index concurrently ix on t (id);", "1_x.sql:1:1")]
    [InlineData("set local search_path = app;\ncreate index concurrently ix on t (id);", "1_x.sql:1:1")]
    [InlineData("create index concurrently ix on t (id);\nset role pg_monitor;", "1_x.sql:2:1")]
    [InlineData("create index concurrently ix on t (id);\nset session authorization postgres;", "1_x.sql:2:1")]
    public async Task What_means_something_else_statement_by_statement_is_refused_before_anything_is_touched(string script, string place)
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_x.sql", script);

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Findings[0].Code.ShouldBe(FindingCodes.TransactionControl);
        exception.Findings[0].Location.ShouldEndWith(place);
    }

    [Fact]
    public async Task A_search_path_that_a_select_has_set_is_there_again_after_an_interruption()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync("create schema app; create table app.t (id integer); create table public.t (id integer);");
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            "select set_config('search_path', 'app', false);\ncreate index concurrently ix on t (id);\ninsert into t select 1 from public.late;"
        );
        await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        await database.ExecuteAsync("create view public.late as select 1 as one");
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        (await database.NumberAsync("select count(*) from app.t")).ShouldBe(1);
        (await database.NumberAsync("select count(*) from public.t")).ShouldBe(0);
    }

    [Fact]
    public async Task An_invalid_index_that_somebody_else_left_is_a_finding_and_not_accepted_by_if_not_exists()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_x.sql", "create table t (id integer); insert into t values (1);");
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await database.ExecuteAsync("create index t_ix on t (id)");
        await database.ExecuteAsync("update pg_index set indisvalid = false where indexrelid = 't_ix'::regclass");

        var report = await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path));
        var finding = report.Findings.Single();
        (finding.Code, finding.Target, finding.Severity).ShouldBe((FindingCodes.InvalidIndex, "t.t_ix", FindingSeverity.Warning));

        folder.Add("2_x.sql", "create index concurrently if not exists t_ix on t (id);");
        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))).Findings.ShouldBeEmpty();
        (await database.NumberAsync("select count(*) from pg_index where indexrelid = 't_ix'::regclass and indisvalid")).ShouldBe(1);
    }

    /// <summary>
    /// Applies a statement as the second of three, and takes back its mark, as a crash right after it does; or right before it, with what undoes
    /// it.
    /// </summary>
    private static async Task<MigrationFolder> InterruptedAsync(PostgreSqlTestDatabase database, string statement, string? undo = null)
    {
        var folder = new MigrationFolder().Add(
            "1_x.sql",
            "create table t (id integer); create index on t (id); create table parts (id integer) "
                + "partition by list (id); create table parts_1 partition of parts for values in (1);"
        );
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        var seen = await SeenAsync(database, statement);
        folder.Add("2_x.sql", $"insert into t values (1);\n{statement};\ninsert into late values (2);");
        await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );
        if (undo is not null)
        {
            await database.ExecuteAsync(undo);
            seen = statement.StartsWith("drop", StringComparison.Ordinal) ? await SeenAsync(database, statement) : seen;
        }

        await database.ExecuteAsync(
            $"update schemaguard_history set statements_done = 1, done_hash = null, intent = 2, intent_state = '|{seen}' "
                + "where sequence = 2 and statements_done = 2; create view late as select id from t;"
        );
        return folder;
    }

    /// <summary>Gives what the guard sees before a statement.</summary>
    private static async Task<string> SeenAsync(PostgreSqlTestDatabase database, string statement) =>
        statement.StartsWith("alter", StringComparison.Ordinal)
            ? $"{await database.NumberAsync("select 'parts'::regclass::oid::bigint")} {await database.NumberAsync("select 'parts_1'::regclass::oid::bigint")}"
            : $"{await database.NumberAsync("select 't_id_idx'::regclass::oid::bigint")}";
}
