using System.Collections.Concurrent;
using System.Globalization;

namespace SchemaGuard.AspNetCore.Tests.Kubelet;

/// <summary>Requests without a break, each to the next pod of those that requests are sent to.</summary>
internal sealed class Traffic : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _failures = [];
    private readonly ConcurrentDictionary<string, int> _served = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _end = new();
    private readonly HttpClient _client = new();
    private readonly Task _sending;

    public Traffic(Func<IReadOnlyList<Pod>> endpoints, string path) => _sending = SendAsync(endpoints, path);

    /// <summary>Gets the requests that were not answered with 200.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Gets how many requests each pod has answered.</summary>
    public IReadOnlyDictionary<string, int> Served => _served;

    /// <summary>Ends it.</summary>
    public async Task StopAsync()
    {
        await _end.CancelAsync();
        await _sending;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _client.Dispose();
        _end.Dispose();
    }

    private async Task SendAsync(Func<IReadOnlyList<Pod>> endpoints, string path)
    {
        await Task.Yield();
        for (var turn = 0; !_end.IsCancellationRequested; turn++)
        {
            var pods = endpoints();
            if (pods.Count == 0)
            {
                _failures.Enqueue("No pod is ready.");
            }
            else
            {
                await SendAsync(pods[turn % pods.Count], path);
            }

            await Task.Delay(5, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SendAsync(Pod pod, string path)
    {
        try
        {
            using var response = await _client.GetAsync(
                new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{pod.Port}{path}"))
            );
            if ((int)response.StatusCode == 200)
            {
                _served.AddOrUpdate(pod.Name, 1, (_, count) => count + 1);
            }
            else
            {
                _failures.Enqueue($"{pod.Name}: {response.StatusCode}");
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            _failures.Enqueue($"{pod.Name}: {failure}");
        }
    }
}
