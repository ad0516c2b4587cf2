using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

namespace SchemaGuard.Providers;

/// <summary>
/// Renews a lease three times in its duration. When two beats in a row are missed, or the lease is found to be somebody else's,
/// <see cref="Lost"/> is cancelled and with it whatever runs. That is a courtesy: what keeps a stale owner from committing is the fence in each
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

    /// <summary>Begins to beat.</summary>
    /// <param name="renew">Renews the lease and says whether it is still ours; its token ends a beat that takes too long. What it throws is a missed beat.</param>
    /// <param name="duration">How long the lease lasts.</param>
    /// <param name="time">The clock.</param>
    public Heartbeat(Func<CancellationToken, Task<bool>> renew, TimeSpan duration, TimeProvider time)
    {
        (_renew, _duration, _time) = (renew, duration, time);
        _beating = BeatAsync(_end.Token);
    }

    /// <summary>Gets a token that is cancelled when the lease is lost.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Ends the beating; a beat that is under way is broken off.</summary>
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
                try
                {
                    using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                    limit.CancelAfter(_duration / BeatsInDuration);
                    if (!await _renew(limit.Token).ConfigureAwait(false))
                    {
                        break;
                    }

                    missed = 0;
                }
                catch (Exception exception) when (IsMissed(exception))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    missed++;
                }
            }

            await _lost.CancelAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The lease is given back.
        }
    }

    private static bool IsMissed(Exception exception) =>
        exception
            is DbException
                or OperationCanceledException
                or InvalidOperationException
                or TimeoutException
                or IOException
                or SocketException;
}
