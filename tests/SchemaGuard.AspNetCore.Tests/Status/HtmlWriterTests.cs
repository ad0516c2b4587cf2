using SchemaGuard.AspNetCore.Status.Html;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Status;

public sealed class HtmlWriterTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("\" onload=\"x", "&quot; onload=&quot;x")]
    [InlineData("' x='", "&#x27; x=&#x27;")]
    [InlineData("a&b", "a&amp;b")]
    [InlineData("Grüße 表", "Grüße 表")]
    [InlineData("left\u202Eright", "left\\u202Eright")]
    [InlineData(null, "")]
    public void A_value_is_text_and_never_markup(string? value, string expected)
    {
        var html = new HtmlWriter();

        html.Write($"<p title=\"{value}\">{value}</p>");

        html.ToString().ShouldBe($"<p title=\"{expected}\">{expected}</p>");
    }

    [Fact]
    public void Numbers_are_written_alike_everywhere()
    {
        var html = new HtmlWriter();

        html.Write($"<b>{1234}</b><i>{0.5:0.###}</i>");

        html.ToString().ShouldBe("<b>1234</b><i>0.5</i>");
    }

    /// <summary>What is not an interpolated string cannot be written, so nothing unencoded can.</summary>
    [Fact]
    public void There_is_no_way_to_write_a_string() =>
        typeof(HtmlWriter)
            .GetMethods()
            .Where(method => method.DeclaringType == typeof(HtmlWriter))
            .SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.ParameterType)
            .ShouldBe([typeof(HtmlWriter.Template), typeof(PageAsset)]);
}
