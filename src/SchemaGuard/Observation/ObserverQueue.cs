using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Observation;

/// <summary>The queue of one observer, emptied one event after another. A slow or failing observer affects neither the guards nor the others.</summary>
internal sealed class ObserverQueue : IDisposable
{
    private const int Capacity = 256;

    private readonly Channel<SchemaGuardEvent> _events = Channel.CreateBounded<SchemaGuardEvent>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
    );

    private readonly CancellationTokenSource _end = new();
    private readonly ISchemaGuardObserver _observer;
    private readonly ILogger _logger;
    private readonly CancellationToken _token;
    private readonly Task _delivery;

    public ObserverQueue(ISchemaGuardObserver observer, ILogger logger)
    {
        (_observer, _logger, _token) = (observer, logger, _end.Token);
        _delivery = DeliverAsync();
    }

    public void Add(SchemaGuardEvent occurrence) => _events.Writer.TryWrite(occurrence);

    /// <summary>Waits until everything is delivered, or the wait is cancelled.</summary>
    public async Task EndAsync(CancellationToken limit)
    {
        _events.Writer.TryComplete();
        var ended = await Task.WhenAny(_delivery, Task.Delay(Timeout.Infinite, limit)).ConfigureAwait(false);
        if (ended != _delivery)
        {
            // Not awaited: it runs what the observer has registered, which may last.
            _ = _end.CancelAsync();
        }
    }

    public void Dispose() => _end.Dispose();

    private async Task DeliverAsync()
    {
        await foreach (var occurrence in _events.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            // An observer that computes before it first awaits must not hold up who tells it: the reader may run on that thread.
            await Task.Yield();
            if (_token.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await _observer.ObserveAsync(occurrence, _token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // What an observer throws concerns nobody else.
                Log.ObserverFailed(_logger, exception, _observer.GetType().Name, occurrence.GetType().Name);
            }
        }
    }
}
