using System.Text;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Verification;

/// <summary>Says that a manifest that cannot be read is refused with the place of what is wrong.</summary>
public sealed class ManifestFaultTests
{
    private const string Head = "{\n  \"schema\": \"schemaguard/manifest/1\",\n";

    [Theory]
    [InlineData("  \"tables\": { \"a\": { }", "it is not valid JSON at line 3, byte ")]
    [InlineData("  \"tables\": { \"a\" { } } }", "it is not valid JSON at line 3, byte ")]
    [InlineData("", "it is not valid JSON at line ")]
    [InlineData(
        "  \"routines\": {\n    \"pk\": { },\n    \"pk\": { }\n  }\n}",
        "it names \"pk\" twice within the same braces, the second time at line 5, byte 5"
    )]
    [InlineData(
        "  // a name\n  \"tables\": {\n    \"a\": { \"columns\": { \"é\": { }, \"é\": { } } }, } }",
        "it names \"é\" twice within the same braces, the second time at line 5, byte 36"
    )]
    public void What_is_wrong_is_told_with_its_line_and_byte(string rest, string sentence)
    {
        var refused = Should.Throw<InvalidDataException>(() => SchemaManifest.Parse(Encoding.UTF8.GetBytes(Head + rest)));

        refused.Message.ShouldStartWith(sentence);
        refused.Message.ShouldNotContain("line ,");
        refused.Message.ShouldNotEndWith("byte .");
    }
}
