using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Scripts;

public sealed class SqliteSplittingTests
{
    [Theory]
    [InlineData("CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET c = CASE WHEN 1 THEN 2 END; SELECT end FROM x; END", "SELECT 1")]
    [InlineData("create temp trigger if not exists t before update on a when new.end > 1 begin select 1; end", "SELECT 1")]
    [InlineData("BEGIN", "SELECT 1", "END", "SELECT 2")]
    [InlineData("CREATE TABLE [a;b] (\"c;d\" int, `e;f` int)", "SELECT x'3B', 'it''s;', '\\'", "SELECT 1")]
    [InlineData("PRAGMA foreign_keys=OFF", "PRAGMA foreign_keys(1)")]
    [InlineData("CREATE TRIGGER t AFTER INSERT ON a", "SELECT 1")]
    [InlineData("SELECT ?1, :a, @b, $c, a->>'$.b' FROM t -- x ; y\n WHERE 1", "SELECT 2")]
    public void Statements_are_found(params string[] statements)
    {
        Dialects.Split("lite", string.Join(";\n", statements)).ShouldBe(statements);
        Dialects.Split("lite", string.Join(";", statements) + " ;").ShouldBe(statements);
    }

    [Fact]
    public void Dot_commands_are_client_commands()
    {
        SqlScript script = SqlScript.Parse(".mode box\nSELECT t\n.a FROM t;\n.read x;y\nSELECT 1;", LexicalRules.Sqlite);
        script.Statements.Select(s => s.Text).ShouldBe(["SELECT t\n.a FROM t", "SELECT 1"]);
        script.ClientCommands.Select(c => c.Text).ShouldBe([".mode box", ".read x;y"]);
    }
}
