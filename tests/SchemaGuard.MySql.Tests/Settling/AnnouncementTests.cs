using System.Data.Common;
using System.Globalization;
using MySql.Data.MySqlClient;
using MySqlConnector;
using SchemaGuard.MySql.Commands;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Servers;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Settling;

/// <summary>Says how a statement is announced that makes a table: by one write, which looks itself whether the table is there.</summary>
public sealed class AnnouncementTests(MySqlServers servers)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Cases => [.. SettlementTests.Cases.Where(row => IsOfATable(row.Data.Item2))];

    public static TheoryData<string, bool> ProductsAndDrivers => ServerWarningTests.ProductsAndDrivers;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_is_expected_of_the_catalog_is_what_a_look_at_it_shows(string product, string sql)
    {
        var settled = SettlementCases.All[sql];
        await using var database = await servers.CreateDatabaseAsync(product);
        await using var subject = await SettlerUnderTest.OpenAsync(database);
        await subject.RunAsync(settled.Setup);
        if (subject.Expect(sql) is not { } expected)
        {
            settled.IsRepeated.ShouldBeTrue();
            return;
        }

        expected.Observed.ShouldBe(await subject.ObserveAsync(sql));
        (await subject.WriteAsync(expected)).ShouldBe(1);
        await subject.RunAsync([sql]);
        (await subject.WriteAsync(expected)).ShouldBe(0);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task Of_a_statement_that_makes_no_table_nothing_is_expected(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await using var subject = await SettlerUnderTest.OpenAsync(database);

        SettlementTests
            .Cases.Select(row => row.Data)
            .Where(row => row.Item1 == product && !IsOfATable(row.Item2) && subject.Expect(row.Item2) is not null)
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(ProductsAndDrivers))]
    public async Task A_migration_of_one_table_is_three_statements(string product, bool isSecond)
    {
        await using var server = await servers.BorrowAsync(product);
        var few = await AskedAsync(server.Server, isSecond, tables: 2);
        var many = await AskedAsync(server.Server, isSecond, tables: 22);

        PerTable(few, many).ShouldBe(3);
    }

    [Fact]
    public async Task So_is_each_table_of_a_script_that_makes_several()
    {
        await using var server = await servers.BorrowAsync(MySqlServers.MariaDb);
        var few = await AskedAsync(server.Server, isSecond: false, tables: 2, areOneScript: true);
        var many = await AskedAsync(server.Server, isSecond: false, tables: 22, areOneScript: true);

        PerTable(few, many).ShouldBe(2, "the announcement, which is the done-mark of the one before, and the statement");
    }

    /// <summary>A session that holds a lock, as the one that migrates does, waits for no table of the catalog: MariaDB leaves it out at once.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("ORACLE")]
    [InlineData("STRICT_TRANS_TABLES")]
    public async Task A_table_that_somebody_changes_is_never_taken_for_missing(string mode)
    {
        await using var database = await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
        await using var subject = await SettlerUnderTest.OpenAsync(database);
        await subject.RunAsync(["create table changed (id int)", "create table held (id int)", "do get_lock(database(), 0)"]);
        var expected = subject.Expect("create table changed (id int)").ShouldNotBeNull();
        (await subject.WriteAsync(expected)).ShouldBe(0);
        await using var reader = await database.OpenAsync();
        await using var changer = await database.OpenAsync();
        await reader.RunAsync("begin", Cancelled);
        await reader.RowsAsync("select * from held", [], Cancelled);
        var changing = changer.RunAsync("rename table changed to other, held to another", Cancelled);
        await database.UntilAsync(Watching.Running("rename table"), count => count > 0);
        await database.UntilAsync(
            "select count(*) from information_schema.processlist where db = database() and state like 'Waiting for%'",
            count => count > 0
        );

        await subject.RunAsync([$"set sql_mode = '{mode}'"]);
        await Should.ThrowAsync<DbException>(() => subject.WriteAsync(expected));
        var looked = await Should.ThrowAsync<DatabaseRefusedException>(() => subject.ObserveAsync("create table changed (id int)"));

        looked.Error.Kind.ShouldBe(DatabaseErrorKind.Busy);
        (await database.NumberAsync("select count(*) from seen")).ShouldBe(0);
        (await subject.ModeAsync()).Split(',').Contains("STRICT_ALL_TABLES").ShouldBeFalse();
        await reader.RunAsync("rollback", Cancelled);
        await changing;
        (await subject.WriteAsync(expected)).ShouldBe(1);
    }

    [Fact]
    public async Task A_table_of_another_database_that_somebody_changes_keeps_nobody_from_looking()
    {
        await using var database = await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
        await using var neighbour = await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
        await neighbour.ExecuteAsync("create table changed (id int); create table held (id int)");
        await using var subject = await SettlerUnderTest.OpenAsync(database);
        await subject.RunAsync(["create table t (id int)", "do get_lock(database(), 0)"]);
        await using var reader = await neighbour.OpenAsync();
        await using var changer = await neighbour.OpenAsync();
        await reader.RunAsync("begin", Cancelled);
        await reader.RowsAsync("select * from held", [], Cancelled);
        var changing = changer.RunAsync("rename table changed to other, held to another", Cancelled);
        await neighbour.UntilAsync(
            "select count(*) from information_schema.processlist where db = database() and state like 'Waiting for%'",
            count => count > 0
        );

        (await subject.ObserveAsync("create trigger r before insert on t for each row set @a = 1")).ShouldNotBeNull();

        await reader.RunAsync("rollback", Cancelled);
        await changing;
    }

    [Fact]
    public async Task Nothing_is_announced_while_somebody_makes_the_table_and_afterwards_it_is_refused_as_one_that_is_there()
    {
        await using var database = await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
        using var folder = new MigrationFolder()
            .Add("1_wait.sql", "do sleep(2);")
            .Add("2_slow.sql", "create table slow (s int(1) not null);");
        var migrating = RefusedAsync<SchemaLockTimeoutException>(database, folder, TimeSpan.FromSeconds(1));
        await database.UntilAsync(Watching.Running("do sleep"), count => count > 0);
        await using var maker = await database.OpenAsync();
        var making = maker.RunAsync("create table slow as select sleep(9) as s", Cancelled);

        var blocked = await migrating;
        var announced = await database.NumberAsync("select count(*) from schemaguard_history where intent is not null");
        await making;
        var refused = await RefusedAsync<MigrationFailedException>(database, folder, TimeSpan.FromSeconds(30));

        blocked.Message.ShouldContain("2_slow");
        announced.ShouldBe(0);
        refused.Failure.ErrorCode.ShouldBe("1050");
        (await database.NumberAsync("select count(*) from schemaguard_history where state = 'partial' and intent is null")).ShouldBe(1);
    }

    /// <summary>A sequence is one, too.</summary>
    private static bool IsOfATable(string sql) =>
        sql.StartsWith("create table", StringComparison.OrdinalIgnoreCase)
        || sql.StartsWith("create sequence", StringComparison.OrdinalIgnoreCase);

    private static Task<TException> RefusedAsync<TException>(TestDatabase database, MigrationFolder folder, TimeSpan patience)
        where TException : Exception =>
        Should.ThrowAsync<TException>(() =>
            GuardUnderTest.MigrateAsync(
                database,
                guard => guard.AddMigrations(folder.Path),
                options => (options.StatementLockTimeout, options.LockTimeout) = (TimeSpan.FromSeconds(1), patience)
            )
        );

    /// <summary>Gives what twenty tables more cost each; a few questions of a run depend on who else is connected at the moment.</summary>
    private static double PerTable(long few, long many) => Math.Round((many - few) / 20.0);

    /// <summary>Says how many statements the server is asked for a database of so many tables.</summary>
    private static async Task<long> AskedAsync(MySqlServer server, bool isSecond, int tables, bool areOneScript = false)
    {
        const string Asked =
            "select cast(variable_value as signed) "
            + "from /*!80000 performance_schema.*//*M! information_schema.*/global_status where variable_name = 'Questions'";
        await using var database = await MySqlTestDatabase.CreateAsync(
            server,
            isSecond ? MySqlClientFactory.Instance : MySqlConnectorFactory.Instance
        );
        using var folder = new MigrationFolder();
        var statements = Enumerable
            .Range(1, tables)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"create table t{number} (id int);"))
            .ToList();
        foreach (
            var (number, sql) in areOneScript ? [(1, string.Concat(statements))] : statements.Index().Select(s => (s.Index + 1, s.Item))
        )
        {
            folder.Add(string.Create(CultureInfo.InvariantCulture, $"{number}_t.sql"), sql);
        }

        var before = await database.NumberAsync(Asked);
        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))).State.ShouldBe(SchemaState.Healthy);
        return await database.NumberAsync(Asked) - before;
    }
}
