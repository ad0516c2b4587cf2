using MySqlConnector;
using SchemaGuard.MySql.Statements;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>
/// Says that the host of an account is no variable, and that a script with variables is refused before anything is applied where the driver forbids
/// them.
/// </summary>
public sealed class AccountNamesTests(MySqlServers servers)
{
    [Theory]
    [InlineData("create definer=`u`@`127.0.0.1` view v as select 1", "")]
    [InlineData("create definer = 'u' @ 'h' procedure p() set @x = 1", "@x")]
    [InlineData("create definer=root@localhost view v as select @a + 1", "@a")]
    [InlineData("/*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */", "")]
    [InlineData("grant select on t to app@`10.%`", "")]
    [InlineData("select@a, @`b c`, 1 from t where x=@d", "@`b c` @a @d")]
    [InlineData("set@a=1,@b:=2", "@a @b")]
    [InlineData("select x into @v from t", "@v")]
    public void Variables_are_told_from_accounts(string sql, string expected)
    {
        var statement = SqlScript.Parse(sql, LexicalRules.MariaDb).Statements[0];

        string.Join(' ', UserVariables.NamedIn(statement).Order(StringComparer.Ordinal)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_definer_as_dumps_write_it_needs_no_variables(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await using var source = new MySqlDataSource(database.ConnectionString);
        using var folder = new MigrationFolder()
            .Add("1_v.sql", "set sql_mode = 'STRICT_ALL_TABLES';\ncreate definer=`root`@`127.0.0.1` view v as select 1 as one;")
            .Add("2_t.sql", "create table t (id int);");

        var report = await GuardUnderTest.MigrateAsync(new SourcedDatabase(source), guard => guard.AddMigrations(folder.Path));

        report.Applied.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_script_with_variables_is_refused_before_anything_is_applied_where_the_data_source_forbids_them()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await using var source = new MySqlDataSource(database.ConnectionString);
        using var folder = new MigrationFolder()
            .Add("1_a.sql", "create table t (id int);")
            .Add("2_b.sql", "set @one = 1;\ninsert into t values (@one);");

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(new SourcedDatabase(source), guard => guard.AddMigrations(folder.Path))
        );

        exception.Message.ShouldContain("uses the variable @one");
        exception.Message.ShouldContain("Allow User Variables=true");
        exception.Findings[0].Location.ShouldEndWith("2_b.sql:1:1");
        (await database.HasTableAsync("t")).ShouldBeFalse();
    }
}
