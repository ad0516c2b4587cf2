using FsCheck;
using FsCheck.Fluent;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Directives;
using SchemaGuard.Scripts.Lexing;
using SchemaGuard.Scripts.Splitting;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Scripts.Text;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Scripts;

public sealed class ScriptPropertyTests
{
    private static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(60);

    public static TheoryData<string> DialectNames => new(Dialects.All);

    [Theory]
    [MemberData(nameof(DialectNames))]
    public void Tokens_and_segments_tile_every_script(string dialect)
    {
        LexicalRules rules = Dialects.Rules(dialect);
        Check.One(Cases, Prop.ForAll(NastyText.OfFragments, text => AssertTiling(text, rules)));
        Check.One(Cases, Prop.ForAll(NastyText.OfCharacters, text => AssertTiling(text, rules)));
    }

    [Theory]
    [MemberData(nameof(DialectNames))]
    public void Nothing_throws_whatever_the_script(string dialect)
    {
        LexicalRules rules = Dialects.Rules(dialect);
        Check.One(Cases, Prop.ForAll(NastyText.OfFragments, text => UseEverything(text, rules)));
        Check.One(Cases, Prop.ForAll(NastyText.OfCharacters, text => UseEverything(text, rules)));
    }

    [Theory]
    [MemberData(nameof(DialectNames))]
    public void Well_formed_statements_are_found_again_one_by_one(string dialect)
    {
        Arbitrary<List<string>> scripts = WellFormed.Statements(dialect).ListOf().ToArbitrary();
        Check.One(
            Cases,
            Prop.ForAll(
                scripts,
                statements =>
                {
                    Dialects.Split(dialect, string.Join(";\n", statements)).ShouldBe(statements);
                    Dialects.Split(dialect, "/* ; */" + string.Join(" /* ' */;;-- x;\n", statements) + ";").ShouldBe(statements);
                }
            )
        );
    }

    [Theory]
    [MemberData(nameof(DialectNames))]
    public void Blanks_and_comments_between_tokens_never_change_the_hash(string dialect)
    {
        LexicalRules rules = Dialects.Rules(dialect);
        Gen<(List<string> Statements, List<string> Gaps)> cases =
            from statements in WellFormed.Statements(dialect).ListOf()
            from gaps in Gen.Elements(" ", "\r\n", "\t\u00A0", " /* x;' */ ", " -- it's;\n").ListOf(7)
            select (statements, gaps);
        Check.One(
            Cases,
            Prop.ForAll(
                cases.ToArbitrary(),
                input =>
                {
                    string script = string.Join(";\n", input.Statements);
                    TokenHash.OfScript(Spread(script, rules, input.Gaps), rules).ShouldBe(TokenHash.OfScript(script, rules));
                }
            )
        );
    }

    private static string Spread(string script, LexicalRules rules, List<string> gaps)
    {
        var result = new System.Text.StringBuilder();
        var lexer = new SqlLexer(script, rules);
        for (int index = 0; lexer.Next(out SqlToken token); index++)
        {
            result.Append(token.In(script)).Append(gaps[index % gaps.Count]);
        }

        return result.ToString();
    }

    private static void AssertTiling(string text, LexicalRules rules)
    {
        int end = 0;
        var lexer = new SqlLexer(text, rules);
        while (lexer.Next(out SqlToken token))
        {
            token.Start.ShouldBe(end);
            token.Length.ShouldBeGreaterThan(0);
            end = token.End;
        }

        end.ShouldBe(text.Length);
        end = 0;
        var before = ScriptSegmentKind.Terminator;
        foreach (ScriptSegment segment in new ScriptSplitter(text, rules))
        {
            segment.Start.ShouldBe(end);
            segment.Length.ShouldBeGreaterThan(0);
            (segment.Kind == ScriptSegmentKind.Statement && before == ScriptSegmentKind.Statement).ShouldBeFalse();
            end = segment.End;
            before = segment.Kind;
        }

        end.ShouldBe(text.Length);
    }

    private static void UseEverything(string text, LexicalRules rules)
    {
        SqlScript script = SqlScript.Parse(text, rules);
        foreach (SqlStatement statement in script.Statements)
        {
            statement.Class.Summary.ShouldNotBeEmpty();
            statement.Text.Length.ShouldBe(statement.Length);
            script.PositionOf(statement.Offset).ShouldBe(new TextPosition(statement.Line, statement.Column));
            _ = statement.SourceLineOf(statement.Length / 2).ToString();
        }

        foreach (ClientCommand command in script.ClientCommands)
        {
            command.Name.ShouldNotBeEmpty();
            _ = command.IsHarmless;
        }

        TokenHash.OfScript(text, rules).Length.ShouldBe(71);
        ScriptDirectives.Read(text, rules).Problems.ShouldAllBe(problem => problem.Message.Length > 0);
    }
}
