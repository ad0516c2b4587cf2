using SchemaGuard.History;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.History;

public sealed class CompletedStatementsHashTests
{
    [Fact]
    public void Hashing_one_by_one_gives_the_hash_of_all()
    {
        var statements = SqlScript.Parse("select 1; select 2; select 3", LexicalRules.Sqlite).Statements;
        var hash = CompletedStatementsHash.Empty;
        for (var i = 0; i < statements.Count; i++)
        {
            hash = CompletedStatementsHash.Next(hash, statements[i]);
            hash.ShouldBe(CompletedStatementsHash.Of(statements.Take(i + 1)));
        }
    }

    [Fact]
    public void Nothing_done_is_empty() => Of("").ShouldBe(CompletedStatementsHash.Empty);

    [Fact]
    public void Comments_and_blanks_do_not_count() => Of("select  1 -- x\n;;\n/* y */ select 2").ShouldBe(Of("select 1;select 2"));

    [Fact]
    public void Order_number_and_words_count() =>
        new[] { "", "select 1", "select 2", "select 1; select 2", "select 2; select 1", "select 1; select 1", "select 12" }
            .Select(Of)
            .ShouldBeUnique(StringComparer.Ordinal);

    [Theory]
    [InlineData("select 0; select 2; select 3", 0)]
    [InlineData("select 1; select 0; select 0", 1)]
    [InlineData("select 1; select 2; select 0; select 4", 2)]
    public void The_first_statement_that_differs_is_found(string edited, int index)
    {
        var statements = SqlScript.Parse(edited, LexicalRules.Sqlite).Statements;

        CompletedStatementsHash.FindFirstDifference(Of("select 1; select 2; select 3"), statements).ShouldBe(statements[index]);
    }

    [Fact]
    public void Statements_that_are_missing_cannot_be_shown() =>
        CompletedStatementsHash
            .FindFirstDifference(Of("select 1; select 2"), SqlScript.Parse("select 1", LexicalRules.Sqlite).Statements)
            .ShouldBeNull();

    [Fact]
    public void A_thousand_statements_are_hashed_in_a_column_of_255_characters() =>
        Of(string.Join(';', Enumerable.Range(0, 1000).Select(number => $"select {number}"))).Length.ShouldBeLessThanOrEqualTo(255);

    private static string Of(string script) => CompletedStatementsHash.Of(SqlScript.Parse(script, LexicalRules.Sqlite).Statements);
}
