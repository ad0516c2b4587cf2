using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using MySql.Data.MySqlClient;
using MySqlConnector;
using SchemaGuard.MySql.Errors;
using SchemaGuard.MySql.Statements;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>
/// Says what becomes of what the server says of a statement besides its result: warnings, rows that tell of failure, reasons beside an error.
/// </summary>
public sealed class ServerWarningTests(MySqlServers servers)
{
    private const string Tables = "create table p (id int primary key);\ncreate table t (a varchar(3), n tinyint);\n";

    public static TheoryData<string, bool> ProductsAndDrivers { get; } =
        new((MySqlServers.MariaDb, false), (MySqlServers.MariaDb, true), (MySqlServers.MySql, false), (MySqlServers.MySql, true));

    public static TheoryData<string, string, string> Failing { get; } =
        new(
            from product in (string[])[MySqlServers.MariaDb, MySqlServers.MySql]
            from refused in ((string, string)[])
                [
                    ("analyze table nope", "analyze of"),
                    ("check table nope", "check of"),
                    ("repair table nope", "repair of"),
                    ("optimize table nope", "optimize of"),
                    ("alter table parts check partition p9", "partition"),
                ]
            select (product, refused.Item1, refused.Item2)
        );

    [Theory]
    [MemberData(nameof(ProductsAndDrivers))]
    public async Task Data_that_the_server_has_changed_are_told_with_place_code_and_count_and_without_a_value(string product, bool isSecond)
    {
        await using var database = await servers.CreateDatabaseAsync(product, Driver(isSecond));
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            Tables
                + "set sql_mode = '';\ninsert into t values ('Top-Secret', 5);\n  insert into t (n) values ('Top-Secret'), ('Top-Secret');"
        );
        using var log = new LogEntries();

        var report = await MigrateAsync(database, folder, log);

