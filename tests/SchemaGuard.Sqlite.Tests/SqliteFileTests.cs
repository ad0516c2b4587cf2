using Microsoft.Data.Sqlite;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Sqlite.Tests;

/// <summary>Says what happens with files that are missing, wrong, read-only, locked or full: a sentence each, and nothing lost.</summary>
public sealed class SqliteFileTests
{
    [Fact]
    public async Task A_folder_that_does_not_exist_is_an_error_and_not_a_new_file_in_a_wrong_place()
    {
        using var folder = new MigrationFolder().AddLedger(1);
        var path = Path.Combine(folder.Path, "no", "such", "app.db");

        var exception = await Should.ThrowAsync<DatabaseUnreachableException>(() => MigrateAsync($"Data Source={path}", folder));

        exception.Message.ShouldContain($"the folder '{Path.GetDirectoryName(path)}' of the database file does not exist");
        exception.Findings.Single().Remedy.ShouldContain("CreateDirectory");
        exception.ExitCode.ShouldBe(ExitCodes.Configuration);
        Directory.Exists(Path.GetDirectoryName(path)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_created_where_that_is_asked_for()
    {
        using var folder = new MigrationFolder().AddLedger(1);
        var path = Path.Combine(folder.Path, "no", "such", "app.db");

        (await MigrateAsync($"Data Source={path}", folder, options => options.CreateDirectory = true)).State.ShouldBe(SchemaState.Healthy);
    }

    [Theory]
    [InlineData("Mode=ReadWrite")]
    [InlineData("Mode=ReadOnly")]
    public async Task A_file_that_does_not_exist_and_may_not_be_created_is_an_error(string mode)
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().AddLedger(1);

        var exception = await Should.ThrowAsync<DatabaseUnreachableException>(() =>
            MigrateAsync($"{database.ConnectionString};{mode}", folder)
        );

        exception.Message.ShouldContain("Mode does not allow creating it");
        File.Exists(database.File).ShouldBeFalse();
    }

    [Fact]
    public async Task Checking_a_file_that_does_not_exist_says_so_and_creates_none()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().AddLedger(1);

        var report = await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path));

        report.Findings.Select(finding => finding.Code).ShouldBe([FindingCodes.DatabaseMissing, FindingCodes.Pending]);
        File.Exists(database.File).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_is_not_a_database_is_named_as_such_and_left_alone()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().AddLedger(1);
        var content = string.Concat(Enumerable.Repeat("This is a letter to my mother. ", 50));
        await File.WriteAllTextAsync(database.File, content, TestContext.Current.CancellationToken);

        var exception = await Should.ThrowAsync<DatabaseUnreachableException>(() => MigrateAsync(database.ConnectionString, folder));

        exception.Message.ShouldContain("not an SQLite database");
        (await File.ReadAllTextAsync(database.File, TestContext.Current.CancellationToken)).ShouldBe(content);
    }

    [Fact]
    public async Task A_path_that_is_a_folder_is_said_to_be_one()
    {
        using var folder = new MigrationFolder().AddLedger(1);

        var exception = await Should.ThrowAsync<DatabaseUnreachableException>(() => MigrateAsync($"Data Source={folder.Path}", folder));

        exception.Message.ShouldContain("it is a folder, not a file");
    }

    [Fact]
    public async Task A_database_opened_read_only_starts_when_nothing_is_pending_and_is_refused_when_something_is()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().AddLedger(1);
        await MigrateAsync(database.ConnectionString, folder);

        (await MigrateAsync(database.ConnectionString + ";Mode=ReadOnly", folder)).State.ShouldBe(SchemaState.Healthy);
        folder.AddLedger(2);
        var exception = await Should.ThrowAsync<DatabaseUnreachableException>(() =>
            MigrateAsync(database.ConnectionString + ";Mode=ReadOnly", folder)
        );

        exception.Message.ShouldContain("it is read-only for this connection, and migration '0002_step' is pending");
        exception.Findings.Single().Remedy.ShouldContain("StartupMode.Verify");
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(1);
    }

    [Fact]
    public async Task A_file_on_a_read_only_disk_is_refused_with_a_sentence_before_anything_is_tried()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().AddLedger(1);
        await MigrateAsync(database.ConnectionString, folder);
        folder.AddLedger(2);
        SqliteConnection.ClearAllPools();

        await using var process = InNamespace(
            $"mount --bind {database.Folder} {database.Folder} && mount -o remount,bind,ro {database.Folder}",
            database,
            folder
        );

        (await process.ExitAsync()).ShouldNotBe(ExitCodes.MigrationFailed, process.Error);
        process.ErrorText.ShouldContain("it is read-only for this connection");
    }

    [Fact]
    public async Task A_guard_with_requirements_only_does_not_create_the_file_that_it_misses()
    {
        using var folder = new MigrationFolder();
        var file = Path.Combine(folder.Path, "missing.db");
        var services = new ServiceCollection();
        services.AddSchemaGuard().UseSqlite($"Data Source={file}").RequireTables("users");
        await using var provider = services.BuildServiceProvider();

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            provider.GetRequiredService<ISchemaGuard>().MigrateAsync(cancellationToken: TestContext.Current.CancellationToken)
        );

        exception.Findings.ShouldContain(finding => finding.Code == FindingCodes.DatabaseMissing);
        File.Exists(file).ShouldBeFalse();
    }

    [Fact]
    public async Task A_schema_that_a_newer_SQLite_made_is_not_called_damaged()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().AddLedger(1);
        await MigrateAsync(database.ConnectionString, folder);
        await database.ExecuteAsync("create table newer (id integer primary key)");
        await database.ExecuteAsync(
            "pragma writable_schema = on; update sqlite_master set sql = 'CREATE TABLE newer (id integer primary key) SOMEDAY' where name = 'newer'"
        );
        SqliteConnection.ClearAllPools();

        var exception = await Should.ThrowAsync<DatabaseUnreachableException>(() => MigrateAsync(database.ConnectionString, folder));

        exception.DatabaseText.ShouldContain("SOMEDAY");
        exception.DatabaseText.ShouldNotContain("damaged");
        exception.Findings.Single().Remedy.ShouldContain("SQLitePCLRaw.bundle_e_sqlite3");
    }

    [Fact]
    public async Task A_foreign_key_that_does_not_fit_its_parent_names_the_option_that_checks_it()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().Add(
            "1_a.sql",
            "create table p (a integer); create table c (a integer references p (a)); insert into p values (1); insert into c values (1);"
        );

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            MigrateAsync(database.ConnectionString + ";Foreign Keys=True", folder)
        );

        exception.Failure.DatabaseText.ShouldContain("foreign key mismatch");
        exception.Failure.Remedy.ShouldContain("'Foreign Keys=True'");
    }

    [Fact]
    public async Task A_full_disk_rolls_back_names_itself_and_the_next_start_goes_on()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder()
            .AddLedger(1)
            .Add("0002_big.sql", "create table big (data blob);\ninsert into big (data) values (zeroblob(2000000));\n");
        var cli = $"dotnet {Programs.Cli} migrate --provider sqlite --connection 'Data Source={database.File}' --migrations {folder.Path}";
        var script =
            $"mount -t tmpfs -o size=300k tmpfs {database.Folder} && {cli}; echo \"FIRST $?\"; "
            + $"mount -o remount,size=20m {database.Folder} && {cli}; echo \"SECOND $?\"";

        await using var process = TestProcess.StartProgram("unshare", ["-rm", "sh", "-c", script]);
        await process.ExitAsync();

        process.Output.ShouldContain($"FIRST {ExitCodes.MigrationFailed}", customMessage: process.Error);
        process.ErrorText.ShouldContain("is full");
        process.ErrorText.ShouldContain("2 migrations were applied before it and stay");
        process.Output.ShouldContain("SECOND 0");
        process.Output.ShouldContain("3 of 3 migrations applied");
    }

    [Fact]
    public async Task A_disk_that_is_full_in_a_script_that_runs_statement_by_statement_says_what_stays_done()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().Add(
            "0001_big.sql",
            "-- schemaguard: transaction=none\ncreate table big (data blob);\ninsert into big (data) values (zeroblob(2000000));\n"
        );

        await using var process = InNamespace($"mount -t tmpfs -o size=300k tmpfs {database.Folder}", database, folder);

        (await process.ExitAsync()).ShouldBe(ExitCodes.MigrationFailed, process.Error);
        process.ErrorText.ShouldContain("is full");
        process.ErrorText.ShouldContain("1 of its 2 statements are done and stay done.");
    }

    [Theory]
    [InlineData("BEGIN IMMEDIATE")]
    [InlineData("BEGIN EXCLUSIVE")]
    public async Task A_file_locked_by_another_program_for_longer_than_the_time_out_is_exit_code_3(string begin)
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().AddLedger(1);
        await MigrateAsync(database.ConnectionString, folder);
        folder.AddLedger(2);
        await using var other = await database.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = begin;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await using var process = TestProcess.StartVerb("migrate", database, folder, "--timeout", "0.3");

        (await process.ExitAsync()).ShouldBe(ExitCodes.TryAgain, process.Error);
        process.ErrorText.ShouldContain("It is held by another program, which made no progress");
        command.CommandText = "ROLLBACK";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        (await MigrateAsync(database.ConnectionString, folder)).Applied.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_lock_is_not_waited_for_for_ever_where_the_state_table_was_dropped_by_hand()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().AddLedger(1);
        await MigrateAsync(database.ConnectionString, folder);
        await database.ExecuteAsync("drop table schemaguard_state");
        folder.AddLedger(2);
        await using var other = await database.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await using var process = TestProcess.StartVerb("migrate", database, folder, "--timeout", "0.3");

        (await process.ExitAsync()).ShouldBe(ExitCodes.TryAgain, process.Error);
    }

    [Fact]
    public async Task Terminate_is_heard_while_a_commit_waits_for_a_reader()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().AddLedger(1);
        await database.ExecuteAsync("create table other (id integer)");
        await using var reader = await ReadForeverAsync(database);
        var started = System.Diagnostics.Stopwatch.StartNew();
        await using var process = TestProcess.StartVerb("migrate", database, folder);
        await process.WaitForAsync("0000_ledger");
        started.Stop();
        await Task.Delay(300, TestContext.Current.CancellationToken);

        await process.TerminateAsync();
        var terminated = System.Diagnostics.Stopwatch.StartNew();

        (await process.ExitAsync()).ShouldBe(ExitCodes.Cancelled, process.Error);

        // A second, or where others have the machine, no longer than its start took there.
        terminated.Elapsed.ShouldBeLessThan(TimeSpan.FromTicks(Math.Max(TimeSpan.TicksPerSecond, started.Elapsed.Ticks)));
        (await database.HasTableAsync("ledger")).ShouldBeFalse();
    }

    [Fact]
    public async Task Processes_that_start_while_a_large_migration_is_written_wait_for_it()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder();
        for (var number = 1; number <= 4; number++)
        {
            // More than the page cache holds: SQLite keeps readers out while it writes what does not fit.
            folder.Add(
                $"00{number}_big.sql",
                $"create table big_{number} (data blob);\n"
                    + $"insert into big_{number} with recursive n(i) as (select 1 union all "
                    + "select i + 1 from n where i < 150000) select randomblob(40) from n;\n"
            );
        }

        var processes = new List<TestProcess>();
        for (var i = 0; i < 5; i++)
        {
            processes.Add(TestProcess.StartVerb("migrate", database, folder));
            await Task.Delay(150, TestContext.Current.CancellationToken);
        }

        foreach (var process in processes)
        {
            (await process.ExitAsync()).ShouldBe(ExitCodes.Ok, process.Error);
            await process.DisposeAsync();
        }

        (await database.NumberAsync("select count(*) from schemaguard_history")).ShouldBe(4);
    }

    [Fact]
    public async Task An_invariant_waits_for_a_writer()
    {
        const string Slow =
            "with recursive n(i) as (select 1 union all select i + 1 from n where i < 6000000) select count(*) - 6000000 from n";
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().AddLedger(1);
        await MigrateAsync(database.ConnectionString, folder);
        await using var writer = await database.OpenAsync();
        await using var command = writer.CreateCommand();

        // The first invariant reads no table and takes a second; the writer begins in the meantime, and ends before the time-out.
        var checking = Task.Run(
            () =>
                GuardUnderTest.CheckAsync(
                    database,
                    guard =>
                        guard
                            .AddMigrations(folder.Path)
                            .AddInvariant("slow", Slow, expected: 0)
                            .AddInvariant("reads", "select count(*) - 1 from ledger", expected: 0)
                ),
            TestContext.Current.CancellationToken
        );
        await Task.Delay(400, TestContext.Current.CancellationToken);
        command.CommandText = "begin exclusive";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await Task.Delay(3000, TestContext.Current.CancellationToken);
        command.CommandText = "rollback";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        (await checking).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reader_does_not_keep_migrations_out_of_a_database_in_WAL_mode()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().AddLedger(1);
        await database.ExecuteAsync("pragma journal_mode=wal");
        await database.ExecuteAsync("create table other (id integer)");
        await using var reader = await ReadForeverAsync(database);

        (await MigrateAsync(database.ConnectionString, folder)).Applied.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_reader_that_never_ends_keeps_a_commit_out_of_a_rollback_journal_for_the_time_out_only_and_nothing_is_lost()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().AddLedger(1);
        await database.ExecuteAsync("create table other (id integer)");
        await using (await ReadForeverAsync(database))
        {
            await using var process = TestProcess.StartVerb("migrate", database, folder, "--timeout", "1");
            (await process.ExitAsync()).ShouldBe(ExitCodes.TryAgain, process.Error);
        }

        (await MigrateAsync(database.ConnectionString, folder)).Applied.Count.ShouldBe(2);
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(1);
    }

    private static async Task<System.Data.Common.DbConnection> ReadForeverAsync(SqliteTestDatabase database)
    {
        var connection = await database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "begin; select count(*) from other;";
        await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private static async Task<SchemaReport> MigrateAsync(
        string connectionString,
        MigrationFolder folder,
        Action<SqliteGuardOptions>? configure = null
    )
    {
        var services = new ServiceCollection();
        services
            .AddSchemaGuard(options => options.ConnectTimeout = TimeSpan.Zero)
            .UseSqlite(connectionString, configure)
            .AddMigrations(folder.Path);
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<ISchemaGuard>().MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>Starts a migration in a mount namespace of its own, which ends with the process.</summary>
    private static TestProcess InNamespace(string prepare, SqliteTestDatabase database, MigrationFolder folder) =>
        TestProcess.StartProgram(
            "unshare",
            [
                "-rm",
                "sh",
                "-c",
                $"{prepare} && exec dotnet {Programs.Cli} migrate --provider sqlite --connection 'Data Source={database.File}' --migrations {folder.Path}",
            ]
        );
}
