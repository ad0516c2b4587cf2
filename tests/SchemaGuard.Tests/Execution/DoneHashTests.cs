using SchemaGuard.Execution;
using SchemaGuard.Scripts;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Execution;

public sealed class DoneHashTests
{
    [Fact]
    public void Hashing_one_by_one_gives_the_hash_of_all()
    {
        var statements = SqlScript.Parse("select 1; select 2; select 3", LexicalRules.Sqlite).Statements;
        var hash = DoneHash.Empty;
        for (var i = 0; i < statements.Count; i++)
        {
            hash = DoneHash.Next(hash, statements[i], LexicalRules.Sqlite);
            hash.ShouldBe(DoneHash.Of(statements.Take(i + 1), LexicalRules.Sqlite));
        }
    }

    [Fact]
    public void Nothing_done_is_empty() => Of("").ShouldBe(DoneHash.Empty);

    [Fact]
    public void Comments_and_blanks_do_not_count() => Of("select  1 -- x\n;;\n/* y */ select 2").ShouldBe(Of("select 1;select 2"));

    [Fact]
    public void Order_number_and_words_count() =>
        new[] { "", "select 1", "select 2", "select 1; select 2", "select 2; select 1", "select 1; select 1", "select 12" }
            .Select(Of)
            .ShouldBeUnique(StringComparer.Ordinal);

    private static string Of(string script) => DoneHash.Of(SqlScript.Parse(script, LexicalRules.Sqlite).Statements, LexicalRules.Sqlite);
}
