using SchemaGuard.MySql.Inspection;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Drift;

/// <summary>Says that what the servers render in several ways has one spelling. The texts are the servers' own.</summary>
public sealed class ExpressionTextTests
{
    [Theory]
    [InlineData("(`amount` >= 0)", "amount >= 0")]
    [InlineData("((`a` > 0) and (`b` < 1))", "(a > 0) and (b < 1)")]
    [InlineData("(`a` > 0) and (`b` < 1)", "(a > 0) and (b < 1)")]
    [InlineData("\"a\" > 0", "a > 0")]
    [InlineData("concat(`s`,_utf8mb4'x',`My Col`)", "concat(s,'x',`My Col`)")]
    [InlineData("(_binary'x' = `a`)", "_binary'x' = a")]
    [InlineData("current_timestamp()", "current_timestamp")]
    [InlineData("CURRENT_TIMESTAMP(3)", "current_timestamp(3)")]
    [InlineData("(now() + interval 1 day)", "current_timestamp + interval 1 day")]
    [InlineData("'it\\'s'", "'it''s'")]
    [InlineData("'it''s'", "'it''s'")]
    [InlineData("'a\\nb\\\\c'", "'a\\nb\\\\c'")]
    [InlineData("'%\\\\_x'", "'%\\\\_x'")]
    [InlineData("''''", "''''")]
    [InlineData("'('", "'('")]
    [InlineData("b'101'", "b'101'")]
    [InlineData("select `d`.`p`.`id` AS `id` from `d`.`p` `d` where (`d`.`p`.`n` > 1)", "select p.id as id from p d where (p.n > 1)")]
    public void An_expression_has_one_spelling(string rendered, string spelling) =>
        ExpressionText.Canonical(rendered, "d").ShouldBe(spelling);

    [Theory]
    [InlineData(@"concat(`s`,_utf8mb4\'x\\\'y\')", @"concat(`s`,_utf8mb4'x\'y')")]
    [InlineData(@"_utf8mb4\'b\\n\'", @"_utf8mb4'b\n'")]
    [InlineData("(`a` > 0)", "(`a` > 0)")]
    [InlineData("(`a` <> 'x')", "(`a` <> 'x')")]
    [InlineData("'x'", "'x'")]
    public void MySQLs_escapes_are_undone(string shown, string expression) => ExpressionText.Unescape(shown).ShouldBe(expression);
}
