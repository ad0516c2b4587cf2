using SchemaGuard.Cli.Drivers;
using Shouldly;
using Xunit;

namespace SchemaGuard.Cli.Tests.Drivers;

public sealed class PackageVersionTests
{
    [Fact]
    public void Versions_are_ordered_by_numbers_and_a_prerelease_comes_before_its_release()
    {
        string[] ordered = ["1.9.0", "1.10.0-alpha", "1.10.0-beta.2", "1.10.0-beta.10", "1.10.0-beta.x", "1.10.0", "1.10.0.1", "2.0.0"];

        ordered.Reverse().Select(Parse).Order(PackageVersion.Order).Select(version => version.ToString()).ShouldBe(ordered);
    }

    [Theory]
    [InlineData("2.5", "2.5.0")]
    [InlineData("2", "2.0.0")]
    [InlineData("2.5.0.0", "2.5.0")]
    [InlineData("2.5.0-Beta.1+abc", "2.5.0-beta.1")]
    public void A_version_is_the_same_however_it_is_written(string text, string expected)
    {
        Parse(text).ShouldBe(Parse(expected));
        Parse(text).ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("latest")]
    [InlineData("..")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1..2")]
    [InlineData("1.0-")]
    [InlineData("99999999999.0")]
    public void What_is_no_version_is_not_read(string text) => PackageVersion.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("2.6.2", "2.6.2")]
    [InlineData("[2.6.2]", "2.6.2")]
    [InlineData("[2.6.2, 3.0.0)", "2.6.2")]
    [InlineData("(,3.0.0]", "0.0.0")]
    [InlineData("", "0.0.0")]
    public void The_lowest_version_of_a_range_is_read(string range, string expected) =>
        PackageVersion.LowestOf(range).ShouldBe(Parse(expected));

    private static PackageVersion Parse(string text) =>
        PackageVersion.TryParse(text, out var version) ? version : throw new FormatException(text);
}
