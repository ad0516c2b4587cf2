using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using SchemaGuard.Servers;
using SchemaGuard.Specification.Infrastructure;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Kubelet;

/// <summary>
/// A pod with one container, as the kubelet treats it, with a real process. Whoever is to be killed sleeps as the hook before the stop says, gets SIGTERM, and
/// SIGKILL when the grace period is over. Whatever ends is started again after a pause, until the pod is deleted.
/// </summary>
internal sealed class Pod : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly ContainerSettings _settings;
    private readonly Func<Pod, TestProcess> _start;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly ConcurrentQueue<PodEvent> _events = [];
    private readonly ConcurrentQueue<ProbeAnswer> _answers = [];
    private readonly CancellationTokenSource _deleted = new();
    private readonly Task _life;
    private volatile bool _isReady;
    private volatile bool _isForced;

    public Pod(string name, ContainerSettings settings, Func<Pod, TestProcess> start)
    {
        (Name, _settings, _start) = (name, settings, start);
        _life = LiveAsync();
    }

    public string Name { get; }

    /// <summary>Gets the container's port, which is the pod's own and stays.</summary>
    public int Port { get; } = Ports.Free();

    /// <summary>Gets the container's process.</summary>
    public TestProcess? Container { get; private set; }

    /// <summary>Gets whether requests are sent to the pod.</summary>
    public bool IsRouted => _isReady && !_deleted.IsCancellationRequested;

    public IReadOnlyList<PodEvent> Events => [.. _events];

    public IReadOnlyList<ProbeAnswer> Answers => [.. _answers];

    public TimeSpan Elapsed => _clock.Elapsed;

    public int CountOf(PodEventKind kind) => _events.Count(happened => happened.Kind == kind);

    /// <summary>Returns the answers of a probe.</summary>
    public IReadOnlyList<ProbeAnswer> AnswersOf(ProbeSettings probe) => [.. _answers.Where(answer => answer.Path == probe.Path)];

    /// <summary>Waits until something is true of the pod.</summary>
    public async Task UntilAsync(Func<Pod, bool> isTrue, string what)
    {
        for (var clock = Stopwatch.StartNew(); !isTrue(this); )
        {
            if (_life.IsFaulted)
            {
                await _life;
            }

            Assert.True(clock.Elapsed < Patience, $"{Name} is not {what}.\n{Describe()}");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public Task UntilRoutedAsync() => UntilAsync(pod => pod.IsRouted, "routed to");

    /// <summary>Deletes the pod: no more requests are sent to it, and its container is stopped.</summary>
    public async Task DeleteAsync()
    {
        await _deleted.CancelAsync();
        await _life;
    }

    public string Describe() =>
        string.Join(
            '\n',
            [
                .. _events.Select(happened => happened.ToString()),
                .. _answers.TakeLast(5).Select(answer => answer.ToString()),
                Container?.Output,
                Container?.Error,
            ]
        );

    /// <summary>Deletes the pod by force.</summary>
    public async ValueTask DisposeAsync()
    {
        _isForced = true;
        await DeleteAsync();
        _deleted.Dispose();
    }

    private async Task LiveAsync()
    {
        await Task.Yield();
        for (var backOff = new RestartBackOff(_settings.Scale); ; )
        {
            var began = _clock.Elapsed;
            await RunContainerAsync();
            if (_deleted.IsCancellationRequested)
            {
                return;
            }

            var pause = backOff.After(_clock.Elapsed - began);
            Tell(PodEventKind.BackingOff, pause.ToString("c", CultureInfo.InvariantCulture));
            await Task.Delay(pause, _deleted.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_deleted.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task RunContainerAsync()
    {
        await using var process = Container = _start(this);
        Tell(PodEventKind.ContainerStarted);
        using var ended = new CancellationTokenSource();
        using var prober = new Prober(_settings, Port, _clock, _answers, TellOfProbe);
        var probing = prober.RunAsync(ended.Token);
        var exit = process.ExitAsync(Timeout.InfiniteTimeSpan);
        var deletion = Task.Delay(Timeout.InfiniteTimeSpan, _deleted.Token);
        await Task.WhenAny(exit, prober.Failed, deletion);
        if (!exit.IsCompleted)
        {
            Tell(PodEventKind.Killing, prober.Failed.IsCompleted ? await prober.Failed : "deleted");
            await StopAsync(process, exit);
        }

        var code = await exit;
        await ended.CancelAsync();
        await probing;
        if (_isReady)
        {
            TellOfProbe(PodEventKind.NotReady);
        }

        Tell(PodEventKind.ContainerEnded, code.ToString(CultureInfo.InvariantCulture));
    }

    private async Task StopAsync(TestProcess process, Task exit)
    {
        if (!_isForced)
        {
            var grace = Task.Delay(_settings.GracePeriod);
            await Task.WhenAny(exit, Task.Delay(_settings.PreStop));
            if (!exit.IsCompleted)
            {
                await process.TerminateAsync();
            }

            await Task.WhenAny(exit, grace);
        }

        if (!exit.IsCompleted)
        {
            await process.KillAsync();
        }
    }

    private void TellOfProbe(PodEventKind kind)
    {
        _isReady = kind == PodEventKind.Ready || (_isReady && kind != PodEventKind.NotReady);
        Tell(kind);
    }

    private void Tell(PodEventKind kind, string text = "") => _events.Enqueue(new PodEvent(_clock.Elapsed, kind, text));
}
