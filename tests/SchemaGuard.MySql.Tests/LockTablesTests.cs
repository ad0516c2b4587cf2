using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says that LOCK TABLES is left out only around a dump's rows, and refused where a script relies on nobody writing meanwhile.</summary>
public sealed class LockTablesTests(MySqlServers servers)
{
    [Theory]
    [InlineData(
        "lock tables a write;\nalter table a add c int;\nupdate a set c = b;\nalter table a drop b, change c b int;\nunlock tables;"
    )]
    [InlineData("lock tables a write;\nupdate a set b = b + 1;\nunlock tables;")]
    [InlineData("lock table a read;\ninsert into b select * from a;\nunlock tables;")]
    [InlineData("lock tables a write;\nset @n = (select max(b) + 1 from a);\ninsert into a values (@n);\nunlock tables;")]
    [InlineData("lock tables a write, b write;\ninsert into a values (1);\ndelete from b;")]
    public async Task A_lock_around_more_than_rows_is_refused_by_its_place_before_anything_is_touched(string script)
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_a.sql", "create table a (b int);\ncreate table b (b int);\n" + script);

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        var finding = exception.Findings.Single(finding => finding.Code == FindingCodes.ClientCommand);
        finding.Message.ShouldContain("locks tables around more than a dump's INSERTs");
        finding.Location.ShouldEndWith("1_a.sql:3:1");
        (await database.HasTableAsync("a")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("flush tables a with read lock;\ninsert into b select * from a;\nunlock tables;")]
    [InlineData("FLUSH LOCAL TABLES a, b FOR EXPORT;\nunlock tables;")]
    [InlineData("flush tables with read lock;\nunlock tables;")]
    [InlineData("lock instance for backup;\nunlock instance;")]
    [InlineData("backup stage start;\nbackup stage end;")]
    [InlineData("backup lock a;\nbackup unlock;")]
    public async Task A_lock_for_a_copy_of_the_data_is_refused_likewise(string script)
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_a.sql", "create table a (b int);\ncreate table b (b int);\n" + script);

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        var finding = exception.Findings.First(finding => finding.Code == FindingCodes.ClientCommand);
        finding.Message.ShouldContain("locks tables or the server for a copy of the data");
        finding.Location.ShouldEndWith("1_a.sql:3:1");
        (await database.HasTableAsync("a")).ShouldBeFalse();
    }

    [Fact]
    public async Task Flushing_without_a_lock_is_run()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_a.sql", "create table a (b int);\nflush tables a;\nflush privileges;");

        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        (await database.HasTableAsync("a")).ShouldBeTrue();
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_dump_that_locks_each_table_for_its_rows_is_applied(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add(
            "1_a.sql",
            """
            create table a (b int);
            LOCK TABLES `a` WRITE;
            /*!40000 ALTER TABLE `a` DISABLE KEYS */;
            set autocommit=0;
            INSERT INTO `a` VALUES (1),(2);
            /*!40000 ALTER TABLE `a` ENABLE KEYS */;
            UNLOCK TABLES;
            commit;
            """
        );

        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        (await database.NumberAsync("select sum(b) from a")).ShouldBe(3);
    }
}
