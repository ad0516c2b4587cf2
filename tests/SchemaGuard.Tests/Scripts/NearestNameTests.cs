using SchemaGuard.Scripts.Text;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Scripts;

public sealed class NearestNameTests
{
    private static readonly string[] Known = ["Startup", "LockTimeout", "WaitTimeout", "Migrations", "Sql"];

    [Theory]
    [InlineData("Startp", "Startup")]
    [InlineData("STARTUPP", "Startup")]
    [InlineData("LokTimeout", "LockTimeout")]
    [InlineData("WaitTimout", "WaitTimeout")]
    [InlineData("Migration", "Migrations")]
    [InlineData("Sq", "Sql")]
    public void A_slip_is_understood(string written, string meant) => NearestName.Find(written, Known).ShouldBe(meant);

    [Theory]
    [InlineData("Colour")]
    [InlineData("x")]
    [InlineData("Begin")]
    [InlineData("")]
    public void Another_word_is_not(string written) => NearestName.Find(written, Known).ShouldBeNull();
}
