using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says that scripts are read by the rules of the server's sql_mode, and by those that they set themselves on their way.</summary>
public sealed class SqlModeTests(MySqlServers servers)
{
    private const string Row = "insert into a values (1,'C:\\','x;y');";

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_server_without_backslash_escapes_gets_its_literals_whole(string product)
    {
        await using var server = await servers.BorrowAsync(product, ("sql_mode", "NO_BACKSLASH_ESCAPES,ANSI_QUOTES,STRICT_TRANS_TABLES"));
        await using var database = await server.CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("1_a.sql", "create table a (id int, \"b;c\" text, d text);")
            .Add("2_b.sql", Row)
            .Add("3_c.sql", "set sql_mode = '';\ninsert into a values (2, 'it\\'s;', \"x\");");

        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        (await database.NumberAsync("select length(\"b;c\") + length(d) from a where id = 1")).ShouldBe(6);
        (await database.NumberAsync("select length(\"b;c\") + length(d) from a where id = 2")).ShouldBe(6);
    }

    [Theory]
    [InlineData("set sql_mode='NO_BACKSLASH_ESCAPES';", false, true)]
    [InlineData("SET SESSION sql_mode = NO_BACKSLASH_ESCAPES;", false, true)]
    [InlineData("set @@session.sql_mode := 'STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES,ANSI_QUOTES';", false, false)]
    [InlineData("set names utf8mb4, sql_mode = concat(@@sql_mode, ',NO_BACKSLASH_ESCAPES');", false, true)]
    [InlineData("/*!40101 SET SQL_MODE='ANSI' */;", true, false)]
    [InlineData("SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_BACKSLASH_ESCAPES';", false, true)]
    [InlineData("set sql_mode='NO_BACKSLASH_ESCAPES'; set sql_mode=@old_sql_mode;", true, true)]
    [InlineData("set sql_mode='NO_BACKSLASH_ESCAPES'; set sql_mode=default;", true, true)]
    [InlineData(
        "set sql_mode='NO_BACKSLASH_ESCAPES,ANSI_QUOTES'; set sql_mode=replace(@@sql_mode, 'NO_BACKSLASH_ESCAPES', '');",
        true,
        false
    )]
    [InlineData("set global sql_mode='NO_BACKSLASH_ESCAPES';", true, true)]
    [InlineData("set @sql_mode='NO_BACKSLASH_ESCAPES';", true, true)]
    [InlineData("insert into t values ('set sql_mode=NO_BACKSLASH_ESCAPES');", true, true)]
    public void A_mode_that_a_script_sets_holds_for_what_comes_after_it(string head, bool escapes, bool quotesStrings)
    {
        var tail = (escapes ? "select 'a\\';b';" : "select 'a\\';") + (quotesStrings ? "select \"c\\\";d\";" : "select \"c\\\";");
        if (!escapes && quotesStrings)
        {
            tail = "select 'a\\';select \"c\\\";";
        }
        else if (escapes && !quotesStrings)
        {
            tail = "select 'a\\';b';select \"c\\\";";
        }

        var script = SqlScript.Parse(head + tail, LexicalRules.MariaDb);

        script.UnterminatedAt.ShouldBeNull();
        script.Statements.Count.ShouldBe(head.Count(character => character == ';') + 2);
    }
}
