using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Scripts.Text;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Scripts;

public sealed class PostgreSqlSplittingTests
{
    // Each case is a list of statements; the script is their concatenation with ";\n".
    [Theory]
    [InlineData("CREATE FUNCTION f(a int) RETURNS int BEGIN ATOMIC SELECT CASE WHEN a > 0 THEN 1 ELSE 2 END; SELECT 2; END")]
    [InlineData("create or replace procedure p() begin atomic insert into t values (1); end", "SELECT 1")]
    [InlineData("CREATE FUNCTION atomic_x() RETURNS int LANGUAGE sql AS 'SELECT 1'", "SELECT 2")]
    [InlineData("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 AS end; SELECT t.case FROM t; END", "SELECT 2")]
    [InlineData("CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1", "BEGIN", "COMMIT")]
    [InlineData("CREATE FUNCTION f() RETURNS void AS $a$ BEGIN; $b$ ; $b$; END; $a$ LANGUAGE plpgsql", "SELECT 1")]
    [InlineData("DO $_$ BEGIN; END; $_$", "DO $é1$ ; $é1$", "DO $$ ; $a$ ; $$")]
    [InlineData("PREPARE p AS SELECT $1, $2", "SELECT a$b, a$b$c FROM t", "SELECT 1")]
    [InlineData("SELECT e'it\\'s ;'", "SELECT E'\\\\'", "SELECT 'C:\\'", "SELECT 1")]
    [InlineData("SELECT E'a'\n  'b\\';'", "SELECT E'a' -- c\n'\\';'", "SELECT 'a'\n'\\'", "SELECT 1")]
    [InlineData("SELECT U&'d!0061;t\\' UESCAPE '\\'", "SELECT U&\"a;\"", "SELECT 1")]
    [InlineData("SELECT 'a;'\n'b;c'", "SELECT '''', ';'")]
    [InlineData("SELECT 1 /* /* ; */ ; */ + 2", "SELECT 2")]
    [InlineData("CREATE RULE r AS ON UPDATE TO t DO ALSO (INSERT INTO l VALUES (1); DELETE FROM k)", "SELECT 1")]
    [InlineData("SELECT \"semi;colon\"\"x\"", "SELECT b ? 'a', b ?| array['a'], x::int, a[1:2], :name, @v, a #> '{b}', c->>'d'")]
    [InlineData("BEGIN", "INSERT INTO t VALUES (1)", "COMMIT")]
    [InlineData("SELECT 'delimiter ;;'", "SELECT delimiter FROM t", "SELECT\n  delimiter\nFROM t")]
    [InlineData("SELECT `a", "SELECT a[1", "SELECT 1")]
    public void Statements_are_found(params string[] statements)
    {
        Dialects.Split("pg", string.Join(";\n", statements)).ShouldBe(statements);
        Dialects.Split("pg", string.Join(";", statements) + ";\r\n-- end").ShouldBe(statements);
    }

    [Fact]
    public void Copy_data_belong_to_their_statement_and_are_not_split()
    {
        const string script =
            "COPY t (a, b) FROM stdin;\n1\t;'\n\\\\.\n2\t\"$$\n\\.\nSELECT 1;\ncopy u from STDIN with (format csv); -- x\r\n\\.\r\nSELECT 2";
        SqlScript parsed = SqlScript.Parse(script, LexicalRules.PostgreSql);
        parsed
            .Statements.Select(s => s.Text)
            .ShouldBe(["COPY t (a, b) FROM stdin", "SELECT 1", "copy u from STDIN with (format csv)", "SELECT 2"]);
        TextRange data = parsed.Statements[0].CopyData.ShouldNotBeNull();
        script.Substring(data.Offset, data.Length).ShouldBe("1\t;'\n\\\\.\n2\t\"$$\n");
        parsed.Statements[1].CopyData.ShouldBeNull();
        parsed.Statements[2].CopyData.ShouldNotBeNull().Length.ShouldBe(0);
    }

    [Theory]
    [InlineData("COPY t TO stdout;\nSELECT 1", "COPY t TO stdout|SELECT 1")]
    [InlineData("COPY (SELECT 1 FROM stdin) TO '/x';\nSELECT 1", "COPY (SELECT 1 FROM stdin) TO '/x'|SELECT 1")]
    [InlineData("\\copy t from stdin\n1;2\n\\.\nSELECT 1;", "SELECT 1")]
    [InlineData("COPY t FROM stdin;\r1;\r\\.\rSELECT 1;", "COPY t FROM stdin|SELECT 1")]
    [InlineData("COPY t FROM stdin", "COPY t FROM stdin")]
    [InlineData("COPY t FROM stdin;\n1;2", "COPY t FROM stdin")]
    public void Copy_is_told_from_its_neighbours(string script, string expected) =>
        Dialects.Split("pg", script).ShouldBe(expected.Split('|'));

    [Fact]
    public void Psql_lines_are_client_commands()
    {
        const string script =
            "\\restrict abc\nSET a = 1;\n  \\connect db;x\n\\set v 'it''s'\n\\if :v\nSELECT 1 \\gset\nSELECT 2\\;SELECT 3;\n\\i a.sql\n\\unrestrict abc";
        SqlScript parsed = SqlScript.Parse(script, LexicalRules.PostgreSql);
        parsed.Statements.Select(s => s.Text).ShouldBe(["SET a = 1", "SELECT 1", "SELECT 2", "SELECT 3"]);
        parsed.ClientCommands.Select(c => c.Name).ShouldBe(["\\restrict", "\\connect", "\\set", "\\if", "\\gset", "\\i", "\\unrestrict"]);
        parsed.ClientCommands.Select(c => c.IsHarmless).ShouldBe([true, false, false, false, false, false, true]);
        parsed.ClientCommands[1].Position.ShouldBe(new TextPosition(3, 3));
    }

    [Theory]
    [InlineData(@"\set ON_ERROR_STOP on", true)]
    [InlineData(@"\set ON_ERROR_STOP", true)]
    [InlineData(@"\set NAME ON_ERROR_STOP", false)]
    [InlineData(@"\set ON_ERROR_STOPPED 1", false)]
    [InlineData(@"\echo 'it\'s \n done' ""a\b""", true)]
    [InlineData(@"\echo it''s `a\b`", true)]
    [InlineData(@"\pset pager off \\ create table t ();", false)]
    [InlineData(@"\echo hello \i other.sql", false)]
    [InlineData(@"\t\a", false)]
    public void A_psql_line_is_harmless_when_all_of_it_is(string line, bool expected) =>
        SqlScript.Parse(line, LexicalRules.PostgreSql).ClientCommands.Single().IsHarmless.ShouldBe(expected);
}
