using System.Data.Common;
using System.Globalization;
using System.Text;
using MySqlConnector;
using SchemaGuard.Servers;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says what a script may do to its session, and that nothing of it reaches the next script or the application.</summary>
public abstract class SessionTests(MySqlServers servers, DbProviderFactory driver)
{
    private const string Leaks = """
        set sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES';
        set foreign_key_checks = 0, unique_checks = 0;
        set time_zone = '+07:00';
        set lock_wait_timeout = 77, innodb_lock_wait_timeout = 78;
        set @leak = 'x', @`other leak` = 1;
        set session group_concat_max_len = 99;
        set session transaction isolation level serializable;
        set names latin1;
        set sql_safe_updates = 1;
        create temporary table leaky (id int);
        use information_schema;
        """;

    private const string Look = """
        concat_ws('|', @@sql_mode, @@foreign_key_checks, @@unique_checks, @@time_zone, @@innodb_lock_wait_timeout, @@lock_wait_timeout,
          coalesce(@leak, '-'), coalesce(@`other leak`, '-'), @@group_concat_max_len, @@character_set_client, @@character_set_connection,
          coalesce(@@character_set_results, '-'), @@collation_connection, @@sql_safe_updates, database())
        """;

    [Theory]
    [InlineData(MySqlServers.MariaDb, false)]
    [InlineData(MySqlServers.MariaDb, true)]
    [InlineData(MySqlServers.MySql, false)]
    [InlineData(MySqlServers.MySql, true)]
    public async Task What_a_script_sets_does_not_reach_the_next_one(string product, bool isCommitting)
    {
        await using var database = await servers.CreateDatabaseAsync(product, driver);
        using var folder = new MigrationFolder()
            .Add("1_seen.sql", $"create table seen (n int, state text);\ninsert into seen select 1, {Look};")
            .Add("2_before.sql", $"insert into seen select 2, {Look};")
            .Add("3_leak.sql", isCommitting ? WithoutTemporary(Leaks) + "\ncreate table " + database.Name + ".made (id int);" : Leaks)
            .Add("4_after.sql", $"insert into seen select 4, {Look};")
            .Add("5_temporary.sql", "create table leaky (id int primary key);\ninsert into leaky values (1);");

        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        (await SeenAsync(database, 4)).ShouldBe(await SeenAsync(database, 2));
        (await database.NumberAsync("select count(*) from leaky")).ShouldBe(1);
        (await database.NumberAsync("select count(*) from schemaguard_history where state = 'applied'")).ShouldBe(5);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb, true)]
    [InlineData(MySqlServers.MariaDb, false)]
    [InlineData(MySqlServers.MySql, true)]
    [InlineData(MySqlServers.MySql, false)]
    public async Task A_shared_pool_gives_the_application_its_sessions_as_they_were(string product, bool resets)
    {
        await using var database = await servers.CreateDatabaseAsync(product, driver);
        var pooled =
            database.ConnectionString.Replace("Pooling=false", "Pooling=true", StringComparison.Ordinal)
            + $";ConnectionReset={resets};Maximum Pool Size=2;Allow User Variables=true;Default Command Timeout=0";
        await using var source = driver.CreateDataSource(pooled);
        var before = await SessionsAsync(source);
        using var folder = new MigrationFolder().AddLedger(1).Add("0002_leak.sql", Leaks).Add("0003_bad.sql", Leaks + "\nselect nope;");

        await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(new SourcedDatabase(source), guard => guard.AddMigrations(folder.Path))
        );
        var afterFailure = await SessionsAsync(source);
        folder.Remove("0003_bad.sql");
        await GuardUnderTest.MigrateAsync(new SourcedDatabase(source), guard => guard.AddMigrations(folder.Path));
        var after = await SessionsAsync(source);
        MySqlConnection.ClearAllPools();

        before.Count.ShouldBe(1);
        afterFailure.ShouldBe(before);
        after.ShouldBe(before);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_script_in_another_database_writes_its_history_where_the_others_are(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product, driver);
        await using var other = await MySqlTestDatabase.CreateAsync(database.Server, driver);
        using var folder = new MigrationFolder()
            .AddLedger(1)
            .Add("0002_use.sql", $"use {other.Name};\ncreate table elsewhere (id int);\ninsert into elsewhere values (1);")
            .Add("0003_data.sql", $"use {other.Name};\ninsert into elsewhere values (2);")
            .Add("0004_back.sql", "create table here (id int);");

        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        var again = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        report.Applied.Count.ShouldBe(5);
        again.Applied.ShouldBeEmpty();
        (await database.NumberAsync("select count(*) from schemaguard_history")).ShouldBe(5);
        (await other.NumberAsync("select count(*) from elsewhere")).ShouldBe(2);
        (await other.NumberAsync("select count(*) from information_schema.tables where table_schema = database()")).ShouldBe(1);
        (await database.HasTableAsync("here")).ShouldBeTrue();
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_script_that_goes_on_in_another_database_goes_on_there(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product, driver);
        await using var other = await MySqlTestDatabase.CreateAsync(database.Server, driver);
        var head = $"use {other.Name};\nset @n = 7;\ncreate table elsewhere (id int);\n";
        using var folder = new MigrationFolder().Add("1_x.sql", head + "create table elsewhere (id int);\n");
        await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );
        folder.Add("1_x.sql", head + "create table more (id int);\ninsert into elsewhere values (@n);");

        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        (await other.NumberAsync("select sum(id) from elsewhere")).ShouldBe(7);
        (await other.HasTableAsync("more")).ShouldBeTrue();
        (await database.NumberAsync("select count(*) from schemaguard_history where state = 'applied'")).ShouldBe(1);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task What_is_not_the_sessions_own_is_left_as_it_is(string product)
    {
        await using var server = await MySqlServer.StartAsync(MySqlServers.Find(product), "log-bin=changes", "server-id=1");
        await using var database = await MySqlTestDatabase.CreateAsync(server, driver);
        using var folder = new MigrationFolder()
            .AddLedger(2)
            .Add("0003_global.sql", "set global slow_launch_time = 5;\nset @x = 1;\ninsert into ledger values (@x);");

        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        (await database.NumberAsync("select @@global.slow_launch_time")).ShouldBe(5);
    }

    private static string WithoutTemporary(string script) =>
        script.Replace("create temporary table leaky (id int);", "select 1;", StringComparison.Ordinal);

    private static async Task<string> SeenAsync(MySqlTestDatabase database, int number)
    {
        await using var connection = await database.OpenAsync();
        return await AskAsync(connection, string.Create(CultureInfo.InvariantCulture, $"select state from seen where n = {number}"));
    }

    /// <summary>Takes every session of the pool at once, and says how each begins.</summary>
    private static async Task<HashSet<string>> SessionsAsync(DbDataSource source)
    {
        await using var one = await source.OpenConnectionAsync();
        await using var two = await source.OpenConnectionAsync();
        var states = new HashSet<string>(StringComparer.Ordinal);
        foreach (var connection in (DbConnection[])[one, two])
        {
            var state = await AskAsync(connection, $"select {Look}");
            states.Add($"{state} {await HasTemporaryAsync(connection)}");
        }

        return states;
    }

    private static async Task<bool> HasTemporaryAsync(DbConnection connection)
    {
        try
        {
            await AskAsync(connection, "select count(*) from leaky");
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }

    private static async Task<string> AskAsync(DbConnection connection, string question)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = question;
        return await command.ExecuteScalarAsync() is var value && value is byte[] bytes
            ? Encoding.UTF8.GetString(bytes)
            : Convert.ToString(value, CultureInfo.InvariantCulture)!;
    }
}
