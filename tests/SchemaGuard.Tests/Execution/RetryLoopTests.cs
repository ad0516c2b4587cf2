using Microsoft.Extensions.Time.Testing;
using SchemaGuard.Execution.Retry;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Execution;

public sealed class RetryLoopTests
{
    [Fact]
    public void Pauses_double_up_to_the_limit_and_vary_between_half_and_whole()
    {
        for (var run = 0; run < 200; run++)
        {
            var loop = new RetryLoop(TimeProvider.System, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(1000));
            foreach (var whole in new[] { 100, 200, 400, 800, 1000, 1000, 1000 })
            {
                loop.NextPause().TotalMilliseconds.ShouldBeInRange(whole / 2.0, whole);
            }
        }
    }

    [Fact]
    public void Two_waiters_do_not_knock_in_step()
    {
        var pauses = Enumerable
            .Range(0, 20)
            .Select(_ => new RetryLoop(TimeProvider.System, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)).NextPause());

        pauses.Distinct().Count().ShouldBeGreaterThan(1);
    }

    [Fact]
    public void The_time_counts_from_the_start_and_a_report_is_due_after_a_second_and_then_every_ten()
    {
        var time = new FakeTimeProvider();
        var loop = new RetryLoop(time, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)).Start();
        var due = new List<double>();
        for (var second = 0; second <= 25; second++)
        {
            if (loop.IsReportDue())
            {
                due.Add(loop.Elapsed.TotalSeconds);
            }

            time.Advance(TimeSpan.FromSeconds(1));
        }

        due.ShouldBe([1, 11, 21]);
        loop.Start().Elapsed.ShouldBe(TimeSpan.Zero);
        loop.IsReportDue().ShouldBeFalse();
    }

    [Fact]
    public void A_loop_that_was_not_started_counts_from_when_it_is_asked_first()
    {
        var time = new FakeTimeProvider();
        var loop = new RetryLoop(time, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        time.Advance(TimeSpan.FromMinutes(1));

        loop.Elapsed.ShouldBe(TimeSpan.Zero);
        time.Advance(TimeSpan.FromSeconds(3));
        loop.Elapsed.ShouldBe(TimeSpan.FromSeconds(3));
    }
}
