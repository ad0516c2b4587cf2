using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace SchemaGuard.Benchmarks.Probes;

/// <summary>
/// Sends requests at a fixed rate over connections that stay open, whatever the answers take: a late answer delays none that follows, and its latency
/// counts from when the request was due.
/// </summary>
internal sealed class PacedLoad(Uri address, int perSecond, int connections)
{
    private static readonly byte[] EndOfHeader = "\r\n\r\n"u8.ToArray();

    /// <summary>Returns the latency of each request, in microseconds.</summary>
    public async Task<IReadOnlyList<double>> RunAsync(string path, TimeSpan duration)
    {
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n");
        var count = (int)(duration.TotalSeconds * perSecond) / connections;
        var began = Stopwatch.GetTimestamp();
        var lanes = await Task.WhenAll(
            Enumerable.Range(0, connections).Select(lane => Task.Run(() => RunLaneAsync(lane, request, count, began)))
        );
        return [.. lanes.SelectMany(lane => lane)];
    }

    private async Task<double[]> RunLaneAsync(int lane, byte[] request, int count, long began)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        var buffer = new byte[4096];
        var latencies = new double[count];
        var gap = (double)Stopwatch.Frequency * connections / perSecond;
        for (var i = 0; i < count; i++)
        {
            var due = began + (long)((i + ((double)lane / connections)) * gap);
            var early = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            if (early > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(early);
            }

            var sent = Math.Max(due, Stopwatch.GetTimestamp() - (long)gap);
            await stream.WriteAsync(request);
            await ReadResponseAsync(stream, buffer);
            latencies[i] = Stopwatch.GetElapsedTime(sent).TotalMicroseconds;
        }

        return latencies;
    }

    /// <summary>Reads one response, which is short and says how long it is.</summary>
    private static async Task ReadResponseAsync(NetworkStream stream, byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length));
            length += read;
            var end = buffer.AsSpan(0, length).IndexOf(EndOfHeader);
            if (read == 0)
            {
                throw new InvalidOperationException("The server closed the connection.");
            }

            if (end >= 0 && length >= end + EndOfHeader.Length + BodyLength(buffer.AsSpan(0, end)))
            {
                return;
            }
        }
    }

    private static int BodyLength(ReadOnlySpan<byte> header)
    {
        var at = header.IndexOf("Content-Length: "u8);
        return System.Buffers.Text.Utf8Parser.TryParse(header[(at + 16)..], out int length, out _) ? length : 0;
    }
}
