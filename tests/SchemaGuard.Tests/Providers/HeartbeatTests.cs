using SchemaGuard.Providers;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Providers;

public sealed class HeartbeatTests
{
    [Fact]
    public async Task A_beat_that_fails_with_whatever_a_driver_throws_twice_cancels_the_work()
    {
        var lost = new TaskCompletionSource();
        await using var heartbeat = new Heartbeat(
            _ => throw new FormatException("a driver's own fault"),
            TimeSpan.FromMilliseconds(30),
            TimeProvider.System
        );
        await using var registration = heartbeat.Lost.Register(lost.SetResult);

        await lost.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        heartbeat.Lost.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task Work_that_throws_when_it_is_told_of_the_loss_is_not_the_heartbeats_failure()
    {
        var told = new TaskCompletionSource();
        var heartbeat = new Heartbeat(_ => Task.FromResult(false), TimeSpan.FromMilliseconds(30), TimeProvider.System);
        await using var registration = heartbeat.Lost.Register(() =>
        {
            told.SetResult();
            throw new FormatException("a driver's own fault");
        });

        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        await Should.NotThrowAsync(async () => await heartbeat.DisposeAsync());
    }

    [Fact]
    public async Task A_beat_that_is_broken_off_by_the_end_is_nobodys_failure()
    {
        var beats = new TaskCompletionSource();
        var heartbeat = new Heartbeat(
            async token =>
            {
                beats.TrySetResult();
                await Task.Delay(Timeout.Infinite, token).ContinueWith(_ => { }, TaskScheduler.Default);
                throw new IOException("broken off");
            },
            TimeSpan.FromMinutes(10) / 1000,
            TimeProvider.System
        );
        await beats.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        await heartbeat.DisposeAsync();

        beats.Task.IsCompletedSuccessfully.ShouldBeTrue();
    }
}
