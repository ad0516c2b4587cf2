using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace SchemaGuard.AspNetCore.Tests.Kubelet;

/// <summary>
/// The prober of one container: until the startup probe has succeeded once, it is the only one that asks. When startup or liveness fail, the container is to
/// be killed, and nothing more is asked. The readiness probe decides whether requests are sent to the pod.
/// </summary>
internal sealed class Prober(
    ContainerSettings settings,
    int port,
    Stopwatch clock,
    ConcurrentQueue<ProbeAnswer> answers,
    Action<PodEventKind> tell
) : IDisposable
{
    // The kubelet opens a connection for each probe.
    private readonly HttpClient _client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });
    private readonly TaskCompletionSource<string> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets what ends when the container must be killed, with the name of the probe that failed.</summary>
    public Task<string> Failed => _failed.Task;

    /// <summary>Asks until the container has ended.</summary>
    public async Task RunAsync(CancellationToken end)
    {
        try
        {
            var started = false;
            await AskAsync(
                settings.Startup,
                new ProbeCount(settings.Startup, initial: null),
                verdict => (started = verdict) || Fail("startup"),
                end
            );
            if (!started)
            {
                return;
            }

            tell(PodEventKind.StartupSucceeded);
            await Task.WhenAll(LiveAsync(end), ReadyAsync(end));
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The container has ended.
        }
    }

    public void Dispose() => _client.Dispose();

    private Task LiveAsync(CancellationToken end) =>
        AskAsync(settings.Liveness, new ProbeCount(settings.Liveness, initial: true), verdict => !verdict && Fail("liveness"), end);

    private Task ReadyAsync(CancellationToken end)
    {
        var isReady = false;
        return AskAsync(
            settings.Readiness,
            new ProbeCount(settings.Readiness, initial: false),
            verdict =>
            {
                if (verdict != isReady)
                {
                    isReady = verdict;
                    tell(verdict ? PodEventKind.Ready : PodEventKind.NotReady);
                }

                return Failed.IsCompleted;
            },
            end
        );
    }

    /// <summary>Has the container killed. The verdict that led to it is the last.</summary>
    private bool Fail(string probe)
    {
        _failed.TrySetResult(probe);
        return true;
    }

    /// <summary>Asks in each period, until a settled verdict is the last.</summary>
    private async Task AskAsync(ProbeSettings probe, ProbeCount count, Func<bool, bool> isLast, CancellationToken end)
    {
        await Task.Delay(probe.InitialDelay, end);
        using var period = new PeriodicTimer(probe.Period);
        do
        {
            var answer = await AskOnceAsync(probe, end);
            answers.Enqueue(answer);
            if (count.Add(answer.IsSuccess) && isLast(count.Verdict!.Value))
            {
                return;
            }
        } while (await period.WaitForNextTickAsync(end));
    }

    private async Task<ProbeAnswer> AskOnceAsync(ProbeSettings probe, CancellationToken end)
    {
        var at = clock.Elapsed;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(end);
        limit.CancelAfter(probe.Timeout);
        try
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}{probe.Path}");
            using var response = await _client.GetAsync(new Uri(address), limit.Token);
            return new ProbeAnswer(at, probe.Path, (int)response.StatusCode, await response.Content.ReadAsStringAsync(limit.Token));
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !end.IsCancellationRequested)
        {
            return new ProbeAnswer(at, probe.Path, 0, failure.Message);
        }
    }
}
