using Microsoft.Extensions.Time.Testing;
using SchemaGuard.Execution.Retry;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Execution;

public sealed class GrowingReminderTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void What_lasts_is_told_at_once_and_then_at_growing_intervals_of_an_hour_at_most()
    {
        var reminder = new GrowingReminder(_time);
        var told = new List<int>();
        for (var half = 0; half < 2 * 60 * 5; half++)
        {
            if (reminder.IsDue())
            {
                told.Add(half / 2);
            }

            _time.Advance(TimeSpan.FromSeconds(30));
        }

        told.ShouldBe([0, 1, 3, 7, 15, 31, 63, 123, 183, 243]);
    }

    [Fact]
    public void What_begins_again_is_told_at_once()
    {
        var reminder = new GrowingReminder(_time);
        reminder.IsDue().ShouldBeTrue();
        reminder.IsDue().ShouldBeFalse();

        reminder.Reset();

        reminder.IsDue().ShouldBeTrue();
    }
}
