using Microsoft.Extensions.Logging;

namespace SchemaGuard.Observation;

/// <summary>The relay of events to all observers of a container. Thread-safe.</summary>
internal sealed class ObserverRelay(IEnumerable<ISchemaGuardObserver> observers, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan LastWait = TimeSpan.FromSeconds(2);
    private readonly ObserverQueue[] _queues = [.. observers.Select(observer => new ObserverQueue(observer, logger))];

    /// <summary>Gets whether anybody observes.</summary>
    public bool IsObserved => _queues.Length > 0;

    /// <summary>Tells what a guard is doing now.</summary>
    public void Tell(string guard, GuardActivity activity)
    {
        if (activity.IsWaiting)
        {
            Tell(new GuardWaiting(guard, time.GetUtcNow(), activity));
        }
        else if (activity is { Kind: GuardActivityKind.Migrating, Progress: { } progress })
        {
            Tell(new GuardMigrating(guard, time.GetUtcNow(), progress));
        }
    }

    /// <summary>Puts an event into the queue of each observer.</summary>
    public void Tell(SchemaGuardEvent occurrence)
    {
        foreach (var queue in _queues)
        {
            queue.Add(occurrence);
        }
    }

    /// <summary>Waits until the observers have received everything, for two seconds at most. Nothing is delivered afterwards.</summary>
    public async Task EndAsync()
    {
        if (!IsObserved)
        {
            return;
        }

        using var limit = new CancellationTokenSource(LastWait, time);
        foreach (var queue in _queues)
        {
            await queue.EndAsync(limit.Token).ConfigureAwait(false);
        }
    }

    public void Dispose() => Array.ForEach(_queues, queue => queue.Dispose());
}
