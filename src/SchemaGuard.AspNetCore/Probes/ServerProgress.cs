using System.Collections.Concurrent;
using System.Globalization;

namespace SchemaGuard.AspNetCore.Probes;

/// <summary>
/// What the servers say of the statements that run, for probes, which do not wait: each gets what the read before found, and begins another if that is two
/// seconds old. Of each guard one read is in progress at a time. Thread-safe.
/// </summary>
internal sealed class ServerProgress(TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<ISchemaGuard, Reading> _readings = [];

    /// <summary>Returns the progress in words; <see langword="null"/> if the server says none, or has not been asked yet.</summary>
    public string? Of(ISchemaGuard guard)
    {
        var reading = _readings.GetOrAdd(guard, static _ => new Reading());
        lock (reading)
        {
            var isRecent = reading.BegunAt is { } begun && time.GetElapsedTime(begun) < Kept;
            if (!isRecent && reading.Flight.IsCompleted)
            {
                reading.BegunAt = time.GetTimestamp();
                reading.Flight = ReadAsync(guard, reading);
            }

            return reading.Text;
        }
    }

    private static async Task ReadAsync(ISchemaGuard guard, Reading reading)
    {
        await Task.Yield();
        string? text = null;
        try
        {
            text = Describe(await guard.ReadProgressAsync(CancellationToken.None).ConfigureAwait(false));
        }
#pragma warning disable CA1031 // Nobody waits for this read: a probe says what it knows without it.
        catch (Exception)
#pragma warning restore CA1031
        {
            // It is asked again in two seconds.
        }

        lock (reading)
        {
            reading.Text = text;
        }
    }

    private static string? Describe(StatementProgress? progress) =>
        progress is null ? null
        : progress.Share is { } share ? string.Create(CultureInfo.InvariantCulture, $"{progress.Phase}, {Math.Floor(share * 100):0} %")
        : progress.Phase;

    private sealed class Reading
    {
        public long? BegunAt { get; set; }

        public Task Flight { get; set; } = Task.CompletedTask;

        public string? Text { get; set; }
    }
}
