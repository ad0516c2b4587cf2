using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>
/// A heartbeat that renews a lease three times in its duration. When two beats in a row are missed, or someone else is found to hold the lease,
/// <see cref="Lost"/> is cancelled, and with it the work that runs. That is a courtesy: what keeps a stale owner from committing is the fence in each
/// of its transactions. Thread-safe.
/// </summary>
[Experimental("SG9001")]
public sealed class Heartbeat : IAsyncDisposable
{
    private const int BeatsInDuration = 3;
    private const int MissedBeatsAllowed = 1;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Func<CancellationToken, Task<bool>> _renew;
    private readonly TimeSpan _duration;
    private readonly TimeProvider _time;
    private readonly Task _beating;

    /// <summary>Starts the heartbeat.</summary>
    /// <param name="renew">
    /// Renews the lease and returns whether it is still ours; its token ends a beat that takes too long. An exception counts as a missed beat.
    /// </param>
    /// <param name="duration">The duration of the lease.</param>
    /// <param name="time">The clock.</param>
    public Heartbeat(Func<CancellationToken, Task<bool>> renew, TimeSpan duration, TimeProvider time)
    {
        (_renew, _duration, _time) = (renew, duration, time);
        _beating = BeatAsync(_end.Token);
    }

    /// <summary>Gets a token that is cancelled when the lease is lost.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Stops the heartbeat; a beat in progress is cancelled.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _beating.ConfigureAwait(false);
        _lost.Dispose();
        _end.Dispose();
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        var missed = 0;
        try
        {
            while (missed <= MissedBeatsAllowed)
            {
                await Task.Delay(_duration / BeatsInDuration, _time, cancellationToken).ConfigureAwait(false);

                // Whatever a driver throws is a missed beat: a heartbeat that stopped silently would let the work go on without its lease.
                var beat = RenewAsync(cancellationToken);
                await ((Task)beat).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellationToken.ThrowIfCancellationRequested();
                if (beat.IsCompletedSuccessfully && !await beat.ConfigureAwait(false))
                {
                    break;
                }

                missed = beat.IsCompletedSuccessfully ? 0 : missed + 1;
            }

            // Work that does not end on this token is refused by the database.
            await _lost.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The lease is released.
        }
    }

    private async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(_time, _duration / BeatsInDuration, cancellationToken);
        return await _renew(limit.Token).ConfigureAwait(false);
    }
}
