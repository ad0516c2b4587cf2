using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Sqlite.Tests;

/// <summary>Says how SQLite's own statements run: pragmas that mean nothing in a transaction, rebuilds, VACUUM, attached files.</summary>
public sealed class SqliteScriptTests
{
    private const string Parents = """
        create table parents (id integer primary key);
        create table children (id integer primary key, parent_id integer not null references parents (id) on delete cascade);
        insert into parents (id) values (1), (2);
        insert into children (id, parent_id) values (1, 1), (2, 2);
        """;

    [Fact]
    public async Task A_script_that_steps_out_of_its_tools_transaction_and_back_is_one_pair_around_the_file()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder()
            .Add(
                "1_first.sql",
                "create table p (id integer primary key); create table c (p integer references p (id)); insert into c values (null);"
            )
            .Add(
                "2_escape.sql",
                "COMMIT;\nPRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n"
                    + "create table n (id integer primary key, x text);\ninsert into n (id) select id from p;\n"
                    + "drop table p;\nalter table n rename to p;\nCOMMIT;\nPRAGMA foreign_keys=ON;\nBEGIN;"
            );

        await using var subject = new GuardUnderTest(database, guard => guard.AddMigrations(folder.Path).RequireTables("p"));
        var plan = await subject.Guard.PlanAsync(TestContext.Current.CancellationToken);
        var report = await subject.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);

        plan.Findings.Single().Code.ShouldBe(FindingCodes.SkippedCommit);
        plan.Migrations[1].IsTransactional.ShouldBeTrue();
        report.State.ShouldBe(SchemaState.Healthy);
        (await database.NumberAsync("select count(*) from pragma_table_info('p') where name = 'x'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_table_rebuild_with_foreign_keys_off_keeps_the_children()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder()
            .Add("1_tables.sql", Parents)
            .Add(
                "2_rebuild.sql",
                """
                PRAGMA foreign_keys=OFF;
                BEGIN TRANSACTION;
                create table new_parents (id integer primary key, name text not null default '');
                insert into new_parents (id) select id from parents;
                drop table parents;
                alter table new_parents rename to parents;
                COMMIT;
                PRAGMA foreign_keys=ON;
                """
            );

        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        report.State.ShouldBe(SchemaState.Healthy);
        (await database.NumberAsync("select count(*) from children")).ShouldBe(2);
    }

    [Fact]
    public async Task A_rebuild_that_loses_parents_is_rolled_back_and_says_which_table_is_broken()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder()
            .Add("1_tables.sql", Parents)
            .Add("2_lossy.sql", "PRAGMA foreign_keys=OFF;\ndelete from parents where id = 2;");

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Failure.DatabaseText.ShouldContain("leaves 1 row of table 'children' whose foreign key to 'parents' points nowhere");
        (await database.NumberAsync("select count(*) from parents")).ShouldBe(2);
    }

    [Fact]
    public async Task Settings_of_one_script_do_not_leak_into_the_next()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder()
            .Add("1_tables.sql", "PRAGMA foreign_keys=OFF;\n" + Parents)
            .Add("2_temp.sql", "create temp table scratch (id integer);")
            .Add("3_orphan.sql", "insert into children (id, parent_id) values (3, 99);");

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Failure.Migration.ShouldBe("3_orphan");
        exception.Failure.DatabaseText.ShouldContain("FOREIGN KEY constraint failed");
        exception.Failure.Remedy.ShouldContain("PRAGMA foreign_keys = OFF;");
    }

    [Fact]
    public async Task A_temporary_table_does_not_outlive_its_script()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder()
            .Add("1_temp.sql", "create temp table scratch (id integer);")
            .Add("2_use.sql", "insert into scratch (id) values (1);");

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Failure.DatabaseText.ShouldBe("no such table: scratch");
    }

    [Fact]
    public async Task Statements_that_cannot_run_in_a_transaction_run_one_by_one()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().Add(
            "1_vacuum.sql",
            "create table a (id integer);\nPRAGMA journal_mode=WAL;\nVACUUM;\ninsert into a (id) values (1);"
        );

        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        report.Applied.Single().Statements.ShouldBe(4);
        (await database.NumberAsync("select count(*) from a")).ShouldBe(1);
        (await database.NumberAsync("select count(*) from pragma_journal_mode where journal_mode = 'wal'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_failure_outside_a_transaction_leaves_a_partial_migration_that_goes_on_when_the_rest_is_corrected()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            "create table a (id integer);\nVACUUM;\ninsert into a (id) values (1);\ninsert into b (id) values (1);"
        );
        void Configure(SchemaGuardBuilder guard) => guard.AddMigrations(folder.Path);

        var exception = await Should.ThrowAsync<MigrationFailedException>(() => GuardUnderTest.MigrateAsync(database, Configure));
        var check = await GuardUnderTest.CheckAsync(database, Configure);
        folder.Add("1_x.sql", "create table a (id integer);\nVACUUM;\ninsert into a (id) values (1);\ninsert into a (id) values (2);");
        var report = await GuardUnderTest.MigrateAsync(database, Configure);

        (exception.Failure.Statement, exception.Failure.StatementsDone, exception.Failure.Statements).ShouldBe((4, 3, 4));
        check.Findings.Single().Code.ShouldBe(FindingCodes.Partial);
        check.Findings.Single().Message.ShouldContain("3 of 4 statements are done");
        report.Applied.Single().Statements.ShouldBe(1);
        (await database.NumberAsync("select sum(id) from a")).ShouldBe(3);
        (await GuardUnderTest.MigrateAsync(database, Configure)).CatalogRead.ShouldBeFalse();
    }

    [Fact]
    public async Task A_partial_migration_whose_done_part_was_edited_is_refused()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().Add("1_x.sql", "create table a (id integer);\nVACUUM;\ninsert into b (id) values (1);");
        void Configure(SchemaGuardBuilder guard) => guard.AddMigrations(folder.Path);
        await Should.ThrowAsync<MigrationFailedException>(() => GuardUnderTest.MigrateAsync(database, Configure));

        folder.Add("1_x.sql", "create table other (id integer);\nVACUUM;\ninsert into a (id) values (1);");
        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() => GuardUnderTest.MigrateAsync(database, Configure));

        var finding = exception.Findings.First(finding => finding.Severity == FindingSeverity.Error);
        finding.Code.ShouldBe(FindingCodes.Partial);
        finding.Message.ShouldContain("after 2 of 3 statements");
        (await database.HasTableAsync("other")).ShouldBeFalse();
    }

    [Fact]
    public async Task Attached_files_can_be_used_within_their_script_only()
    {
        await using var database = new SqliteTestDatabase();
        var other = Path.Combine(database.Folder, "other.db");
        using var folder = new MigrationFolder()
            .Add(
                "1_attach.sql",
                $"attach '{other}' as other;\ncreate table other.a (id integer);\ninsert into other.a (id) values (1);\ndetach other;"
            )
            .Add("2_copy.sql", $"attach '{other}' as other;\ncreate table a as select * from other.a;");

        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path).RequireTables("a"));

        report.State.ShouldBe(SchemaState.Healthy);
        (await database.NumberAsync("select count(*) from a")).ShouldBe(1);
    }

    [Fact]
    public async Task A_trigger_with_several_statements_is_one_statement()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().Add(
            "1_trigger.sql",
            """
            create table a (id integer, n integer);
            create trigger a_insert after insert on a begin
                update a set n = case when new.id > 5 then 1 else 2 end where id = new.id;
                delete from a where id < 0;
            end;
            insert into a (id) values (7), (-1);
            """
        );

        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))).Applied.Single().Statements.ShouldBe(3);
        (await database.NumberAsync("select sum(n) from a")).ShouldBe(1);
    }

    [Fact]
    public async Task A_shell_command_is_refused_by_name_before_anything_is_touched()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().Add("1_dot.sql", "create table a (id integer);\n.import data.csv a\n");

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        var finding = exception.Findings.First(finding => finding.Code == FindingCodes.ClientCommand);
        finding.Message.ShouldContain("'.import'");
        finding.Location.ShouldEndWith("1_dot.sql:2:1");
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_is_refused_where_it_opens()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().Add("1_quote.sql", "create table a (id integer);\ninsert into a values ('it's');\n");

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Findings.First(finding => finding.Code == FindingCodes.Unterminated).Location.ShouldEndWith("1_quote.sql:2:28");
    }

    [Fact]
    public async Task A_syntax_error_points_at_the_token_that_sqlite_names()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().Add("1_typo.sql", "create table a (id integer);\ncreate view v as\n  select * form a;\n");

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Failure.Location.ShouldEndWith("1_typo.sql:3:12");
        exception.Failure.Excerpt.ShouldBe("  select * form a;\n           ^");
        exception.Failure.ErrorCode.ShouldBe("SQLite 1");
    }

    [Fact]
    public async Task Rows_that_pointed_nowhere_before_are_not_held_against_a_rebuild()
    {
        await using var database = new SqliteTestDatabase();
        await database.ExecuteAsync("pragma foreign_keys=off; " + Parents + " insert into children (id, parent_id) values (9, 99);");
        using var folder = new MigrationFolder().Add("1_x.sql", "PRAGMA foreign_keys=OFF;\ncreate table a (id integer);");

        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))).State.ShouldBe(SchemaState.Healthy);
    }

    [Fact]
    public async Task Foreign_keys_broken_statement_by_statement_are_said_to_stay_so_until_the_script_mends_them()
    {
        await using var database = new SqliteTestDatabase();
        const string Script =
            "-- schemaguard: transaction=none\nPRAGMA foreign_keys=OFF;\ninsert into children (id, parent_id) values (9, 99);\n";
        using var folder = new MigrationFolder().Add("1_tables.sql", Parents).Add("2_orphan.sql", Script);
        void Configure(SchemaGuardBuilder guard) => guard.AddMigrations(folder.Path);

        var exception = await Should.ThrowAsync<MigrationFailedException>(() => GuardUnderTest.MigrateAsync(database, Configure));
        folder.Add("2_orphan.sql", Script + "delete from children where id = 9;\n");
        var report = await GuardUnderTest.MigrateAsync(database, Configure);

        exception.Failure.StatementsDone.ShouldBe(1);
        exception.Message.ShouldContain("leaves 1 row of table 'children'");
        exception.Message.ShouldNotContain("rolled back");
        report.State.ShouldBe(SchemaState.Healthy);
    }

    [Fact]
    public async Task The_journal_mode_can_be_changed_back_from_WAL()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder()
            .Add("1_wal.sql", "PRAGMA journal_mode=WAL;")
            .Add("2_delete.sql", "PRAGMA journal_mode=DELETE;");

        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))).State.ShouldBe(SchemaState.Healthy);
        (await database.NumberAsync("select count(*) from pragma_journal_mode where journal_mode = 'delete'")).ShouldBe(1);
    }

    [Fact]
    public async Task Code_that_reads_what_it_changes_fails_at_once_and_not_after_the_time_out_of_the_lock()
    {
        await using var database = new SqliteTestDatabase();
        await database.ExecuteAsync("create table a (id integer); insert into a (id) values (1), (2);");

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(
                database,
                guard =>
                    guard.AddMigration(
                        "1_x",
                        async (context, ct) =>
                        {
                            await using var read = context.Connection.CreateCommand();
                            read.CommandText = "select id from a";
                            await using var reader = await read.ExecuteReaderAsync(ct);
                            await reader.ReadAsync(ct);
                            await using var drop = context.Connection.CreateCommand();
                            drop.CommandText = "drop table a";
                            await drop.ExecuteNonQueryAsync(ct);
                        }
                    )
            )
        );

        exception.Failure.DatabaseText.ShouldContain("locked");
        exception.Failure.Remedy.ShouldContain("close the reader");
    }

    [Fact]
    public async Task A_rebuild_that_repairs_a_foreign_key_that_SQLite_could_not_even_check_is_applied()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder()
            .Add(
                "1_tables.sql",
                "create table p (id integer, name text);\ncreate table c (id integer primary key, pid integer references p (id));"
            )
            .Add(
                "2_rebuild.sql",
                "PRAGMA foreign_keys=OFF;\ncreate table n (id integer primary key, name text);\n"
                    + "insert into n select id, name from p;\ndrop table p;\nalter table n rename to p;"
            );

        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))).State.ShouldBe(SchemaState.Healthy);
    }

    [Fact]
    public async Task A_rebuild_that_leaves_a_foreign_key_without_a_parent_key_is_refused()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder()
            .Add("1_tables.sql", Parents)
            .Add(
                "2_rebuild.sql",
                "PRAGMA foreign_keys=OFF;\ncreate table n (id integer);\n"
                    + "insert into n select id from parents;\ndrop table parents;\nalter table n rename to parents;"
            );

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Failure.DatabaseText.ShouldContain("does not fit its parent");
    }

    [Fact]
    public async Task Rows_that_pointed_nowhere_before_are_not_held_against_an_interrupted_script_either()
    {
        await using var database = new SqliteTestDatabase();
        await database.ExecuteAsync("pragma foreign_keys=off; " + Parents + " insert into children (id, parent_id) values (9, 99);");
        const string Head = "-- schemaguard: transaction=none\nPRAGMA foreign_keys=OFF;\ncreate table x (id integer);\n";
        using var folder = new MigrationFolder().Add("1_x.sql", Head + "insert into nope (id) values (1);");
        void Configure(SchemaGuardBuilder guard) => guard.AddMigrations(folder.Path);
        await Should.ThrowAsync<MigrationFailedException>(() => GuardUnderTest.MigrateAsync(database, Configure));

        folder.Add("1_x.sql", Head + "insert into x (id) values (1);");

        (await GuardUnderTest.MigrateAsync(database, Configure)).State.ShouldBe(SchemaState.Healthy);
    }

    [Fact]
    public async Task Code_that_commits_in_SQL_is_told_that_what_it_did_may_stay()
    {
        await using var database = new SqliteTestDatabase();

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(
                database,
                guard => guard.AddMigration("1_x", (context, ct) => RunAsync(context, "create table t (id integer); commit;", ct))
            )
        );

        exception.Failure.IsStateUnknown.ShouldBeTrue();
        exception.Message.ShouldContain("Anything it did before the failure may remain");
        (await database.NumberAsync("select count(*) from schemaguard_history")).ShouldBe(0);
    }

    [Fact]
    public async Task Code_that_closes_its_connection_is_told_so()
    {
        await using var database = new SqliteTestDatabase();

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigration("1_x", (context, _) => context.Connection.CloseAsync()))
        );

        exception.Failure.DatabaseText.ShouldContain("ended the transaction itself");
    }

    private static async Task RunAsync(SchemaGuard.MigrationContext context, string sql, CancellationToken cancellationToken)
    {
        await using var command = context.Connection.CreateCommand();
        command.Transaction = context.Transaction;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
