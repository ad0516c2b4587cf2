using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Scripts.Text;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Scripts;

public sealed class CommonSplittingTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \r\n\t\f\u00A0\uFEFF", "")]
    [InlineData("-- only a comment", "")]
    [InlineData("/* a */ -- b\n ; ;; /* c */;", "")]
    [InlineData("\uFEFFSELECT 1;\uFEFF\nSELECT 2;\u00A0", "SELECT 1|SELECT 2")]
    [InlineData("SELECT 1; \u00A0-- x\u00A0", "SELECT 1")]
    [InlineData("SELECT\u00A01\f;\fSELECT\v2", "SELECT\u00A01|SELECT\v2")]
    [InlineData("SELECT 1;\r-- a;b\rSELECT 2;\r\n-- c\r\nSELECT 3", "SELECT 1|SELECT 2|SELECT 3")]
    [InlineData("SELECT 1 -- c", "SELECT 1")]
    [InlineData("SELECT 1 -- ;", "SELECT 1")]
    [InlineData("SELECT 1; --", "SELECT 1")]
    [InlineData("SELECT 1 --", "SELECT 1")]
    [InlineData("SELECT 1;\n/* c; */ SELECT 2 /* d; */ ; /* e; */", "SELECT 1|SELECT 2")]
    [InlineData("SELECT 1; SELECT 2", "SELECT 1|SELECT 2")]
    [InlineData("SELECT '\0;\uD800';\0", "SELECT '\0;\uD800'|\0")]
    [InlineData("SELECT 'never closed; SELECT 2;\n", "SELECT 'never closed; SELECT 2;\n")]
    [InlineData("SELECT 1; /* never closed; SELECT 2", "SELECT 1")]
    public void Every_dialect_agrees(string script, string expected)
    {
        foreach (string dialect in Dialects.All)
        {
            Dialects.Split(dialect, script).ShouldBe(expected.Length == 0 ? [] : expected.Split('|'), dialect);
        }
    }

    [Fact]
    public void A_line_of_five_megabytes_is_one_statement()
    {
        string insert = "INSERT INTO t VALUES " + string.Join(',', Enumerable.Repeat("(1,'a;b''c')", 420_000));
        foreach (string dialect in Dialects.All)
        {
            Dialects.Split(dialect, insert + ";SELECT 1").SequenceEqual([insert, "SELECT 1"]).ShouldBeTrue(dialect);
        }
    }

    [Fact]
    public void What_is_never_closed_is_reported_with_its_position()
    {
        SqlScript.Parse("SELECT 1;\nSELECT 'a", LexicalRules.PostgreSql).UnterminatedAt.ShouldBe(new TextPosition(2, 8));
        SqlScript.Parse("DO $a$ x $b$", LexicalRules.PostgreSql).UnterminatedAt.ShouldBe(new TextPosition(1, 4));
        SqlScript.Parse("SELECT 1; /* x", LexicalRules.Sqlite).UnterminatedAt.ShouldBe(new TextPosition(1, 11));
        SqlScript.Parse("SELECT 'a'", LexicalRules.MySql).UnterminatedAt.ShouldBeNull();
    }

    [Fact]
    public void A_missing_argument_is_refused()
    {
        Should.Throw<ArgumentNullException>(() => SqlScript.Parse(null!, LexicalRules.MySql));
        Should.Throw<ArgumentNullException>(() => SqlScript.Parse("", null!));
    }
}
