using SchemaGuard.Scripts.Text;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Scripts;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("30s", 30)]
    [InlineData(" 15 S ", 15)]
    [InlineData("3min", 180)]
    [InlineData("576h", 2073600)]
    [InlineData("5m", 300)]
    [InlineData("2h", 7200)]
    [InlineData("0s", 0)]
    [InlineData("00:05:00", 300)]
    [InlineData("1.00:00:00", 86400)]
    public void A_time_is_read_as_people_write_it(string text, double seconds)
    {
        DurationText.TryParse(text, out var time).ShouldBeTrue();
        time.TotalSeconds.ShouldBe(seconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("s")]
    [InlineData(".s")]
    [InlineData("30 sec")]
    [InlineData("1.2.3s")]
    [InlineData("-5s")]
    [InlineData("1,5s")]
    [InlineData("-00:00:30")]
    [InlineData("577h")]
    [InlineData("25.00:00:00")]
    [InlineData("2147483647h")]
    [InlineData("2147483647m")]
    [InlineData("1.5s")]
    [InlineData("99999999999999s")]
    [InlineData("99999999999999h")]
    [InlineData("soon")]
    [InlineData("a:b")]
    public void Anything_else_is_no_time(string text) => DurationText.TryParse(text, out _).ShouldBeFalse();
}
