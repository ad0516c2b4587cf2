using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Verification.Comparison;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Verification;

/// <summary>Two texts of a server mean the same, or do not: what is told of them must be true.</summary>
public sealed class ServerSqlTests
{
    public static TheoryData<string, string> SameOnPostgreSql { get; } =
        new()
        {
            // A dump that was restored.
            {
                "((e)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
                "((e)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]))"
            },
            {
                "((e)::text <> ALL ((ARRAY[v, 'b'::character varying])::text[]))",
                "((e)::text <> ALL (ARRAY[(v)::text, ('b'::character varying)::text]))"
            },
            { "'a'::character varying", "'a'::text" },
            { "'{a}'::text", "'{a}'" },
            { "(ARRAY[1, 2])::bigint[]", "ARRAY[(1)::bigint, (2)::bigint]" },
            { "ARRAY[]::integer[]", "'{}'::integer[]" },
            // The order of a list of literals.
            { "(e = ANY (ARRAY['a'::text, 'b'::text, 'c'::text]))", "(e = ANY (ARRAY['c'::text, 'a'::text, 'b'::text]))" },
            { "(n = ANY ((ARRAY[10, 1])::bigint[]))", "(n = ANY (ARRAY[(1)::bigint, (10)::bigint]))" },
            // Redundant parentheses.
            { "((a > 1) AND ((b > 2) AND (c > 3)))", "a > 1 AND b > 2 AND c > 3" },
            { "((a OR b) OR c)", "(a OR (b OR c))" },
            { "((amount + 1) * 2)", "(amount + 1) * 2" },
            { "(a + (b * 2))", "a + b * 2" },
            { "(NOT (a = b))", "NOT a = b" },
            { "((a IS NULL) = (b IS NULL))", "(a IS NULL) = (b IS NULL)" },
            { "lower((v)::text)", "lower(v::text)" },
            { "(- (1)) + 2", "- 1 + 2" },
            { "(CASE WHEN (a > 1) THEN (b) ELSE (- c) END)", "CASE WHEN a > 1 THEN b ELSE - c END" },
            { "((a -> 'x'::text) ->> 'y'::text)", "a -> 'x' ->> 'y'" },
            { "((t AT TIME ZONE 'UTC'::text) > now())", "t AT TIME ZONE 'UTC' > now()" },
            { "((v COLLATE \"C\") = 'a'::text)", "v COLLATE \"C\" = 'a'" },
            {
                "SELECT a FROM (t JOIN u ON ((t.id = u.id))) WHERE ((a > 1) AND (b > 2))",
                "SELECT a FROM (t JOIN u ON t.id = u.id) WHERE a > 1 AND b > 2"
            },
            {
                "SELECT count(*) AS n, (a + 1) AS b FROM t GROUP BY (a) ORDER BY a DESC;",
                "SELECT count(*) AS n, a + 1 AS b FROM t GROUP BY a ORDER BY a DESC"
            },
            { "CHECK ((VALUE > 0))", "CHECK (VALUE > 0)" },
            { "(sum(x) OVER (PARTITION BY a)) + 1", "sum(x) OVER (PARTITION BY (a)) + 1" },
            // The case of words.
            { "A > 1 and b IS null", "a > 1 AND B is NULL" },
        };