        report.State.ShouldBe(SchemaState.Degraded);
        var (cut, wrong) = (report.Findings[0], report.Findings[1]);
        report
            .Findings.Select(finding => (finding.Code, finding.Severity, finding.Target))
            .ShouldBe([.. Enumerable.Repeat((FindingCodes.ServerWarning, FindingSeverity.Warning, "1_x"), 2)]);
        cut.Location.ShouldEndWith("1_x.sql:4:1");
        cut.Message.ShouldContain("'INSERT INTO t' was executed, and the server issued a warning (1265): Data truncated for column 'a'.");
        wrong.Location.ShouldEndWith("1_x.sql:5:3");
        wrong.Message.ShouldContain("(1366, 2 times): Incorrect integer value: '…' for column");
        var entries = log.Of(SchemaGuardEventIds.StatementWarning);
        entries.Count.ShouldBe(2);
        entries[1].Text.ShouldContain("1_x.sql:5:3");
        log.All.ShouldAllBe(entry => !entry.Text.Contains("Secret"));
        report.Findings.ShouldAllBe(finding => !finding.Message.Contains("Secret"));
    }

    [Theory]
    [MemberData(nameof(ProductsAndDrivers))]
    public async Task What_the_script_asked_for_and_what_is_only_deprecated_is_logged_and_no_finding(string product, bool isSecond)
    {
        await using var database = await servers.CreateDatabaseAsync(product, Driver(isSecond));
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            Tables
                + "drop table if exists nope;\ninsert ignore into p values (1), (1);\ncreate table c (x int, index i (x), index j (x));\n"
                + "create table if not exists p (id int primary key);"
        );
        using var log = new LogEntries();

        var report = await MigrateAsync(database, folder, log);

        report.Findings.ShouldNotContain(finding => finding.Code == FindingCodes.ServerWarning);
        report.State.ShouldBe(SchemaState.Healthy);
        log.Of(SchemaGuardEventIds.StatementWarning).ShouldBeEmpty();
        log.Of(SchemaGuardEventIds.StatementNote).ShouldHaveSingleItem().Text.ShouldContain("1_x.sql:3:1");
        log.Of(SchemaGuardEventIds.StatementNotice)
            .Select(entry => entry.Text[(entry.Text.IndexOf(".sql:", StringComparison.Ordinal) + 5)..].Split(':')[0])
            .ShouldBe(["4", "5", "6"]);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_definer_who_does_not_exist_another_type_and_another_engine_are_told(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            "set sql_mode = '';\ncreate definer = 'ghost'@'localhost' view v as select 1 as a;\ncreate table t (v varchar(70000));\n"
                + "create table e (a int) engine = nowhere;\nsignal sqlstate '01000' set message_text = 'Top-Secret';"
        );
        using var log = new LogEntries();

        var report = await MigrateAsync(database, folder, log);

        var told = report.Findings.Where(finding => finding.Code == FindingCodes.ServerWarning).ToList();
        told.Select(finding => finding.Location!.Split(':')[^2]).ShouldBe(["2", "3", "4", "4", "5"]);
        told[0].Message.ShouldContain("1449");
        told[0].Remedy.ShouldContain("Create the account");
        told[^1].Message.ShouldNotContain("Secret");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_server_is_asked_for_warnings_only_where_it_counted_some(bool isSecond)
    {
        await using var server = await servers.BorrowAsync(MySqlServers.MariaDb);
        await using var database = await server.CreateDatabaseAsync(Driver(isSecond));
        using var folder = new MigrationFolder().Add("1_x.sql", Tables + "insert into t values ('abc', 1);");
        await AskedAsync(database, folder);
        var one = await AskedAsync(database, folder.Add("2_x.sql", "update t set n = 2;"));
        var many = await AskedAsync(database, folder.Add("3_x.sql", string.Concat(Enumerable.Repeat("update t set n = n + 1;\n", 30))));
        var warned = await AskedAsync(
            database,
            folder.Add("4_x.sql", "set sql_mode = '';\nupdate t set n = 1;\ninsert into t values ('abcdef', 1);\nupdate t set n = 2;")
        );

        many.ShouldBe(one);
        warned.ShouldBe(one + 1);
    }

    [Fact]
    public async Task A_connection_without_the_drivers_event_has_no_warnings_to_hear()
    {
        await using var other = new SqliteConnection();

        WarningListener.Listen(other, _ => { }).ShouldBeNull();
    }

    [Theory]
    [InlineData(1300, "Cannot convert string 'Secret' from utf8mb4 to utf8mb3", "Cannot convert string '…' from utf8mb4 to utf8mb3")]
    [InlineData(
        1916,
        "Got overflow when converting 'Secret' to INT. Value truncated",
        "Got overflow when converting '…' to INT. Value truncated"
    )]
    [InlineData(1918, "Encountered illegal value 'Secret' when converting to INT", "Encountered illegal value '…' when converting to INT")]
    [InlineData(1977, "Cannot convert 'utf8mb4' character 0xSecret to 'latin1'", "Cannot convert 'utf8mb4' character … to 'latin1'")]
    [InlineData(1292, "Truncated incorrect DOUBLE value: 'Secret'", "Truncated incorrect DOUBLE value: '…'")]
    [InlineData(1265, "Data truncated for column 'a' at row 4711", "Data truncated for column 'a'")]
    public void A_warning_is_told_without_the_value_and_without_the_row(int code, string text, string told) =>
        ServerWarnings.Read("Warning", code, text).ShouldBe(ServerWarnings.Read("Warning", code, text) with { Message = told });

    [Theory]
    [MemberData(nameof(Failing))]
    public async Task A_statement_whose_rows_say_that_it_has_failed_has_failed(string product, string statement, string text)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            "create table parts (id int primary key) partition by hash (id) partitions 2;\n"
                + statement
                + ";\ncreate table after_it (id int);"
        );

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );
        folder.Add(
            "1_x.sql",
            "create table parts (id int primary key) partition by hash (id) partitions 2;\ncreate table after_it (id int);"
        );
        var corrected = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        exception.Failure.Location.ShouldEndWith("1_x.sql:2:1");
        exception.Failure.DatabaseText.ShouldContain(text);
        (exception.Failure.StatementsDone, exception.Failure.IsStatementInDoubt).ShouldBe((1, false));
        corrected.State.ShouldBe(SchemaState.Healthy);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task Rows_of_a_statement_that_has_done_its_work_are_no_failure(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            Tables
                + "analyze table p, t;\noptimize table p;\nrepair table p;\ncheck table p;\nchecksum table p;\nselect 'error' as Msg_type;"
        );

        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))).Findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(
        MySqlServers.MariaDb,
        "create table c (a varchar(5), foreign key (a) references p (id))",
        "does not match referenced column"
    )]
    [InlineData(MySqlServers.MariaDb, "create table c (a int, foreign key (a) references nope (id))", "not found in the data dictionary")]
    [InlineData(MySqlServers.MySql, "create table c (a varchar(5), foreign key (a) references p (id))", "incompatible")]
    [InlineData(MySqlServers.MariaDb, "create table c (a int) row_format = compressed key_block_size = 3", "KEY_BLOCK_SIZE = 3")]
    [InlineData(MySqlServers.MySql, "create table c (a int) row_format = compressed key_block_size = 3", "KEY_BLOCK_SIZE = 3")]
    public async Task A_failure_without_a_reason_is_told_with_the_one_that_the_server_keeps_beside_it(
        string product,
        string statement,
        string reason
    )
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("1_x.sql", Tables + statement + ";");

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Failure.DatabaseText.ShouldContain(reason);
    }

    private static DbProviderFactory Driver(bool isSecond) => isSecond ? MySqlClientFactory.Instance : MySqlConnectorFactory.Instance;

    private static Task<SchemaReport> MigrateAsync(TestDatabase database, MigrationFolder folder, LogEntries log) =>
        GuardUnderTest.MigrateAsync(
            database,
            guard =>
            {
                guard.AddMigrations(folder.Path);
                log.AddTo(guard.Services);
                guard.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug));
            }
        );

    /// <summary>Migrates, and says how often the server was asked for warnings meanwhile; by the guard's own looks, too.</summary>
    private static async Task<long> AskedAsync(MySqlTestDatabase database, MigrationFolder folder)
    {
        const string Asked =
            "select cast(variable_value as signed) from information_schema.global_status where variable_name = 'Com_show_warnings'";
        var before = await database.NumberAsync(Asked);
        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))).Applied.Count.ShouldBe(1);
        return await database.NumberAsync(Asked) - before;
    }
}
