using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Scripts.Text;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Scripts;

public sealed class SourcePositionTests
{
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Every_line_end_counts_once(string lineEnd)
    {
        string text = $"SELECT 1;{lineEnd}{lineEnd}  INSERT INTO t{lineEnd}\tVALUES (1);";
        SqlStatement statement = SqlScript.Parse(text, LexicalRules.PostgreSql).Statements[1];
        (statement.Index, statement.Line, statement.Column).ShouldBe((2, 3, 3));
        int values = statement.Text.IndexOf("VALUES", StringComparison.Ordinal);
        statement.PositionOf(values).ShouldBe(new TextPosition(4, 2));
        statement.SourceLineOf(values).ToString().ShouldBe("\tVALUES (1);\n\t^");
        statement.PositionOf(int.MaxValue).ShouldBe(new TextPosition(4, 12));
        statement.PositionOf(-1).ShouldBe(new TextPosition(3, 3));
        statement.SourceLineOf(0).ToString().ShouldBe("  INSERT INTO t\n  ^");
    }

    [Fact]
    public void A_surrogate_pair_is_two_columns_and_one_character_of_the_caret_line()
    {
        SqlStatement statement = SqlScript.Parse("SELECT '😀' x", LexicalRules.PostgreSql).Statements[0];
        SourceLine line = statement.SourceLineOf(12);
        line.Position.ShouldBe(new TextPosition(1, 13));
        line.ToString().ShouldBe("SELECT '😀' x\n           ^");
    }

    [Fact]
    public void A_long_line_is_cut_around_the_caret()
    {
        string text = "SELECT " + string.Concat(Enumerable.Repeat("😀", 2_000)) + "x";
        for (int offset = 0; offset <= text.Length; offset += 7)
        {
            SourceLine line = SqlScript.Parse(text, LexicalRules.PostgreSql).SourceLineOf(offset);
            line.Text.Length.ShouldBeLessThanOrEqualTo(SourceLine.LongestText + 2);
            line.CaretIndex.ShouldBeInRange(0, line.Text.Length);
            line.Text.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
            line.Position.Column.ShouldBe(offset + 1);
        }
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(2, 1, 3)]
    [InlineData(3, 1, 4)]
    [InlineData(4, 2, 1)]
    [InlineData(5, 3, 1)]
    [InlineData(7, 3, 3)]
    public void The_parts_of_a_line_end_belong_to_the_line_they_end(int offset, int line, int column)
    {
        SqlScript script = SqlScript.Parse("ab\r\n\rcd", LexicalRules.Sqlite);
        script.PositionOf(offset).ShouldBe(new TextPosition(line, column));
        script
            .SourceLineOf(offset)
            .Text.ShouldBe(
                line == 1 ? "ab"
                : line == 2 ? ""
                : "cd"
            );
    }

    [Fact]
    public void A_statement_prints_its_number_and_summary() =>
        SqlScript.Parse("SELECT 1; CREATE TABLE t (a int)", LexicalRules.Sqlite).Statements[1].ToString().ShouldBe("2: create table t");
}