    public static TheoryData<string, string> OtherOnPostgreSql { get; } =
        new()
        {
            { "SELECT (a / b) AS q FROM t", "SELECT ((a)::numeric / (b)::numeric) AS q FROM t" },
            { "SELECT (v)::integer AS v FROM t", "SELECT (v)::bigint AS v FROM t" },
            { "(n)::numeric(10,2)", "(n)::numeric(10,4)" },
            { "(t)::character varying(3)", "(t)::character varying(30)" },
            { "'abc'::character varying(3)", "'abc'::text" },
            { "(ts)::date", "(ts)::timestamp without time zone" },
            { "(ts)::timestamp with time zone", "(ts)::timestamp without time zone" },
            { "((v)::integer > 3)", "(v > (3)::text)" },
            { "((v)::integer > 5)", "(v > '5'::text)" },
            { "((v)::numeric > (5)::numeric)", "((v)::integer > 5)" },
            { "(amount >= (0)::numeric)", "((amount)::integer >= 0)" },
            { "CHECK (((VALUE)::integer > 5))", "CHECK ((VALUE > '5'::text))" },
            { "WHERE ((old.v)::integer > 5)", "WHERE (old.v > '5'::text)" },
            { "(7 / 2)", "((7)::numeric / (2)::numeric)" },
            { "\"A\"", "a" },
            { "(a > 1) AND ((b > 2) OR (id > 3))", "((a > 1) AND (b > 2)) OR (id > 3)" },
            { "((amount + 1) * 2)", "amount + 1 * 2" },
            { "(a / NULLIF(b, 0))", "(a / (NULLIF(b, 0))::numeric)" },
            { "((amount)::text = (other)::text)", "(amount = other)" },
            { "(a - (b - c))", "((a - b) - c)" },
            { "(a / (b * c))", "((a / b) * c)" },
            { "(NOT (a AND b))", "((NOT a) AND b)" },
            { "((- a) ^ 2)", "(- (a ^ 2))" },
            { "(a = (b IS NULL))", "((a = b) IS NULL)" },
            { "('-1'::integer)::text", "('-2'::integer)::text" },
            { "((a).b > 1)", "(a.b > 1)" },
            { "(a, b) = (1, 2)", "(a, b) = (2, 1)" },
            { "ARRAY['a'::text, 'b'::text]", "ARRAY['b'::text, 'a'::text]" },
            { "(e = ANY (ARRAY['a'::text, 'b'::text]))", "(e = ANY (ARRAY['a'::text, 'c'::text]))" },
            { "f(a, b)", "f((a, b))" },
            { "SELECT a FROM t WHERE (a OR b) AND c", "SELECT a FROM t WHERE a OR b AND c" },
            { "(a || b)::text", "a || b::text" },
            { "ARRAY[]::integer[]", "ARRAY[]::bigint[]" },
            { "(x BETWEEN 1 AND 2) OR y", "x BETWEEN 1 AND (2 OR y)" },
            { "a @> b", "b @> a" },
        };

    public static TheoryData<string, string> SameOnMySql { get; } =
        new()
        {
            { "((a > 1) and ((b > 2) or (id > 3)))", "a > 1 and (b > 2 or id > 3)" },
            { "((amount + 1) * 2)", "(amount + 1) * 2" },
            { "(amount + (1 * 2))", "amount + 1 * 2" },
            { "(e in ('a','b','c'))", "e in ('c', 'a', 'b')" },
            { "(not((a like 'x%')))", "a not like 'x%'" },
            { "(d > (c + interval 1 day))", "d > c + interval 1 day" },
            { "((a & 1) = 1)", "a & 1 = 1" },
            { "(a between (1) and (2))", "a between 1 and 2" },
            { "(json_extract(j,'$.a') is not null)", "json_extract(j,'$.a') is not null" },
            { "(Amount > 0)", "amount > 0" },
            {
                "select t.id AS id from (t join u on((t.id = u.id))) where ((t.a > 1) and (u.b = 'x'))",
                "select t.id AS id from (t join u on(t.id = u.id)) where t.a > 1 and u.b = 'x'"
            },
            { "(case when (a = 1) then 'x' else (b + 1) end)", "case when a = 1 then 'x' else b + 1 end" },
            { "if((a > 1),b,c)", "if(a > 1,b,c)" },
        };

    public static TheoryData<string, string> OtherOnMySql { get; } =
        new()
        {
            { "a > 1 and (b > 2 or id > 3)", "a > 1 and b > 2 or id > 3" },
            { "((a > 1) and ((b > 2) or (id > 3)))", "(((a > 1) and (b > 2)) or (id > 3))" },
            { "(amount + 1) * 2", "amount + 1 * 2" },
            { "((amount + 1) * 2)", "(amount + (1 * 2))" },
            { "select t.id AS id from t where a > 1 and (b > 2 or id > 3)", "select t.id AS id from t where a > 1 and b > 2 or id > 3" },
            { "cast(a as signed)", "cast(a as unsigned)" },
            { "a - (b - c)", "a - b - c" },
            { "e in ('a','b')", "e in ('a','b','c')" },
            { "not (a and b)", "not a and b" },
            { "d + interval 1 day", "d + interval 1 hour" },
        };

