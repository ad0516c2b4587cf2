using Microsoft.Extensions.Time.Testing;
using SchemaGuard.AspNetCore.Status.Reading;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Status;

public sealed class GuardReaderTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);
    private readonly FakeGuard _guard = new();

    private GuardReader Reader => field ??= new GuardReader(_guard, TimeSpan.FromSeconds(3), _time);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_many_ask_at_once_the_database_is_read_once()
    {
        var answer = new TaskCompletionSource<SchemaStatus>();
        _guard.Status = _ => answer.Task;

        var asked = Enumerable.Range(0, 500).Select(_ => Reader.ReadAsync(Stop)).ToList();
        answer.SetResult(FakeGuard.EmptyStatus("default"));
        var readings = await Task.WhenAll(asked);

        _guard.Reads.ShouldBe(1);
        readings.Distinct().ShouldHaveSingleItem().Status.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(GuardActivityKind.Idle, 4.9, 5.1)]
    [InlineData(GuardActivityKind.Migrating, 0.9, 1.1)]
    public async Task What_was_read_is_kept_for_a_while_and_shorter_while_something_runs(GuardActivityKind kind, double kept, double read)
    {
        _guard.Activity = new GuardActivity(kind, _time.GetUtcNow());
        await Reader.ReadAsync(Stop);

        _time.Advance(TimeSpan.FromSeconds(kept));
        await Reader.ReadAsync(Stop);
        _guard.Reads.ShouldBe(1);

        _time.Advance(TimeSpan.FromSeconds(read - kept));
        await Reader.ReadAsync(Stop);
        _guard.Reads.ShouldBe(2);
    }

    [Fact]
    public async Task A_read_that_fails_leaves_what_was_known_and_says_since_when_nothing_newer_is()
    {
        await Reader.ReadAsync(Stop);
        var read = _time.GetUtcNow();
        _guard.Status = _ => throw new InvalidOperationException("Password=secret");
        _time.Advance(TimeSpan.FromSeconds(6));
        await Reader.ReadAsync(Stop);
        var since = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(6));

        var reading = await Reader.ReadAsync(Stop);

        reading.Status.ShouldNotBeNull();
        reading.ReadAt.ShouldBe(read);
        reading.FailingSince.ShouldBe(since);
        reading.Problem.ShouldBe("The database could not be read: InvalidOperationException.");
        _guard.Reads.ShouldBe(3);
    }

    [Fact]
    public async Task A_failure_is_kept_like_an_answer_so_that_an_outage_is_not_made_worse()
    {
        _guard.Status = _ => throw new InvalidOperationException();

        for (var i = 0; i < 20; i++)
        {
            (await Reader.ReadAsync(Stop)).Problem.ShouldNotBeNull();
        }

        _guard.Reads.ShouldBe(1);
    }

    [Fact]
    public async Task A_read_that_is_told_to_stop_ends_as_a_problem()
    {
        _guard.Status = async stop =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
            return FakeGuard.EmptyStatus("default");
        };

        var asked = Reader.ReadAsync(Stop);
        await Eventually.IsAsync(() => Task.FromResult(_guard.Reads), 1);
        _time.Advance(TimeSpan.FromSeconds(3));

        (await asked).Problem.ShouldBe("The database did not answer within 3 s.");
    }

    [Fact]
    public async Task A_driver_that_does_not_stop_holds_nobody_up_after_the_limit_and_is_not_asked_twice()
    {
        _guard.Status = _ => new TaskCompletionSource<SchemaStatus>().Task;
        var first = Reader.ReadAsync(Stop);
        await Eventually.IsAsync(() => Task.FromResult(_guard.Reads), 1);
        _time.Advance(TimeSpan.FromSeconds(4));

        (await first).Problem.ShouldBe("The database did not answer within 3 s.");
        var later = Reader.ReadAsync(Stop);

        later.IsCompleted.ShouldBeTrue();
        (await later).FailingSince.ShouldBe(DateTimeOffset.UnixEpoch);
        _guard.Reads.ShouldBe(1);
    }

    [Fact]
    public async Task A_caller_who_leaves_does_not_stop_the_read_for_the_others()
    {
        var answer = new TaskCompletionSource<SchemaStatus>();
        _guard.Status = stop => answer.Task.WaitAsync(stop);
        using var leaving = new CancellationTokenSource();
        var left = Reader.ReadAsync(leaving.Token);
        var stays = Reader.ReadAsync(Stop);

        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(left);
        answer.SetResult(FakeGuard.EmptyStatus("default"));

        (await stays).Status.ShouldNotBeNull();
    }
}
