using SchemaGuard.History;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.History;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("posts-6d5f9c7b8d-x2x9z", "posts-6d5f9c7b8d-x2x9z")]
    [InlineData(" posts-1 ", "posts-1")]
    [InlineData("", "node-7")]
    [InlineData(null, "node-7")]
    public void The_pod_wins_over_the_machine(string? pod, string expected) => HostName.Of(pod, "node-7").ShouldBe(expected);

    [Fact]
    public void A_name_that_is_too_long_keeps_its_end_by_which_pods_differ()
    {
        HostName.Of(new string('a', 300) + "-x2x9z", "node-7").Length.ShouldBe(255);
        HostName.Shorten("a-deployment-ä-6d5f9c7b8d-x2x9z", 12).ShouldBe("9c7b8d-x2x9z");
    }
}