    [Theory]
    [MemberData(nameof(SameOnPostgreSql))]
    public void PostgreSql_writes_what_means_the_same_in_several_ways(string one, string other) =>
        ServerSql.Canonical(one, LexicalRules.PostgreSql).ShouldBe(ServerSql.Canonical(other, LexicalRules.PostgreSql));

    [Theory]
    [MemberData(nameof(OtherOnPostgreSql))]
    public void Another_cast_or_grouping_is_another_meaning_on_PostgreSql(string one, string other) =>
        ServerSql
            .Canonical(one, LexicalRules.PostgreSql)
            .ShouldNotBe(ServerSql.Canonical(other, LexicalRules.PostgreSql), StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(SameOnMySql))]
    public void MySql_writes_all_parentheses_and_MariaDb_those_that_are_needed(string one, string other) =>
        ServerSql.Canonical(one, LexicalRules.MariaDb).ShouldBe(ServerSql.Canonical(other, LexicalRules.MariaDb));

    [Theory]
    [MemberData(nameof(OtherOnMySql))]
    public void Another_grouping_is_another_meaning_on_MySql_and_MariaDb(string one, string other) =>
        ServerSql.Canonical(one, LexicalRules.MySql).ShouldNotBe(ServerSql.Canonical(other, LexicalRules.MySql), StringComparer.Ordinal);

    [Theory]
    [InlineData("0", "'0'::numeric", true)]
    [InlineData("0", "(0)::bigint", true)]
    [InlineData("'-1'::integer", "(-1)", true)]
    [InlineData("0.5", "(0.5)::integer", false)]
    [InlineData("0", "'0'::text", false)]
    [InlineData("(7 / 2)", "((7)::numeric / (2)::numeric)", false)]
    [InlineData("'{}'::integer[]", "ARRAY[]::integer[]", true)]
    public void A_number_is_the_same_default_with_its_type_and_without(string one, string other, bool isSame) =>
        ServerSql.IsAlikeDefault(one, other, LexicalRules.PostgreSql).ShouldBe(isSame);

    [Fact]
    public void Case_counts_where_words_are_names()
    {
        ServerSql.IsAlike("A, b", "a, b", LexicalRules.PostgreSql, caseCounts: true).ShouldBeFalse();
        ServerSql.IsAlike("A, b", "a, b", LexicalRules.PostgreSql).ShouldBeTrue();
    }

    [Theory]
    [InlineData("a(ID)", "a(id)", true)]
    [InlineData("A(id)", "a(id)", false)]
    [InlineData("\"x(\"(ID)", "\"x(\"(id)", true)]
    [InlineData("\"X(\"(id)", "\"x(\"(id)", false)]
    public void The_names_of_a_target_compare_as_those_of_its_table_and_its_columns_do(string one, string other, bool isSame) =>
        ReferenceText.IsSame(one, other, StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase).ShouldBe(isSame);

    [Theory]
    [InlineData(")(][ ::")]
    [InlineData("a and and or not between in ( like")]
    [InlineData("case when a then")]
    [InlineData("x::")]
    [InlineData("a[1")]
    [InlineData("array[")]
    [InlineData("f(.a.")]
    [InlineData("- - - is")]
    [InlineData("interval")]
    [InlineData("sum(x) over")]
    public void What_is_no_expression_is_compared_as_it_is_written(string text)
    {
        foreach (var rules in new[] { LexicalRules.PostgreSql, LexicalRules.MySql })
        {
            ServerSql.IsAlike(text, text, rules).ShouldBeTrue();
            ServerSql.IsAlike(text, text + " z", rules).ShouldBeFalse();
        }
    }

    [Fact]
    public void Nesting_has_no_end_and_takes_no_time()
    {
        var deep = new string('(', 20_000) + "a" + new string(')', 20_000);

        ServerSql.IsAlike(deep, deep, LexicalRules.PostgreSql).ShouldBeTrue();
        ServerSql.IsAlike(deep, deep.Replace('a', 'b'), LexicalRules.PostgreSql).ShouldBeFalse();
    }
}
