using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Splitting;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Scripts;

public sealed class TokenHashTests
{
    [Theory]
    [InlineData("SELECT a,b FROM t", "SELECT a , b\r\n  FROM t -- end\n;")]
    [InlineData("SELECT 1;SELECT 2", ";SELECT 1;;\n SELECT 2;")]
    [InlineData("SELECT a=-1", "SELECT a = - 1")]
    public void Layout_does_not_count(string one, string other) => Hash(other).ShouldBe(Hash(one));

    [Theory]
    [InlineData("SELECT ab", "SELECT a b")]
    [InlineData("SELECT 'a b'", "SELECT 'a  b'")]
    [InlineData("SELECT a", "SELECT A")]
    [InlineData("SELECT 'a''b'", "SELECT 'a' 'b'")]
    [InlineData("SELECT 1; SELECT 2", "SELECT 1 SELECT 2")]
    [InlineData("SELECT a<=b", "SELECT a< =b")]
    [InlineData("COPY t FROM stdin;\n1\n\\.\n", "COPY t FROM stdin;\n2\n\\.\n")]
    [InlineData("SELECT 1;\n\\i a", "SELECT 1;\n\\i b")]
    [InlineData("SELECT 1 /*\n", "SELECT 1 '\n")]
    public void Words_literals_and_boundaries_count(string one, string other) => (Hash(one) == Hash(other)).ShouldBeFalse();

    [Fact]
    public void Another_delimiter_is_another_layout()
    {
        const string one = "DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; END//\nDELIMITER ;\nSELECT 1;";
        const string other = "CREATE PROCEDURE p()\nBEGIN\n SELECT 1;\nEND;\nSELECT 1";
        TokenHash.OfScript(one, LexicalRules.MySql).ShouldBe(TokenHash.OfScript(other, LexicalRules.MySql));
    }

    [Fact]
    public void The_hash_of_a_known_text_is_stable()
    {
        Hash("").ShouldBe("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        TokenHash.OfStatement("SELECT 1 /* x */", LexicalRules.PostgreSql).ShouldBe(Hash("SELECT 1;"));

        // The units 0, 0, 'S', 1, 0, 'a' in UTF-16, little-endian.
        byte[] expected = System.Security.Cryptography.SHA256.HashData([0, 0, 0, 0, 83, 0, 1, 0, 0, 0, 97, 0]);
        Hash("a").ShouldBe("sha256:" + Convert.ToHexStringLower(expected));
    }

    private static string Hash(string script) => TokenHash.OfScript(script, LexicalRules.PostgreSql);
}
