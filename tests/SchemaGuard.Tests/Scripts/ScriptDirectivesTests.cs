using SchemaGuard.Scripts.Directives;
using SchemaGuard.Scripts.Text;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Scripts;

public sealed class ScriptDirectivesTests
{
    [Theory]
    [InlineData("pg", "-- schemaguard: transaction=none, timeout=30s, compatible-from=0007\nSELECT 1")]
    [InlineData(
        "pg",
        "\uFEFF-- a script\r\n/* SchemaGuard : TRANSACTION = None */ -- schemaguard:timeout=00:00:30\n--schemaguard: compatible-from=0007"
    )]
    [InlineData("my", "# schemaguard: transaction=none,timeout=30000ms\n--schemaguard: compatible-from=0007\nSELECT 1;")]
    public void Directives_before_the_first_statement_are_read(string dialect, string script)
    {
        ScriptDirectives directives = Read(script, dialect);
        directives.Problems.ShouldBeEmpty();
        directives.Transaction.ShouldBe(TransactionDirective.None);
        directives.Timeout.ShouldBe(TimeSpan.FromSeconds(30));
        directives.CompatibleFrom.ShouldBe("0007");
    }

    [Theory]
    [InlineData("5m", 300)]
    [InlineData("2h", 7200)]
    [InlineData("1 s", 1)]
    [InlineData("01:00:00", 3600)]
    [InlineData("1.00:00:00", 86400)]
    public void Times_are_read(string value, int seconds) =>
        Read($"-- schemaguard: timeout={value}").Timeout.ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("-- schemaguard: transction=none", "not known")]
    [InlineData("-- schemaguard: transaction=off", "transaction=none or transaction=auto")]
    [InlineData("-- schemaguard: transaction", "has no value")]
    [InlineData("-- schemaguard:", "empty")]
    [InlineData("-- schemaguard: timeout=5m,", "empty")]
    [InlineData("-- schemaguard: timeout=5", "not a time-out")]
    [InlineData("-- schemaguard: timeout=0s", "not a time-out")]
    [InlineData("-- schemaguard: timeout=99999999999s", "not a time-out")]
    [InlineData("-- schemaguard: timeout=2147483647h", "not a time-out")]
    [InlineData("-- schemaguard: compatible-from=", "not a version")]
    [InlineData("-- schemaguard: timeout=5m, timeout=6m", "twice")]
    [InlineData("-- schemaguard transaction=none", "looks like a directive")]
    [InlineData("-- schema-guard: transaction=none", "looks like a directive")]
    [InlineData("-- schemaguard timeout: 5m", "looks like a directive")]
    [InlineData("SELECT 1;\n-- schemaguard: transaction=none", "Move it to the top")]
    public void What_is_wrong_is_a_problem_that_says_what_to_write(string script, string part) =>
        Read(script).Problems.ShouldHaveSingleItem().Message.ShouldContain(part);

    [Theory]
    [InlineData("-- schemaguard migration of users")]
    [InlineData("-- the schema of users")]
    [InlineData("SELECT '-- schemaguard: transaction=none'")]
    [InlineData("SELECT 1; SELECT 'schemaguard: x'")]
    [InlineData("")]
    [InlineData("/* schemaguard")]
    public void Other_comments_are_left_in_peace(string script)
    {
        ScriptDirectives directives = Read(script);
        directives.Problems.ShouldBeEmpty();
        directives.Transaction.ShouldBeNull();
    }

    [Fact]
    public void A_problem_has_a_position() => Read("-- a\r\n  -- schemaguard: x=1\n").Problems[0].Position.ShouldBe(new TextPosition(2, 3));

    private static ScriptDirectives Read(string script, string dialect = "pg") => ScriptDirectives.Read(script, Dialects.Rules(dialect));
}
