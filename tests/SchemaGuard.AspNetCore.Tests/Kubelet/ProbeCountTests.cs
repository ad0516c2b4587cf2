using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Kubelet;

/// <summary>The kubelet that these tests play, against the rules of Kubernetes.</summary>
public sealed class ProbeCountTests
{
    [Theory]
    [InlineData("---", false)]
    [InlineData("--+--", null)]
    [InlineData("+", null)]
    [InlineData("++", true)]
    [InlineData("++--", true)]
    [InlineData("++---", false)]
    [InlineData("++---+", false)]
    [InlineData("++---++", true)]
    public void A_verdict_turns_after_as_many_results_in_a_row_as_its_threshold(string results, bool? expected)
    {
        var settings = new ProbeSettings("/", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, SuccessThreshold: 2, FailureThreshold: 3);
        var count = new ProbeCount(settings, initial: null);
        foreach (var result in results)
        {
            count.Add(result == '+');
        }

        count.Verdict.ShouldBe(expected);
    }

    [Fact]
    public void The_pause_before_a_restart_doubles_to_five_minutes_and_begins_anew_after_ten_quiet_ones()
    {
        var backOff = new RestartBackOff(scale: 1);
        var second = TimeSpan.FromSeconds(1);

        Enumerable.Range(0, 8).Select(_ => backOff.After(second).TotalSeconds).ShouldBe([0, 10, 20, 40, 80, 160, 300, 300]);
        backOff.After(TimeSpan.FromMinutes(10)).ShouldBe(TimeSpan.Zero);
        backOff.After(second).TotalSeconds.ShouldBe(10);
    }
}
