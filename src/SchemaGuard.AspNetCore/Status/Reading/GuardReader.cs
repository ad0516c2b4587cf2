namespace SchemaGuard.AspNetCore.Status.Reading;

/// <summary>
/// The reader of one database for all requests: however many there are, one read is in progress at a time, its result is kept for a few seconds, and nobody
/// waits longer than the limit. Thread-safe.
/// </summary>
/// <param name="guard">The guard whose database is read.</param>
/// <param name="limit">The longest time that a read may take.</param>
/// <param name="time">The clock.</param>
internal sealed class GuardReader(ISchemaGuard guard, TimeSpan limit, TimeProvider time)
{
    private static readonly TimeSpan KeptWhileRunning = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan KeptOtherwise = TimeSpan.FromSeconds(5);
    private readonly Lock _lock = new();
    private volatile GuardReading _last = GuardReading.None;
    private Task? _flight;
    private DateTimeOffset _begun;

    /// <summary>Gets the guard whose database is read.</summary>
    public ISchemaGuard Guard => guard;

    /// <summary>Returns what is known, after a read if it is not recent.</summary>
    /// <param name="cancellationToken">Stops the wait of this caller, not the read, on which others may wait.</param>
    public async Task<GuardReading> ReadAsync(CancellationToken cancellationToken)
    {
        Task flight;
        TimeSpan left;
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_flight is not { IsCompleted: false })
            {
                if (_last.AttemptedAt is { } attempted && now - attempted < KeptFor(_last))
                {
                    return _last;
                }

                _begun = now;
                _flight = FlyAsync();
            }

            (flight, left) = (_flight, _begun + limit - now);
        }

        // A driver may not stop when it is told to. Whoever comes then does not wait for it once more.
        if (left > TimeSpan.Zero)
        {
            try
            {
                await flight.WaitAsync(left, time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // What is known is shown, with the reason.
            }
        }

        return flight.IsCompleted ? _last : _last.Failing(TooSlow(), _begun) with { AttemptedAt = _last.AttemptedAt };
    }

    private TimeSpan KeptFor(GuardReading reading) =>
        guard.Activity.IsRunning || reading.Status?.LockHolder is not null ? KeptWhileRunning : KeptOtherwise;

    private async Task FlyAsync()
    {
        // The caller holds the lock, and a driver may do all of its work on the thread that asks for it.
        await Task.Yield();
        using var stop = new CancellationTokenSource(limit, time);
        var next = await AttemptAsync(stop.Token).ConfigureAwait(false);
        _last = next;
    }

    private async Task<GuardReading> AttemptAsync(CancellationToken stop)
    {
        var problem = "";
        try
        {
            var status = await guard.GetStatusAsync(stop).ConfigureAwait(false);
            var isAtWork = guard.Activity.IsRunning || status.LockHolder is not null;
            var reading = new GuardReading
            {
                ReadAt = time.GetUtcNow(),
                Status = status,
                Plan = status.Pending.Count == 0 ? null : await TryAsync(guard.PlanAsync, stop).ConfigureAwait(false),
                Progress = isAtWork ? await TryAsync(guard.ReadProgressAsync, stop).ConfigureAwait(false) : null,
                Tables = await TryAsync(guard.ReadTableStatisticsAsync, stop).ConfigureAwait(false) ?? _last.Tables,
            };
            return reading with { AttemptedAt = time.GetUtcNow() };
        }
        catch (SchemaGuardException exception)
        {
            problem = exception.Message;
        }
        catch (OperationCanceledException)
        {
            problem = TooSlow();
        }
#pragma warning disable CA1031 // The page shows what is known, whatever happens to a read. The message of a foreign exception may contain values.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            problem = $"The database could not be read: {exception.GetType().Name}.";
        }

        return _last.Failing(problem, time.GetUtcNow());
    }

    /// <summary>Reads something that the page can do without.</summary>
    private static async Task<T?> TryAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken stop)
    {
        try
        {
            return await read(stop).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // What the status does not say by itself is left out.
        catch (Exception)
#pragma warning restore CA1031
        {
            return default;
        }
    }

    private string TooSlow() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The database did not answer within {limit.TotalSeconds:0.#} s.");
}
