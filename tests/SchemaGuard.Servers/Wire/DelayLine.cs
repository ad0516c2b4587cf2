using System.Diagnostics;
using System.Threading.Channels;

namespace SchemaGuard.Servers.Wire;

/// <summary>A line that carries packets to one side, in order, each after a delay: a long line, not a narrow one.</summary>
internal sealed class DelayLine(Stream target, Func<TimeSpan> delay, Action<WirePacket> leaving)
{
    private const int WriteSize = 64 * 1024;

    // A timer is up to a millisecond or two late, which may be as long as a test's delays: the end of the wait is spent yielding.
    private static readonly TimeSpan TimerLateness = TimeSpan.FromMilliseconds(2);

    private readonly Channel<(long Due, WirePacket Packet)> _packets = Channel.CreateUnbounded<(long, WirePacket)>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true }
    );

    public void Add(WirePacket packet) =>
        _packets.Writer.TryWrite((Stopwatch.GetTimestamp() + (long)(delay().TotalSeconds * Stopwatch.Frequency), packet));

    /// <summary>Ends the line after the packets that are on it.</summary>
    public void Complete() => _packets.Writer.TryComplete();

    /// <summary>Delivers until the line is completed and empty, or a token cancels.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var batch = new MemoryStream();
        while (await _packets.Reader.WaitToReadAsync(cancellationToken))
        {
            while (_packets.Reader.TryPeek(out var next))
            {
                await UntilAsync(next.Due, cancellationToken);
                TakeDue(batch);
                await target.WriteAsync(batch.GetBuffer().AsMemory(0, (int)batch.Length), cancellationToken);
                batch.SetLength(0);
            }
        }
    }

    private static async Task UntilAsync(long due, CancellationToken cancellationToken)
    {
        while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is var left && left > TimeSpan.Zero)
        {
            if (left > TimerLateness)
            {
                await Task.Delay(left - TimerLateness, cancellationToken);
            }
            else
            {
                await Task.Yield();
            }
        }
    }

    private void TakeDue(MemoryStream batch)
    {
        var now = Stopwatch.GetTimestamp();
        while (batch.Length < WriteSize && _packets.Reader.TryPeek(out var next) && next.Due <= now && _packets.Reader.TryRead(out next))
        {
            leaving(next.Packet);
            batch.Write(next.Packet.Bytes);
        }
    }
}
