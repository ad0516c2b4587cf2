namespace SchemaGuard.House.Tests.Sentences;

public sealed class SourceReaderTests
{
    [Fact]
    public void Literals_are_read_with_their_member_and_the_call_that_they_are_an_argument_of()
    {
        const string Code = """"
            #pragma warning disable X // it's "nothing"
            internal static class Messages
            {
                /* "no" */ private const char Quote = '"'; // "no"
                public const string First = "one \"two\"";

                public static string Second(int count, string name) =>
                    $"raise {Wording.Of("option A", "--a" + "{b}")} by {count:0.#}{{}}" + Other(new[] { "x, y", "z" }, @"a ""b""");
            }
            """";

        SourceReader
            .Read("src/Messages.cs", Code)
            .Select(found => (found.Text, found.Member, found.Call, found.Argument))
            .ShouldBe([
                ("one \"two\"", "Messages.First", "", 0),
                ("option A", "Messages.Second", "Wording.Of", 0),
                ("--a", "Messages.Second", "Wording.Of", 1),
                ("{b}", "Messages.Second", "Wording.Of", 1),
                ("raise {} by {}{}", "Messages.Second", "", 0),
                ("x, y", "Messages.Second", "", 0),
                ("z", "Messages.Second", "", 1),
                ("a \"b\"", "Messages.Second", "Other", 1),
            ]);
    }
}
