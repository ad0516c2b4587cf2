using SchemaGuard.Execution.Retry;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Execution;

public sealed class BackoffTests
{
    [Fact]
    public void Pauses_double_up_to_the_limit_and_vary_between_half_and_whole()
    {
        for (var run = 0; run < 200; run++)
        {
            var backoff = new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(1000));
            foreach (var whole in new[] { 100, 200, 400, 800, 1000, 1000, 1000 })
            {
                backoff.Next().TotalMilliseconds.ShouldBeInRange(whole / 2.0, whole);
            }
        }
    }

    [Fact]
    public void Two_waiters_do_not_knock_in_step()
    {
        var pauses = Enumerable.Range(0, 20).Select(_ => new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)).Next());

        pauses.Distinct().Count().ShouldBeGreaterThan(1);
    }
}
