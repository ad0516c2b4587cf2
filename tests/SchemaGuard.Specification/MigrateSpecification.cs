using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>The specification of applying migrations, for every database.</summary>
public abstract class MigrateSpecification : ProviderSpecification
{
    [Fact]
    public async Task Migrate_on_an_empty_database_applies_everything_in_order_and_reports_it()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("2_second.sql", "insert into a (id) values (1);")
            .Add("1_first.sql", "create table a (id integer primary key); create table b (id integer primary key);")
            .Add("10_tenth.sql", "insert into a (id) select id + 1 from a;");

        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path).RequireTables("a", "b"));

        report.State.ShouldBe(SchemaState.Healthy);
        report
            .Applied.Select(migration => (migration.Name, migration.Statements))
            .ShouldBe([("1_first", 2), ("2_second", 1), ("10_tenth", 1)]);
        report.AppliedCount.ShouldBe(3);
        (await database.NumberAsync("select count(*) from a")).ShouldBe(2);
    }

    [Fact]
    public async Task Migrate_again_applies_nothing_and_does_not_even_read_the_catalog()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(3);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path).RequireTables("ledger"));

        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path).RequireTables("ledger"));

        report.Applied.ShouldBeEmpty();
        report.CatalogRead.ShouldBeFalse();
        report.AppliedCount.ShouldBe(4);
        report.State.ShouldBe(SchemaState.Healthy);
    }

    [Fact]
    public async Task Migrate_with_a_new_requirement_reads_the_catalog_again()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path).RequireTables("ledger"));

        report.CatalogRead.ShouldBeTrue();
    }

    [Fact]
    public async Task Migrate_when_a_statement_fails_keeps_what_was_applied_before_and_nothing_of_the_failed_migration()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("1_first.sql", "create table a (id integer primary key);")
            .Add("2_second.sql", "create table b (id integer primary key);\n\ninsert into nowhere (id) values (1);\n")
            .Add("3_third.sql", "create table c (id integer primary key);");

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.ExitCode.ShouldBe(ExitCodes.MigrationFailed);
        exception.Failure.Migration.ShouldBe("2_second");
        exception.Failure.Location.ShouldBe($"{folder.Path}/2_second.sql:3:{database.ColumnOfMissingTable}");
        exception.Failure.Excerpt.ShouldBe(
            "insert into nowhere (id) values (1);\n" + new string(' ', database.ColumnOfMissingTable - 1) + "^"
        );
        (exception.Failure.Statement, exception.Failure.Statements).ShouldBe((2, 2));
        exception.Failure.AppliedBefore.ShouldBe(["1_first"]);
        exception.Failure.Remaining.ShouldBe(1);
        exception.Message.ShouldContain("nowhere");
        (await database.HasTableAsync("a")).ShouldBeTrue();
        (await database.HasTableAsync("b")).ShouldBe(!database.RollsBackDefinitions);
        exception.Failure.StatementsDone.ShouldBe(database.RollsBackDefinitions ? 0 : 1);
        (await database.HasTableAsync("c")).ShouldBeFalse();
    }

    [Fact]
    public async Task Migrate_after_the_failed_script_was_corrected_goes_on_with_it()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("1_first.sql", "create table a (id integer primary key);")
            .Add("2_second.sql", "creat table b (id integer);");
        await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        folder.Add("2_second.sql", "create table b (id integer);");
        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        report.Applied.Select(migration => migration.Name).ShouldBe(["2_second"]);
    }

    [Fact]
    public async Task Migrate_runs_code_in_the_transaction_of_its_history_row()
    {
        await using var database = await CreateDatabaseAsync();

        var report = await GuardUnderTest.MigrateAsync(
            database,
            guard =>
                guard
                    .AddMigration("1_table", "create table a (id integer primary key)")
                    .AddMigration(
                        "2_rows",
                        async (context, ct) =>
                        {
                            await using var command = context.Connection.CreateCommand();
                            command.Transaction = context.Transaction;
                            command.CommandText = "insert into a (id) values (1)";
                            await command.ExecuteNonQueryAsync(ct);
                        }
                    )
        );

        report.Applied.Count.ShouldBe(2);
        (await database.NumberAsync("select count(*) from a")).ShouldBe(1);
    }

    [Fact]
    public async Task Migrate_when_code_throws_keeps_nothing_of_it()
    {
        await using var database = await CreateDatabaseAsync();

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(
                database,
                guard =>
                    guard
                        .AddMigration("1_table", "create table a (id integer primary key)")
                        .AddMigration(
                            "2_rows",
                            async (context, ct) =>
                            {
                                await using var command = context.Connection.CreateCommand();
                                command.Transaction = context.Transaction;
                                command.CommandText = "insert into a (id) values (1)";
                                await command.ExecuteNonQueryAsync(ct);
                                throw new InvalidOperationException("the code says no");
                            }
                        )
            )
        );

        exception.Message.ShouldContain("the code says no");
        (await database.NumberAsync("select count(*) from a")).ShouldBe(0);
    }

    [Fact]
    public async Task Code_that_ends_its_transaction_itself_is_told_so()
    {
        await using var database = await CreateDatabaseAsync();

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(
                database,
                guard => guard.AddMigration("1_commit", async (context, ct) => await context.Transaction!.CommitAsync(ct))
            )
        );

        exception.Failure.DatabaseText.ShouldContain("ended the transaction itself");
    }

    [Fact]
    public async Task A_parameter_that_nobody_binds_is_a_failed_statement_with_its_place()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_x.sql", "create table a (id integer);\ninsert into a (id) values (@who);");

        if (database.HasVariables)
        {
            await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
            (await database.NumberAsync("select count(*) from a where id is null")).ShouldBe(1);
            return;
        }

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Failure.Location.ShouldNotBeNull().ShouldContain("1_x.sql:2:");
        (await database.HasTableAsync("a")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_without_scripts_is_refused()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder();

        var exception = await Should.ThrowAsync<SchemaGuardConfigurationException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Message.ShouldContain("contains no scripts");
    }

    [Fact]
    public async Task A_temporary_object_in_a_script_that_runs_statement_by_statement_is_refused_before_anything_is_touched()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            "-- schemaguard: transaction=none\ncreate table a (id integer);\ncreate temporary table t (id integer);"
        );

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Findings.Single().Code.ShouldBe(FindingCodes.TemporaryObject);
        (await database.HasTableAsync("a")).ShouldBeFalse();
    }

    [Fact]
    public async Task Migrate_applies_a_repeatable_migration_again_when_it_changes()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("1_first.sql", "create table a (id integer primary key); create table log (n integer);")
            .Add("R__log.sql", "insert into log (n) values (1);");
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))).Applied.ShouldBeEmpty();

        folder.Add("R__log.sql", "insert into log (n) values (2);");
        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        report.Applied.Select(migration => migration.Name).ShouldBe(["R__log"]);
        (await database.NumberAsync("select sum(n) from log")).ShouldBe(3);
        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))).CatalogRead.ShouldBeFalse();
    }

    [Fact]
    public async Task A_repeatable_migration_that_goes_back_to_an_earlier_content_is_applied_but_not_by_a_build_that_lacks_a_version()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_first.sql", "create table log (n integer);");
        foreach (var content in (int[])[1, 2, 1])
        {
            folder.Add("R__log.sql", FormattableString.Invariant($"insert into log (n) values ({content});"));
            var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
            report.Applied[^1].Name.ShouldBe("R__log");
        }

        folder.Add("2_second.sql", "create table b (id integer);").Add("R__log.sql", "insert into log (n) values (5);");
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        folder.Remove("2_second.sql").Add("R__log.sql", "insert into log (n) values (1);");
        var older = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        older.Applied.ShouldBeEmpty();
        older.Findings.ShouldContain(finding => finding.Code == FindingCodes.Future && finding.Severity == FindingSeverity.Warning);
        (await database.NumberAsync("select sum(n) from log")).ShouldBe(9);
    }

    [Fact]
    public async Task A_repeatable_migration_that_failed_and_was_corrected_starts_again_from_its_first_statement()
    {
        await using var database = await CreateDatabaseAsync();
        const string Head = "-- schemaguard: transaction=none\n";
        using var folder = new MigrationFolder()
            .Add("1_first.sql", "create table log (n integer);")
            .Add("R__log.sql", Head + "insert into log (n) values (1);\ninsert into nowhere (n) values (2);");
        await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        folder.Add("R__log.sql", Head + "insert into log (n) values (10);\ninsert into log (n) values (20);");
        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        var again = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        report.Findings.ShouldBeEmpty();
        report.Applied.ShouldHaveSingleItem().Statements.ShouldBe(2);
        (await database.NumberAsync("select sum(n) from log")).ShouldBe(31);
        again.Applied.ShouldBeEmpty();
        again.CatalogRead.ShouldBeFalse();
    }

    [Fact]
    public async Task Migrate_keeps_a_version_line_for_each_module()
    {
        await using var database = await CreateDatabaseAsync();
        using var billing = new MigrationFolder().Add("001_create.sql", "create table invoices (id integer primary key);");
        using var saga = new MigrationFolder().Add("001_create.sql", "create table sagas (id integer primary key);");

        void Configure(SchemaGuardBuilder guard) =>
            guard
                .AddModule("billing", module => module.AddMigrations(billing.Path).RequireTables("invoices"))
                .AddModule("saga", module => module.AddMigrations(saga.Path).RequireTables("sagas"));
        var report = await GuardUnderTest.MigrateAsync(database, Configure);
        billing.Add("002_more.sql", "create table payments (id integer primary key);");
        var second = await GuardUnderTest.MigrateAsync(database, Configure);

        report
            .Applied.Select(migration => (migration.Module, migration.Name))
            .ShouldBe([("billing", "001_create"), ("saga", "001_create")]);
        second.Applied.Select(migration => (migration.Module, migration.Name)).ShouldBe([("billing", "002_more")]);
    }

    [Fact]
    public async Task Two_applications_that_name_their_modules_share_a_database_without_seeing_each_other()
    {
        await using var database = await CreateDatabaseAsync();
        using var billing = new MigrationFolder().Add("005_create.sql", "create table invoices (id integer primary key);");
        using var saga = new MigrationFolder().Add("001_create.sql", "create table sagas (id integer primary key);");

        await GuardUnderTest.MigrateAsync(database, guard => guard.AddModule("billing", module => module.AddMigrations(billing.Path)));
        var report = await GuardUnderTest.MigrateAsync(
            database,
            guard => guard.AddModule("saga", module => module.AddMigrations(saga.Path))
        );

        report.State.ShouldBe(SchemaState.Healthy);
        report.Applied.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_script_without_statements_is_applied_and_not_an_error()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("1_empty.sql", "")
            .Add("2_comment.sql", "-- nothing yet\n")
            .Add("3_blank.sql", "\u00A0\r\n;\r\n");

        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        report.Applied.Select(migration => migration.Statements).ShouldBe([0, 0, 0]);
    }

    [Fact]
    public async Task A_begin_and_commit_around_the_whole_file_may_stay()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_wrapped.sql", "BEGIN;\ncreate table a (id integer primary key);\nCOMMIT;\n");

        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path).RequireTables("a"))).State.ShouldBe(
            SchemaState.Healthy
        );
    }

    [Fact]
    public async Task A_commit_where_no_transaction_is_open_is_left_out_and_told()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add(
            "1_commits.sql",
            "create table a (id integer primary key);\nCOMMIT;\ninsert into a (id) values (1);\nCOMMIT;\n"
        );

        await using var subject = new GuardUnderTest(database, guard => guard.AddMigrations(folder.Path));
        var plan = await subject.Guard.PlanAsync(TestContext.Current.CancellationToken);
        var report = await subject.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);

        report.State.ShouldBe(SchemaState.Healthy);
        plan.Findings.Single().Code.ShouldBe(FindingCodes.SkippedCommit);
        (await database.NumberAsync("select count(*) from a")).ShouldBe(1);
    }

    [Fact]
    public async Task A_rollback_in_the_middle_of_a_file_is_refused_before_anything_is_touched()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("1_first.sql", "create table a (id integer primary key);")
            .Add("2_rollback.sql", "create table b (id integer);\nROLLBACK;\ncreate table c (id integer);");

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        var finding = exception.Findings.Single(finding => finding.Code == FindingCodes.TransactionControl);
        finding.Location.ShouldBe($"{folder.Path}/2_rollback.sql:2:1");
        (await database.HasTableAsync("a")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_statement_that_runs_longer_than_its_bound_is_stopped_and_rolled_back()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("1_first.sql", "create table a (id integer primary key);")
            .Add("2_endless.sql", "-- schemaguard: timeout=200ms\ncreate table b (id integer);\n" + EndlessStatement);

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Failure.DatabaseText.ShouldContain("longer than 200 ms");
        (await database.HasTableAsync("b")).ShouldBe(!database.RollsBackDefinitions);
    }

    [Fact]
    public async Task A_value_in_a_servers_error_is_not_in_the_chain_that_a_host_prints()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("1_first.sql", "create table a (mail varchar(40) primary key); insert into a (mail) values ('secret@example.org');")
            .Add("2_second.sql", "insert into a (mail) values ('secret@example.org');");

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.ToString().ShouldNotContain("secret@");
        exception.Message.ShouldNotContain("secret@");
        exception.InnerException.ShouldBeOfType<WithheldException>().Original.ShouldBeAssignableTo<System.Data.Common.DbException>();
    }

    [Fact]
    public async Task What_is_tried_after_an_invariant_that_ran_out_of_time_runs_on_a_living_connection()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        var report = await GuardUnderTest.CheckAsync(
            database,
            guard =>
                guard
                    .AddMigrations(folder.Path)
                    .AddInvariant("endless", EndlessStatement.TrimEnd(';'), expected: 0)
                    .AddInvariant("one", "select 1", expected: 1)
                    .AddInvariant("range", "select 7", Expect.Between(1, 9))
                    .AddInvariant("few", "select 7", Expect.AtMost(6), FindingSeverity.Warning),
            options => options.InvariantTimeout = TimeSpan.FromMilliseconds(300)
        );

        report
            .Findings.Select(finding => (finding.Code, finding.Target, finding.Severity))
            .ShouldBe([
                (FindingCodes.InvariantFailed, "endless", FindingSeverity.Error),
                (FindingCodes.InvariantViolated, "few", FindingSeverity.Warning),
            ]);
        report.Findings[0].Message.ShouldContain("ran longer than 300 ms");
    }

    [Fact]
    public async Task Code_has_a_scope_of_services_that_ends_with_it_and_is_stopped_after_its_time()
    {
        await using var database = await CreateDatabaseAsync();
        Scoped? first = null;
        Scoped? second = null;
        await using var subject = new GuardUnderTest(
            database,
            guard =>
            {
                guard.Services.AddScoped<Scoped>();
                guard
                    .AddMigration("1_first", (context, _) => Task.FromResult(first = context.Services.GetRequiredService<Scoped>()))
                    .AddMigration("2_second", (context, _) => Task.FromResult(second = context.Services.GetRequiredService<Scoped>()))
                    .AddMigration(
                        "3_endless",
                        (_, stop) => Task.Delay(Timeout.InfiniteTimeSpan, stop),
                        new CodeMigrationOptions { Timeout = TimeSpan.FromMilliseconds(200) }
                    );
            }
        );

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            subject.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken)
        );

        exception.Failure.Migration.ShouldBe("3_endless");
        exception.Failure.DatabaseText.ShouldBe("its code ran longer than 200 ms and was stopped");
        first.ShouldNotBeSameAs(second);
        first!.IsDisposed.ShouldBeTrue();
        second!.IsDisposed.ShouldBeTrue();
    }

    private sealed class Scoped : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    /// <summary>Gets a statement that does not end by itself within minutes.</summary>
    protected abstract string EndlessStatement { get; }
}
