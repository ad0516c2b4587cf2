using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SchemaGuard.Migrations;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Migrations;

public sealed class ScriptTextTests
{
    private const string Script = "create table größe (id int);\n-- ☕ 😀\n";

    [Fact]
    public void The_checksum_is_that_of_the_canonical_text()
    {
        var expected = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("a\nb\nc\n\n")));

        Checksum(Encoding.UTF8.GetBytes("a\r\nb\rc\n\r")).ShouldBe(expected);
        Checksum([]).ShouldBe("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_byte_order_mark_names_the_encoding_and_does_not_count(string encoding)
    {
        var coding = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. coding.GetPreamble(), .. coding.GetBytes(Script)];

        Checksum(bytes).ShouldBe(Checksum(Encoding.UTF8.GetBytes(Script)));
        ScriptText.Decode(bytes).ShouldBe(Script);
    }

    [Fact]
    public void Text_without_a_mark_is_utf8() => ScriptText.Decode(Encoding.UTF8.GetBytes(Script)).ShouldBe(Script);

    [Fact]
    public void Line_ends_do_not_count() =>
        Prop.ForAll(
                Gen.Elements("\n", "\r\n", "\r").ListOf().ToArbitrary(),
                Gen.Elements("", "a", "'", "ü", "😀").ListOf().ToArbitrary(),
                (ends, words) =>
                {
                    var mixed = string.Concat(words.Zip(ends, (word, end) => word + "x" + end));
                    var plain = string.Concat(words.Zip(ends, (word, _) => word + "x\n"));
                    return Checksum(Encoding.UTF8.GetBytes(mixed)) == Checksum(Encoding.UTF8.GetBytes(plain))
                        && Checksum([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(mixed)]) == Checksum(Encoding.UTF8.GetBytes(plain));
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_other_character_counts()
    {
        string[] texts = ["a b", "a  b", "a b\n", "A b", "a\tb", "a\n\nb", "a\nb", "ab"];

        texts.Select(text => Checksum(Encoding.UTF8.GetBytes(text))).ShouldBeUnique(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x61, 0xFC, 0x62 }, "is not UTF-8 at byte 1")]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x61, 0x80 }, "is not UTF-8 at byte 4")]
    [InlineData(new byte[] { 0x61, 0x62, 0xC3 }, "is not UTF-8 at byte 2")]
    [InlineData(new byte[] { 0xC3, 0xBC, 0xED, 0xA0, 0x80 }, "is not UTF-8 at byte 2")]
    [InlineData(new byte[] { 0x61, 0x00, 0x62, 0x00 }, "has a NUL byte at byte 1, as in UTF-16 without a byte-order mark")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0x00, 0x00, 0x00 }, "has a NUL character at byte 4 of UTF-16 text")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x00, 0x00, 0x61, 0x00, 0x00, 0x00 }, "has a NUL character at byte 2 of UTF-16 text")]
    [InlineData(new byte[] { 0xFE, 0xFF, 0x00, 0x61, 0xDC, 0x00, 0x00, 0x62 }, "is not valid UTF-16 at byte 4")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8, 0x62, 0x00 }, "is not valid UTF-16 at byte 4")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8 }, "is not valid UTF-16 at byte 4")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0x00, 0x62 }, "is not valid UTF-16 at byte 4")]
    public void What_is_not_text_is_refused_with_its_offset(byte[] bytes, string problem) =>
        ScriptText.TryComputeChecksum(bytes, out _).ShouldBe(problem);

    [Fact]
    public void An_invalid_byte_is_found_where_it_is() =>
        Prop.ForAll(
                Gen.Elements("a", "ü", "☕", "😀", "\n").ListOf().ToArbitrary(),
                words =>
                {
                    var before = Encoding.UTF8.GetBytes(string.Concat(words));
                    return ScriptText.TryComputeChecksum([.. before, 0xFF, 0x61], out _) == $"is not UTF-8 at byte {before.Length}";
                }
            )
            .QuickCheckThrowOnFailure();

    private static string Checksum(byte[] bytes)
    {
        ScriptText.TryComputeChecksum(bytes, out var checksum).ShouldBeNull();
        return checksum.ToString();
    }
}
