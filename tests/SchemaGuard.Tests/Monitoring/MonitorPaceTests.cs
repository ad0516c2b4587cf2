using SchemaGuard.Monitoring;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Monitoring;

public sealed class MonitorPaceTests
{
    private const double NoJitter = 0.5;
    private readonly SchemaGuardOptions _options = new();
    private readonly MonitorPace _pace;

    public MonitorPaceTests() => _pace = new MonitorPace(_options);

    [Fact]
    public void Looks_that_take_no_time_come_at_the_interval_a_tenth_earlier_or_later()
    {
        _pace.Next(isInDoubt: false, NoJitter).ShouldBe(TimeSpan.FromSeconds(30));
        _pace.Next(isInDoubt: false, 0).ShouldBe(TimeSpan.FromSeconds(27));
        _pace.Next(isInDoubt: false, 1).ShouldBe(TimeSpan.FromSeconds(33));
    }

    [Fact]
    public void The_first_look_after_a_start_that_left_the_catalog_unread_comes_within_seconds_and_not_in_step()
    {
        _pace.First(0).ShouldBe(TimeSpan.FromSeconds(2.5));
        _pace.First(1).ShouldBe(TimeSpan.FromSeconds(7.5));
        _options.MonitorInterval = TimeSpan.FromSeconds(1);
        _pace.First(1).ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Looks_take_one_per_cent_of_the_time()
    {
        Look(0.3, 0.3).ShouldBe(TimeSpan.FromSeconds(30));
        Look(2, 2).ShouldBe(TimeSpan.FromSeconds(200));
    }

    [Fact]
    public void One_look_that_met_a_slow_moment_changes_nothing()
    {
        Look(0.01, 60).ShouldBe(TimeSpan.FromSeconds(30));
        Look(60, 2).ShouldBe(TimeSpan.FromSeconds(200));
    }

    [Fact]
    public void The_interval_is_stretched_as_far_as_the_option_says_and_never_shortened()
    {
        Look(60, 60).ShouldBe(TimeSpan.FromMinutes(10));
        _options.MonitorLongestInterval = TimeSpan.FromHours(1);
        Look(20, 20).ShouldBe(TimeSpan.FromSeconds(2000));
        _options.MonitorLongestInterval = TimeSpan.Zero;
        Look(20, 20).ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_bad_verdict_is_confirmed_soon_whatever_that_costs()
    {
        Look(60, 60);

        _pace.Next(isInDoubt: true, NoJitter).ShouldBe(TimeSpan.FromSeconds(5));
        _options.MonitorInterval = TimeSpan.FromSeconds(1);
        _pace.Next(isInDoubt: true, NoJitter).ShouldBe(TimeSpan.FromSeconds(1));
    }

    private TimeSpan Look(params double[] seconds)
    {
        foreach (var took in seconds)
        {
            _pace.Looked(TimeSpan.FromSeconds(took));
        }

        return _pace.Next(isInDoubt: false, NoJitter);
    }
}
