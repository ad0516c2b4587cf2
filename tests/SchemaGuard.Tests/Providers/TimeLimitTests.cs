using Microsoft.Extensions.Time.Testing;
using SchemaGuard.Providers;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Providers;

/// <summary>Says that a driver which fails to end its work does not fail whoever ends it.</summary>
public sealed class TimeLimitTests
{
    [Fact]
    public void A_driver_that_throws_when_the_time_is_over_does_not_end_the_process()
    {
        var time = new FakeTimeProvider();
        using var limit = new TimeLimit(time, TimeSpan.FromSeconds(1));
        using var driver = limit.Token.Register(Fail);

        Should.NotThrow(() => time.Advance(TimeSpan.FromSeconds(1)));

        limit.Token.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public void A_driver_that_throws_when_its_caller_ends_the_work_does_not_fail_the_caller()
    {
        using var caller = new CancellationTokenSource();
        using var limit = new TimeLimit(TimeProvider.System, limit: null, CancellationToken.None, caller.Token);
        using var driver = limit.Token.Register(Fail);

        Should.NotThrow(caller.Cancel);

        limit.Token.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public void What_is_over_already_is_over_from_the_beginning()
    {
        using var limit = new TimeLimit(TimeProvider.System, limit: null, new CancellationToken(canceled: true));

        limit.Token.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public void A_time_that_is_over_after_the_work_is_nobodys_concern()
    {
        var time = new LateTimer();
        using var caller = new CancellationTokenSource();
        var limit = new TimeLimit(time, TimeSpan.FromSeconds(1), caller.Token);

        limit.Dispose();

        Should.NotThrow(time.Fire);
        Should.NotThrow(caller.Cancel);
    }

    private static void Fail() => throw new System.Net.Sockets.SocketException(107);

    /// <summary>
    /// Is a clock whose only timer goes off when the test says so, as one does that was about to when it was disposed: one of FakeTimeProvider
    /// never does.
    /// </summary>
    private sealed class LateTimer : TimeProvider
    {
        private Action _fire = () => { };

        public void Fire() => _fire();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _fire = () => callback(state);
            return System.CreateTimer(_ => { }, state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
