using System.Globalization;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says at which isolation level a migration runs that asks for one: at SERIALIZABLE, its plain SELECT locks what it reads.</summary>
public sealed class MySqlIsolationTests(MySqlServers servers)
{
    private const string Reading = "select id from t where id = 1;\nselect sleep(3);\ninsert into ledger values (2);";

    public static TheoryData<string, string, bool> Scripts()
    {
        var scripts = new TheoryData<string, string, bool>();
        foreach (var product in (string[])[MySqlServers.MariaDb, MySqlServers.MySql])
        {
            scripts.Add(product, "set transaction isolation level serializable;\nstart transaction;\n{0}\ncommit;", true);
            scripts.Add(product, "set transaction isolation level serializable;\n{0}", true);
            scripts.Add(product, "set session transaction isolation level serializable;\nbegin;\n{0}\ncommit;", true);
            scripts.Add(product, "start transaction with consistent snapshot;\n{0}\ncommit;", false);
        }

        return scripts;
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task The_modes_that_a_script_gives_its_transaction_are_those_of_the_migrations(string product, string script, bool locks)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add(
            "1_t.sql",
            "create table ledger (number int); create table t (id int primary key, n int); insert into t values (1, 0);"
        );
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        folder.Add("2_reads.sql", string.Format(CultureInfo.InvariantCulture, script, Reading)).Add("3_next.sql", Reading);
        var migrating = GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        var isLocked = new List<bool>();
        for (var migration = 2; migration <= 3; migration++)
        {
            while (
                await database.NumberAsync($"select count(*) from {Watching.Sessions} where db = database() and state = 'User sleep'") == 0
                || await database.NumberAsync("select count(*) from ledger") != migration - 2
            )
            {
                migrating.IsCompleted.ShouldBeFalse();
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }

            isLocked.Add(await IsLockedAsync(database));
        }

        (await migrating).Applied.Count.ShouldBe(2);
        isLocked.ShouldBe([locks, false]);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_level_for_one_transaction_is_refused_where_each_statement_has_its_own(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add(
            "1_t.sql",
            "set transaction isolation level serializable;\nstart transaction;\ncreate table t (id int);\ncommit;"
        );

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Message.ShouldContain("lasts until the end of the transaction, which here is the statement's own");
        (await database.HasTableAsync("t")).ShouldBeFalse();
    }

    /// <summary>The drivers ask for REPEATABLE READ by themselves. The server shows transactions as they were up to a tenth of a second ago.</summary>
    [Theory]
    [InlineData(MySqlServers.MariaDb, false)]
    [InlineData(MySqlServers.MySql, false)]
    [InlineData(MySqlServers.MySql, true)]
    public async Task Without_a_word_it_is_the_level_of_the_server_as_in_its_own_client(string product, bool isSecondDriver)
    {
        await using var server = await servers.BorrowAsync(
            product,
            (product == MySqlServers.MariaDb ? "tx_isolation" : "transaction_isolation", "READ-COMMITTED")
        );
        await using var database = await server.CreateDatabaseAsync(
            isSecondDriver ? global::MySql.Data.MySqlClient.MySqlClientFactory.Instance : null
        );
        const string Note =
            "insert into t values (1);\nselect sleep(0.3);\n"
            + "insert into seen select trx_isolation_level from information_schema.innodb_trx "
            + "where trx_mysql_thread_id = connection_id();\n";
        using var folder = new MigrationFolder()
            .Add("1_seen.sql", "create table t (id int);\ncreate table seen (level varchar(40));\n")
            .Add("2_data.sql", Note)
            .Add("3_level.sql", "set transaction isolation level serializable;\nstart transaction;\n" + Note + "commit;")
            .Add("4_data.sql", Note);

        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        (await database.TextAsync("select group_concat(level order by level) from seen")).ShouldBe(
            "READ COMMITTED,READ COMMITTED,SERIALIZABLE"
        );
    }

    private static async Task<bool> IsLockedAsync(TestDatabase database)
    {
        try
        {
            await database.ExecuteAsync("set session innodb_lock_wait_timeout = 1; update t set n = n + 1 where id = 1");
            return false;
        }
        catch (System.Data.Common.DbException)
        {
            return true;
        }
    }
}
